import { stableId } from '#api/core/ids.ts';
import type { Instant } from '#api/core/time.ts';
import type { Promised } from '#api/tickets/sla/book.ts';
import { beginClocks, type Clock, type ClockChange, type Desk, isOpen, stepClocks } from '#api/tickets/sla/clocks.ts';
import { lookAt } from '#api/tickets/sla/look.ts';
import { type PresetName, presetBook } from '#api/tickets/sla/presets.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { type Demo, presentOf, remember } from './demo.ts';

const presets: Record<Demo['name'], { preset: PresetName; country: string }> = {
  uk: { preset: 'ru', country: 'RU' },
  maple: { preset: 'default', country: 'US' },
};

/** The book the demo company promises by, from its first day. */
export function buildBook(demo: Demo): void {
  const { preset } = presets[demo.name];
  const document = bookOf(demo) as Prisma.InputJsonObject;
  demo.sheet.put('sla_book', { version: 1, preset, document, createdAt: presentOf(demo) });
}

/** The promises of one ticket of the demo, reckoned as the product reckons them. */
export type DemoPromises = {
  step(
    change: Omit<ClockChange, 'after'> & {
      after: { urgency: string; pause: 'none' | 'waiting-for-resident' | 'on-hold' };
    },
  ): void;
  /** Hours until the promise falls due, while it is owed. */
  hoursLeft(promise: Promised, now: Instant): number | null;
  write(): void;
};

export function promiseTo(
  demo: Demo,
  ticket: { id: string; kind: string; category: string; urgency: string; at: Instant },
): DemoPromises {
  const { id, kind, category, urgency } = ticket;
  const desk = deskOf(demo, id);
  let clocks = beginClocks(desk, { kind, category, urgency }, ticket.at);
  return {
    step: (change) => {
      clocks = stepClocks(desk, clocks, { ...change, after: { kind, category, ...change.after } });
    },
    hoursLeft: (promise, now) => {
      const owed = clocks.find((clock) => clock.promise === promise && isOpen(clock));
      return owed ? (owed.dueAt.getTime() - now.getTime()) / 3_600_000 : null;
    },
    // What was due before the demo's first minute has been said long ago: nobody is told again when it starts.
    write: () =>
      demo.sheet.put(
        'ticket_deadline',
        ...clocks.map((clock) => rowOf(id, settle(desk, clock, urgency, presentOf(demo)))),
      ),
  };
}

function settle(desk: Desk, clock: Clock, urgency: string, present: Instant): Clock {
  return lookAt(desk, clock, urgency, present).clock;
}

function rowOf(ticketId: string, clock: Clock): Prisma.TicketDeadlineCreateManyInput {
  return { ...clock, ticketId };
}

function deskOf(demo: Demo, ticketId: string): Desk {
  const book = bookOf(demo);
  let count = 0;
  return {
    version: 1,
    book,
    books: remember(demo, 'books', () => new Map([[1, book]])),
    timeZone: demo.timeZone,
    newId: () => stableId(ticketId, 'promise', String(++count)),
  };
}

function bookOf(demo: Demo) {
  const { preset, country } = presets[demo.name];
  return remember(demo, 'book', () => presetBook(preset, country));
}
