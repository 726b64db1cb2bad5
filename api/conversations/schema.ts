import { z } from 'zod';

export const incomingFile = z.object({
  kind: z.enum(['photo', 'video', 'voice', 'file']),
  source: z.enum(['telegram', 'slack', 'admin']),
  sourceRef: z.string().min(1).max(500),
  name: z.string().max(255).optional(),
  mime: z.string().max(120).optional(),
  sizeBytes: z.int().min(0).optional(),
  seconds: z.int().min(0).optional(),
});

/** 4000 characters are what one message of a messenger holds. */
/** The longest text that is one thing somebody says, in a messenger perhaps in several messages. */
export const longestSaid = 12_000;
const text = z.string().trim().max(longestSaid);
const files = z.array(incomingFile).max(20);

export const replyToResidentInput = z.object({
  conversationId: z.uuid(),
  text,
  files: files.optional(),
  externalKey: z.string().max(200).nullish(),
});
