import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { getCompany } from '#api/company/company.ts';
import { type Actor, hasRole } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { mustBeAllowed } from '#api/core/errors.ts';
import { at, dayOf, firstDayOf, type Instant, instant, periodOf, shiftPeriod } from '#api/core/time.ts';
import { type Promised, promises, type SlaBook } from './book.ts';
import { clockDesk, listClocksOf } from './clock-rows.ts';
import type { Clock } from './clocks.ts';
import { fateOf, type PastStep, type PastTicket, replayClocks } from './replay.ts';
import { readBook } from './save-book.ts';

/** So many tickets are rehearsed at once, the newest of the month. */
const mostTickets = 3000;
const ticketsAtOnce = 100;
/** So many of those that would end otherwise are named. */
const mostNamed = 100;

export const rehearseInput = z.object({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
  document: z.unknown(),
});
export type RehearseInput = z.infer<typeof rehearseInput>;

export type Fates = { kept: number; broken: number; open: number };
export type RehearsedPromise = { promise: Promised; was: Fates; would: Fates };
export type ChangedTicket = {
  id: string;
  number: number;
  promise: Promised;
  was: 'kept' | 'broken' | 'open' | 'none';
  would: 'kept' | 'broken' | 'open' | 'none';
  dueWas: Instant | null;
  dueWould: Instant | null;
};
export type Rehearsal = {
  month: string;
  tickets: number;
  /** More were opened in the month than are rehearsed. */
  isPart: boolean;
  promises: RehearsedPromise[];
  changed: ChangedTicket[];
};

/**
 * What an edited book would have made of a month (the last whole one unless said otherwise): the tickets opened in it live their
 * timelines once more by its promises, beside what really became of them. Nothing is written. Managers only. Refuses `sla.bad-book`.
 */
export async function rehearse(ctx: Ctx, actor: Actor, input: RehearseInput): Promise<Rehearsal> {
  mustBeAllowed(hasRole(actor, 'manager'));
  const book = readBook(ctx, input.document);
  const { timeZone } = await getCompany(ctx);
  const month = input.month ?? shiftPeriod(periodOf(dayOf(ctx.now(), timeZone)), -1);
  const tickets = await readPast(ctx, month, timeZone);
  const shown = tickets.slice(0, mostTickets);
  const real = await listClocksOf(
    ctx,
    shown.map(({ id }) => id),
  );
  const pairs = await compare(ctx, book, shown, real);
  return {
    month,
    tickets: shown.length,
    isPart: tickets.length > mostTickets,
    promises: promises.map((promise) => {
      const mine = pairs.filter((pair) => pair.promise === promise);
      return { promise, was: count(mine.map(({ was }) => was)), would: count(mine.map(({ would }) => would)) };
    }),
    changed: pairs.filter(({ was, would }) => was !== would).slice(0, mostNamed),
  };
}

async function compare(
  ctx: Ctx,
  book: SlaBook,
  tickets: readonly Past[],
  real: ReadonlyMap<string, Clock[]>,
): Promise<ChangedTicket[]> {
  const present = await clockDesk(ctx, null);
  const version = present.version + 1;
  const books = new Map([[version, book]]);
  const pairs: ChangedTicket[] = [];
  for (const [index, ticket] of tickets.entries()) {
    // A month is long: others are let in between.
    if (index % ticketsAtOnce === ticketsAtOnce - 1) await setImmediate();
    let count = 0;
    const newId = () => `${++count}`;
    const desk = { ...present, version, book, books, timeZone: ticket.timeZone ?? present.timeZone, newId };
    const would = replayClocks(desk, ticket);
    pairs.push(...promises.flatMap((promise) => pairOf(ticket, promise, real.get(ticket.id) ?? [], would, ctx.now())));
  }
  return pairs;
}

/** A ticket keeps a promise when it keeps all of its kind: one that came back was promised twice. */
function pairOf(ticket: Past, promise: Promised, real: Clock[], would: Clock[], now: Instant): ChangedTicket[] {
  const one = worst(
    real.filter((clock) => clock.renewsId === null),
    promise,
    now,
  );
  const other = worst(would, promise, now);
  if (!one && !other) return [];
  const { id, number } = ticket;
  return [
    {
      id,
      number,
      promise,
      was: one?.fate ?? 'none',
      would: other?.fate ?? 'none',
      dueWas: one?.clock.dueAt ?? null,
      dueWould: other?.clock.dueAt ?? null,
    },
  ];
}

type Judged = { clock: Clock; fate: 'kept' | 'broken' | 'open' };

function worst(clocks: readonly Clock[], promise: Promised, now: Instant): Judged | null {
  const judged = clocks.flatMap((clock): Judged[] => {
    const fate = fateOf(clock, now);
    return clock.promise === promise && fate !== 'dropped' ? [{ clock, fate }] : [];
  });
  const order = ['broken', 'open', 'kept'];
  return judged.sort((a, b) => order.indexOf(a.fate) - order.indexOf(b.fate))[0] ?? null;
}

function count(fates: readonly string[]): Fates {
  const of = (fate: string) => fates.filter((one) => one === fate).length;
  return { kept: of('kept'), broken: of('broken'), open: of('open') };
}

type Past = PastTicket & { timeZone: string | null };

/** Tickets opened in the month, newest first, with their timelines and the company's messages in them. One statement. */
async function readPast(ctx: Ctx, month: string, timeZone: string): Promise<Past[]> {
  const from = at(firstDayOf(month), '00:00', timeZone);
  const until = at(firstDayOf(shiftPeriod(month, 1)), '00:00', timeZone);
  type Row = Omit<Past, 'steps'> & { steps: (Omit<PastStep, 'at'> & { at: string })[] };
  const rows = await ctx.db.$queryRaw<Row[]>`
    select t.id, t.number, t.kind, k.code as category, b.time_zone as "timeZone", (
      select jsonb_agg(jsonb_build_object('kind', s.kind, 'at', s.at, 'from', s.from_status,
          'pause', coalesce(s.pause, 'none'), 'urgency', coalesce(s.urgency, t.urgency)) order by s.at, s.version)
      from (
        select e.kind, e.created_at as at, e.from_status, e.data ->> 'pause' as pause, e.data ->> 'urgency' as urgency,
          (e.data ->> 'version')::int as version
        from ticket_event e where e.ticket_id = t.id
        union all
        select 'answer', m.created_at, null, null, null, 2147483647
        from conversation c join message m on m.conversation_id = c.id
        where c.ticket_id = t.id and m.author_kind = 'staff' and m.visibility = 'resident'
      ) s
    ) as steps
    from ticket t left join ticket_category k on k.id = t.category_id left join building b on b.id = t.building_id
    where t.created_at >= ${from}::timestamptz and t.created_at < ${until}::timestamptz
    order by t.created_at desc, t.id desc limit ${mostTickets + 1}`;
  return rows.map((row) => ({ ...row, steps: row.steps.map((step) => ({ ...step, at: instant(step.at) })) }));
}
