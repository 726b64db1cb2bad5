import { z } from 'zod';
import { locales } from '#locales/translate.ts';

export const outageWorkTypes = ['planned', 'emergency'] as const;
export type OutageWorkType = (typeof outageWorkTypes)[number];

/** What is off. */
export const outageServices = [
  'cold-water',
  'hot-water',
  'heating',
  'electricity',
  'gas',
  'sewage',
  'lift',
  'intercom',
  'other',
] as const;
export type OutageService = (typeof outageServices)[number];

export const outageStates = ['current', 'all'] as const;

/** Our own words to residents, by language; none are needed: what, where and until when are said without them. */
const outageTexts = z.partialRecord(z.enum(locales), z.string().trim().min(1).max(1000));
export type OutageTexts = z.infer<typeof outageTexts>;

/** Where: a building, and of it all entrances (none named) or some. */
const outagePlace = z.object({
  buildingId: z.uuid(),
  entrances: z.array(z.int().min(1).max(99)).max(99).default([]),
});

const fields = {
  services: z
    .array(z.enum(outageServices))
    .min(1)
    .max(outageServices.length)
    .transform((all) => outageServices.filter((one) => all.includes(one))),
  texts: outageTexts,
  startsAt: z.date(),
  endsAt: z.date(),
};

export const openOutageInput = z.object({
  ...fields,
  workType: z.enum(outageWorkTypes),
  places: z.array(outagePlace).min(1).max(200),
  texts: outageTexts.default({}),
});
export type OpenOutageInput = z.infer<typeof openOutageInput>;

/** Where it is does not change: who was told it concerns them would never hear that it does not. Cancel it, and open another. */
export const changeOutageInput = z.object(fields).partial().extend({ outageId: z.uuid() });
export type ChangeOutageInput = z.infer<typeof changeOutageInput>;
