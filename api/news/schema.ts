import { z } from 'zod';
import { locales } from '#locales/translate.ts';

export const newsUrgencies = ['common', 'emergency'] as const;
export type NewsUrgency = (typeof newsUrgencies)[number];
export const newsStates = ['draft', 'scheduled', 'publishing', 'published', 'cancelled'] as const;
export type NewsState = (typeof newsStates)[number];

/** One language's words. Title and body with a date fit one message of any messenger we know (Telegram: 4096). */
const newsText = z.object({ title: z.string().trim().min(1).max(200), body: z.string().trim().min(1).max(3500) });
export type NewsText = z.infer<typeof newsText>;
export type NewsTexts = Partial<Record<(typeof locales)[number], NewsText>>;

/** Whom a post is for: everybody with a flat, or those of some buildings. */
export const newsAudience = z.union([
  z.literal('everyone'),
  z.object({ buildingIds: z.array(z.uuid()).min(1).max(1000) }),
]);
export type NewsAudience = z.infer<typeof newsAudience>;

const texts = z
  .partialRecord(z.enum(locales), newsText)
  .refine((all) => Object.keys(all).length > 0, 'words in at least one language');

export const writeNewsInput = z.object({ texts, urgency: z.enum(newsUrgencies), audience: newsAudience });
export type WriteNewsInput = z.infer<typeof writeNewsInput>;

export const editNewsInput = writeNewsInput.partial().extend({ newsId: z.uuid() });
export type EditNewsInput = z.infer<typeof editNewsInput>;

export const listNewsInput = z.object({
  state: z.enum(newsStates).optional(),
  after: z.string().max(400).nullish(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
});
export type ListNewsInput = z.infer<typeof listNewsInput>;

export const listMyNewsInput = z.object({
  unitId: z.uuid().optional(),
  after: z.string().max(400).nullish(),
  limit: z.number().int().min(1).max(100).optional(),
});
export type ListMyNewsInput = z.infer<typeof listMyNewsInput>;

/** The words for a reader: their language, else any the post has. */
export function pickText(texts: NewsTexts, locale: string): NewsText {
  const own = Object.entries(texts).find(([language]) => language === locale)?.[1];
  return own ?? Object.values(texts)[0] ?? { title: '', body: '' };
}
