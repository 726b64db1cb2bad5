import { z } from 'zod';
import type { IncomingFile } from '#api/conversations/attachments.ts';
import type { YearMonth } from '#api/core/time.ts';

export const resources = ['cold-water', 'hot-water', 'electricity', 'gas', 'heating', 'other'] as const;
export type Resource = (typeof resources)[number];

/** Where a reading came from. */
export const readingSources = ['telegram', 'admin', 'slack', 'import', 'automatic', 'visit', 'phone', 'demo'] as const;

/**
 * Readings of a flat's meters as somebody gave them: one text a scale, in the order of the scales (T1, T2…). `confirmed` says
 * that doubts were shown and the values are right all the same. `onceKey` makes a repeat harmless.
 */
export const submitReadingsInput = z.object({
  unitId: z.uuid(),
  readings: z
    .array(z.object({ meterId: z.uuid(), values: z.array(z.string().trim().min(1).max(40)).min(1).max(4) }))
    .min(1)
    .max(40),
  confirmed: z.boolean().optional(),
  source: z.enum(readingSources),
  onceKey: z.string().max(200).optional(),
});
export type SubmitReadingsInput = z.infer<typeof submitReadingsInput> & { files?: IncomingFile[] };

/** Where a day stands against the days on which readings are taken. Days are ISO texts. */
export type WindowNow = {
  state: 'open' | 'closed' | 'upcoming';
  /** The period that a reading taken on this day counts for. */
  period: YearMonth;
  opensOn: string;
  closesOn: string;
  /** Days left until it closes (0 on its last day); until it opens when it is not open. */
  daysLeft: number;
};

/** Why a reading is asked about instead of accepted. Volumes are decimal texts. */
export type Doubt = {
  meterId: string;
  why: 'lower' | 'rollover' | 'much-higher' | 'swapped';
  /** Which scale, from 1. */
  zone: number;
  given: string;
  previous: string;
  /** What would be used since the previous reading; null when it cannot be said. */
  consumption: string | null;
  /** What is usual for the same time; null without history. */
  usual: string | null;
  /** True when confirming needs a photo. */
  needsPhoto: boolean;
  /** The other meter, when the two look mixed up. */
  otherMeterId?: string;
};

export type AcceptedReading = {
  readingId: string;
  meterId: string;
  values: string[];
  /** Used since the reading before, one text a scale; null for a meter's first reading. */
  consumption: string[] | null;
  countsForPeriod: YearMonth;
  /** The window of the period before is over and this reading missed it. */
  late: boolean;
  state: 'accepted' | 'doubtful';
};

export type SubmitReadingsResult =
  | { status: 'accepted'; items: AcceptedReading[] }
  | { status: 'confirm'; doubts: Doubt[] };
