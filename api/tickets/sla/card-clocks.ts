import { type Instant, instant } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { Promised } from './book.ts';

/** What a card shows of a promise. */
export type CardClock = {
  promise: Promised;
  dueAt: Instant;
  /** Null while it runs. */
  remainingMs: number | null;
  metAt: Instant | null;
  isDropped: boolean;
  isWarned: boolean;
  breachedAt: Instant | null;
  /** Given after another was broken, with the words the resident was told. */
  isRenewed: boolean;
  reason: string | null;
};

/** The promises of `ticket t`, oldest first, as a column. */
export const clocksColumn = Prisma.sql`coalesce((
    select jsonb_agg(jsonb_build_object('promise', d.promise, 'dueAt', d.due_at, 'remainingMs', d.remaining_ms,
        'metAt', d.met_at, 'isDropped', d.dropped_at is not null, 'isWarned', d.warned_at is not null,
        'breachedAt', d.breached_at, 'isRenewed', d.renews_id is not null, 'reason', d.reason)
      order by d.created_at, d.id)
    from ticket_deadline d where d.ticket_id = t.id), '[]')`;

type Written = Omit<CardClock, 'dueAt' | 'metAt' | 'breachedAt'> & {
  dueAt: string;
  metAt: string | null;
  breachedAt: string | null;
};

/** JSON has no moments. */
export function reviveCardClocks(written: unknown): CardClock[] {
  return (written as Written[]).map((clock) => ({
    ...clock,
    dueAt: instant(clock.dueAt),
    metAt: clock.metAt === null ? null : instant(clock.metAt),
    breachedAt: clock.breachedAt === null ? null : instant(clock.breachedAt),
  }));
}

/** What is owed next: the earliest of what is neither met nor dropped; one that stands comes last. */
export function owedClock(clocks: readonly CardClock[]): CardClock | null {
  const owed = clocks.filter((clock) => clock.metAt === null && !clock.isDropped);
  const order = (clock: CardClock) => (clock.remainingMs === null ? 0 : 1);
  return owed.sort((a, b) => order(a) - order(b) || a.dueAt.getTime() - b.dueAt.getTime())[0] ?? null;
}

/** The promise of a kind while it is owed, the newest. */
export function owedOf(clocks: readonly CardClock[], promised: Promised): CardClock | null {
  const owed = clocks.filter(({ promise, metAt, isDropped }) => promise === promised && !metAt && !isDropped);
  return owed.at(-1) ?? null;
}
