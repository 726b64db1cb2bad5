import { z } from 'zod';
import { dangers } from '#api/company/emergency.ts';
import { incomingFile } from '#api/conversations/schema.ts';
import { ticketKinds } from './policy.ts';

export const ticketPlaces = ['flat', 'common-area', 'grounds'] as const;
export type TicketPlace = (typeof ticketPlaces)[number];
export const ticketUrgencies = ['normal', 'high', 'emergency'] as const;
export type TicketUrgency = (typeof ticketUrgencies)[number];
export const ticketSources = ['telegram', 'slack', 'admin', 'phone', 'demo'] as const;

/** The longest text of a request: what a messenger cuts into messages of 4096 (Bot API, `Message.text`) may be one story. */
export const longestText = 12_000;

/** Postgres keeps no NUL character in text: it is dropped, whoever sends it. */
const words = z
  .string()
  .transform((text) => text.replaceAll('\u0000', '').trim())
  .pipe(z.string().max(longestText));
const someWords = words.pipe(z.string().min(1));
const ticketId = z.uuid();
const externalKey = z.string().min(1).max(200).optional();

const files = z.array(incomingFile).max(20).default([]);

export const openTicketInput = z
  .object({
    unitId: z.uuid().optional(),
    buildingId: z.uuid().optional(),
    kind: z.enum(ticketKinds),
    categoryCode: z.string().max(60).optional(),
    place: z.enum(ticketPlaces),
    urgency: z.enum(ticketUrgencies).optional(),
    text: words,
    files,
    source: z.enum(ticketSources),
    /** For whom a colleague opens it: somebody of the flat. */
    residentId: z.uuid().optional(),
    /** The message it is made of. */
    fromMessageId: z.uuid().optional(),
    onceKey: z.string().min(1).max(200).optional(),
  })
  .refine((input) => input.text !== '' || input.files.length > 0, { path: ['text'], message: 'words or a file' });
export type OpenTicketInput = z.infer<typeof openTicketInput>;

/** A danger told in one tap: words and photos may follow into the ticket. */
export const reportEmergencyInput = z.object({
  unitId: z.uuid(),
  danger: z.enum(dangers),
  text: words.default(''),
  files,
  onceKey: z.string().min(1).max(200),
});
export type ReportEmergencyInput = z.infer<typeof reportEmergencyInput>;

export const placeTicketInput = z.object({ ticketId, place: z.enum(ticketPlaces) });
export type PlaceTicketInput = z.infer<typeof placeTicketInput>;

export const ticketInput = z.object({ ticketId });
export type TicketInput = z.infer<typeof ticketInput>;

export const askResidentInput = z.object({ ticketId, question: someWords, externalKey });
export type AskResidentInput = z.infer<typeof askResidentInput>;

const saying = { ticketId, text: words, files, externalKey };
const isSaying = (input: { text: string; files: unknown[] }) => input.text !== '' || input.files.length > 0;
const nothingSaid = { path: ['text'], message: 'words or a file' };

/** Words alone: who joined sees no files of a ticket. */
export const replyToAllInput = z.object({ ticketId, text: someWords, externalKey });
export type ReplyToAllInput = z.infer<typeof replyToAllInput>;

/** "Me too": from which flat; what was said about it already goes to the colleagues. */
export const joinTicketInput = z.object({ ...saying, unitId: z.uuid() });
export type JoinTicketInput = z.infer<typeof joinTicketInput>;

/** Who joined returns with words: photos alone do not say what is still wrong. */
export const returnJoinedInput = z.object({ ...saying, text: someWords });
export type ReturnJoinedInput = z.infer<typeof returnJoinedInput>;

export const answerTicketInput = z.object(saying).refine(isSaying, nothingSaid);
export type AnswerTicketInput = z.infer<typeof answerTicketInput>;

export const noteTicketInput = z.object(saying).refine(isSaying, nothingSaid);
export type NoteTicketInput = z.infer<typeof noteTicketInput>;

/** A return needs no words: "not done" in one tap is an answer too. */
export const returnTicketInput = z.object(saying);
export type ReturnTicketInput = z.infer<typeof returnTicketInput>;

export const resolveTicketInput = z.object({
  ticketId,
  report: someWords,
  materials: words.optional(),
  files: files.optional(),
});
export type ResolveTicketInput = z.infer<typeof resolveTicketInput>;

export const assignTicketInput = z.object({ ticketId, staffId: z.uuid() });
export type AssignTicketInput = z.infer<typeof assignTicketInput>;

export const prioritiseTicketInput = z.object({ ticketId, urgency: z.enum(ticketUrgencies) });
export type PrioritiseTicketInput = z.infer<typeof prioritiseTicketInput>;

/** People name the other ticket by its number. */
export const mergeTicketInput = z.object({ ticketId, originalNumber: z.int().min(1) });
export type MergeTicketInput = z.infer<typeof mergeTicketInput>;

/** A window: both are instants. */
export const proposeVisitInput = z.object({ ticketId, startsAt: z.date(), endsAt: z.date() });
export type ProposeVisitInput = z.infer<typeof proposeVisitInput>;

/** Another of the windows that `listVisitWindows` offers, named by its beginning. */
export const moveVisitInput = z.object({ ticketId, startsAt: z.date() });
export type MoveVisitInput = z.infer<typeof moveVisitInput>;

/** `until` is an instant; without it the ticket stays on hold until somebody resumes it. */
export const holdTicketInput = z.object({ ticketId, reason: someWords, until: z.date().nullable().optional() });
export type HoldTicketInput = z.infer<typeof holdTicketInput>;

export const rejectTicketInput = z.object({ ticketId, reason: someWords });
export type RejectTicketInput = z.infer<typeof rejectTicketInput>;

/** What may have been wrong or right: words for buttons, kept as they are. */
export const ratingReasons = ['slow', 'quality', 'rude', 'dirty', 'fast', 'good-work', 'polite', 'clean'] as const;

export const rateTicketInput = z.object({
  ticketId,
  rating: z.int().min(1).max(5),
  reasons: z.array(z.enum(ratingReasons)).max(8).optional(),
  comment: words.optional(),
});
export type RateTicketInput = z.infer<typeof rateTicketInput>;

const inBoth = z.object({ ru: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(60) });
const trade = z.string().trim().min(1).max(40).nullable().optional();
const danger = z.enum(dangers).nullable().optional();
/** Beginnings of words; too short ones would fit everything. */
const stems = z.array(z.string().trim().toLowerCase().min(3).max(40)).max(40).optional();

export const addCategoryInput = z.object({ kind: z.enum(ticketKinds), names: inBoth, trade, danger, words: stems });
export type AddCategoryInput = z.infer<typeof addCategoryInput>;

const code = z.string().min(1).max(60);
export const editCategoryInput = z.object({
  code,
  names: inBoth.optional(),
  trade,
  danger,
  words: stems,
  archived: z.boolean().optional(),
});
export type EditCategoryInput = z.infer<typeof editCategoryInput>;

export const orderCategoriesInput = z.object({ codes: z.array(code).min(1).max(200) });
export type OrderCategoriesInput = z.infer<typeof orderCategoriesInput>;

export const cannedUses = ['reply', 'result'] as const;
const said = z.string().trim().min(1).max(2000);
const saidInBoth = z.object({ ru: said, en: said });

/** Without a category it is for all. */
export const addCannedReplyInput = z.object({
  categoryCode: code.nullable().optional(),
  use: z.enum(cannedUses),
  texts: saidInBoth,
});
export type AddCannedReplyInput = z.infer<typeof addCannedReplyInput>;

export const editCannedReplyInput = z.object({
  id: z.uuid(),
  categoryCode: code.nullable().optional(),
  use: z.enum(cannedUses).optional(),
  texts: saidInBoth.optional(),
  position: z.int().min(1).max(10_000).optional(),
  archived: z.boolean().optional(),
});
export type EditCannedReplyInput = z.infer<typeof editCannedReplyInput>;
