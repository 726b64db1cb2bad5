import { z } from 'zod';
import { knowsHolidays } from '#api/company/holidays.ts';
import { checkTimeZone } from '#api/core/time.ts';
import { ticketKinds } from '../policy.ts';
import { ticketUrgencies } from '../schema.ts';

/** What is promised about a ticket. `localisation` is stopping the harm of an emergency before its repair. */
export const promises = ['first-response', 'localisation', 'resolution'] as const;
export type Promised = (typeof promises)[number];

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const minutes = z
  .int()
  .min(1)
  .max(366 * 24 * 60);
const wallTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);
const day = z.iso.date();
const interval = z.tuple([wallTime, wallTime]);
const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** What is promised to whom: a field that is null fits every ticket. Minutes of the calendar's working time. */
const policy = z.object({
  name,
  kind: z.enum(ticketKinds).nullable().default(null),
  category: z.string().max(60).nullable().default(null),
  urgency: z.enum(ticketUrgencies).nullable().default(null),
  /** Null is round the clock, as emergencies always are. */
  calendar: name.nullable().default(null),
  firstResponse: minutes.nullable().default(null),
  localisation: minutes.nullable().default(null),
  resolution: minutes.nullable().default(null),
});
export type SlaPolicy = z.infer<typeof policy>;

/** When promises run: intervals by ISO weekday, without the country's holidays, and days of one's own. */
const calendar = z.object({
  name,
  /** Null is the building's, else the company's. */
  timeZone: z.string().max(60).refine(isTimeZone, 'not a time zone').nullable().default(null),
  intervals: z.partialRecord(z.enum(weekdays), z.array(interval).max(8)),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .default(null),
  state: z.string().max(10).nullable().default(null),
  /** Closed although no holiday, and open although one. */
  daysOff: z.array(day).max(400).default([]),
  daysOn: z.array(day).max(400).default([]),
});
export type SlaCalendar = z.infer<typeof calendar>;

/** Who is told when a promise is broken and stays so. */
export const rungs = ['assignee', 'channel', 'manager'] as const;
export type RungTo = (typeof rungs)[number];

/** `after`: minutes of the clock's own calendar after the breach; on the emergency ladder, minutes after the opening. */
const rung = z.object({
  to: z.enum(rungs),
  after: z
    .int()
    .min(0)
    .max(60 * 24 * 30),
});

/** Everything a company promises, as one document. An edit makes a new version of the whole. */
export const bookDocument = z
  .object({
    policies: z.array(policy).min(1).max(200),
    calendars: z.array(calendar).max(50),
    /** The assignee is warned when so much of the promised time is left. */
    warnAt: z.object({ percentLeft: z.int().min(1).max(90) }),
    ladder: z.array(rung).max(20),
    emergencyLadder: z.array(rung).max(20),
  })
  .superRefine((book, context) => {
    const complain = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    book.calendars.forEach((one, index) => {
      checkCalendar(one, (path, message) => complain(['calendars', index, ...path], message));
    });
    const names = book.calendars.map((one) => one.name);
    book.policies.forEach((one, index) => {
      if (one.calendar !== null && !names.includes(one.calendar)) complain(['policies', index, 'calendar'], 'unknown');
    });
    for (const index of repeated(names)) complain(['calendars', index, 'name'], 'twice');
    for (const index of repeated(book.policies.map((one) => one.name))) complain(['policies', index, 'name'], 'twice');
    for (const index of repeated(book.policies.map(scopeOf))) complain(['policies', index], 'same-scope');
    for (const key of ['ladder', 'emergencyLadder'] as const) {
      book[key].forEach((one, index) => {
        if (index > 0 && one.after < (book[key][index - 1]?.after ?? 0)) complain([key, index, 'after'], 'order');
      });
    }
  });
export type SlaBook = z.infer<typeof bookDocument>;

/** What of a ticket chooses its policy. */
export type Scope = { kind: string; category: string | null; urgency: string };

/**
 * The most specific policy that fits: the urgency counts most, then the category, then the kind, because haste about a tap is still
 * haste. Null when nothing is promised.
 */
export function policyFor(book: SlaBook, ticket: Scope): SlaPolicy | null {
  let best: { policy: SlaPolicy; weight: number } | null = null;
  for (const one of book.policies) {
    const fits =
      (one.kind === null || one.kind === ticket.kind) &&
      (one.category === null || one.category === ticket.category) &&
      (one.urgency === null || one.urgency === ticket.urgency);
    const weight = (one.urgency ? 4 : 0) + (one.category ? 2 : 0) + (one.kind ? 1 : 0);
    if (fits && (best === null || weight > best.weight)) best = { policy: one, weight };
  }
  return best?.policy ?? null;
}

/** The minutes of each promise of a policy, in the order of a ticket's life. */
export function promisesOf(of: SlaPolicy): { promise: Promised; minutes: number }[] {
  const all = { 'first-response': of.firstResponse, localisation: of.localisation, resolution: of.resolution };
  return promises.flatMap((promise) => {
    const length = all[promise];
    return length === null ? [] : [{ promise, minutes: length }];
  });
}

type Complain = (path: (string | number)[], message: string) => void;

function checkCalendar(of: SlaCalendar, complain: Complain): void {
  let isOpen = false;
  for (const weekday of weekdays) {
    const spans = of.intervals[weekday] ?? [];
    spans.forEach(([from, until], index) => {
      if (from >= until) complain(['intervals', weekday, index], 'ends-before-it-begins');
      if (spans.some(([a, b], other) => other < index && from < b && a < until)) {
        complain(['intervals', weekday, index], 'overlap');
      }
      isOpen ||= from < until;
    });
  }
  if (!isOpen) complain(['intervals'], 'never-opens');
  if (of.country !== null && !knowsHolidays(of.country, of.state)) complain(['country'], 'unknown');
}

function scopeOf({ kind, category, urgency }: SlaPolicy): string {
  return JSON.stringify([kind, category, urgency]);
}

function repeated(all: readonly string[]): number[] {
  return all.flatMap((one, index) => (all.indexOf(one) < index ? [index] : []));
}

function isTimeZone(text: string): boolean {
  try {
    checkTimeZone(text);
    return true;
  } catch {
    return false;
  }
}
