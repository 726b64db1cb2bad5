import { z } from 'zod';

export const callReasons = ['question', 'check', 'visit', 'unreachable', 'noted'] as const;
/** Why somebody is called: a question to answer, work to check, a visit to agree on, a message that did not arrive; or it was noted. */
export type CallReason = (typeof callReasons)[number];
export type CallState = 'to-make' | 'made' | 'dropped';

const words = z
  .string()
  .transform((text) => text.replaceAll('\u0000', '').trim())
  .pipe(z.string().min(1).max(4000));

export const noteCallInput = z.object({
  unitId: z.uuid(),
  ticketId: z.uuid().optional(),
  /** What was said. */
  text: words,
});
export type NoteCallInput = z.infer<typeof noteCallInput>;

/** What the person said; `verdict` where the call was to hear one. */
export const finishCallInput = z.object({
  callId: z.uuid(),
  said: words,
  verdict: z.enum(['yes', 'no']).optional(),
});
export type FinishCallInput = z.infer<typeof finishCallInput>;
