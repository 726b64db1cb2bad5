import { getCompany } from '#api/company/company.ts';
import { getSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { emit } from '#api/core/outbox.ts';
import type { Schedule } from '#api/core/schedule.ts';
import { dayOf, type Instant, instant, plus } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { closeTicket } from './finish-ticket.ts';
import { resumeTicket } from './hold-ticket.ts';
import { clockSchedule } from './sla/look.ts';
import { visitSchedules } from './visit-schedules.ts';
import { waitingSchedules } from './waiting-schedules.ts';

/** So many tickets of a kind of occurrence at a look; the next minute takes the rest. */
const mostAtOnce = 500;

type Silent = { id: string; since: Instant; warnedAt: Instant | null };

/** The day before a resolved ticket closes by itself, its resident is told: `ticket.will-close` { closesOn }. */
const willCloseSchedule: Schedule = {
  name: 'tickets.will-close',
  async due(ctx) {
    const { days } = await getSetting(ctx, 'auto-close');
    if (days < 2) return [];
    const silent = await findSilent(ctx, plus(ctx.now(), `-P${days - 1}D`), Prisma.sql`and o.key is null`);
    return silent.map(({ id, since }) => ({
      key: keyOf('tickets.will-close', id, since),
      dueAt: plus(since, `P${days - 1}D`),
    }));
  },
  async run(tx, key) {
    const ticket = await stillSilent(tx, key);
    if (!ticket) return;
    const { days } = await getSetting(tx, 'auto-close');
    const { timeZone } = await getCompany(tx);
    const closesAt = closingMoment(ticket.since, tx.now(), days);
    const data = { ticketId: ticket.id, closesOn: dayOf(closesAt, timeZone).toString() };
    await emit(tx, { kind: 'ticket.will-close', data });
  },
};

/** A resolved ticket that nobody answered for the set number of days closes, at the earliest a day after the warning. */
const autoCloseSchedule: Schedule = {
  name: 'tickets.auto-close',
  async due(ctx) {
    const { days } = await getSetting(ctx, 'auto-close');
    const warned = days > 1 ? Prisma.sql`and o.done_at <= ${plus(ctx.now(), '-P1D')}` : Prisma.empty;
    const silent = await findSilent(ctx, plus(ctx.now(), `-P${days}D`), warned);
    return silent.flatMap(({ id, since, warnedAt }) => {
      const dueAt = closingMoment(since, warnedAt, days);
      return dueAt <= ctx.now() ? [{ key: keyOf('tickets.auto-close', id, since), dueAt }] : [];
    });
  },
  async run(tx, key) {
    const ticket = await stillSilent(tx, key);
    if (ticket) await closeTicket(tx, systemActor, { ticketId: ticket.id });
  },
};

/** A hold with a moment ends at it. */
const holdEndsSchedule: Schedule = {
  name: 'tickets.hold-ends',
  async due(ctx) {
    const rows = await ctx.db.ticket.findMany({
      where: { status: { in: ['claimed', 'in-work'] }, pause: 'on-hold', pausedUntil: { lte: ctx.now() } },
      select: { id: true, pausedUntil: true },
      take: mostAtOnce,
    });
    return rows.flatMap(({ id, pausedUntil }) =>
      pausedUntil ? [{ key: keyOf('tickets.hold-ends', id, pausedUntil), dueAt: pausedUntil }] : [],
    );
  },
  async run(tx, key) {
    const { ticketId, moment } = readKey(key);
    const ticket = await tx.db.ticket.findFirst({
      where: { id: ticketId, pause: 'on-hold', pausedUntil: moment, status: { in: ['claimed', 'in-work'] } },
      select: { id: true },
    });
    if (ticket) await resumeTicket(tx, systemActor, { ticketId });
  },
};

/** What happens to tickets by the calendar. */
export const ticketSchedules: Schedule[] = [
  clockSchedule,
  willCloseSchedule,
  autoCloseSchedule,
  holdEndsSchedule,
  ...waitingSchedules,
  ...visitSchedules,
];

/** The end of the silence: never less than a day after the warning. */
function closingMoment(since: Instant, warnedAt: Instant | null, days: number): Instant {
  const regular = plus(since, `P${days}D`);
  if (!warnedAt || days < 2) return regular;
  return instant(Math.max(regular.getTime(), plus(warnedAt, 'P1D').getTime()));
}

/** Resolved tickets, silent since before `before`: since the report, or what the resident added after it. */
function findSilent(ctx: Ctx, before: Instant, more: Prisma.Sql): Promise<Silent[]> {
  return ctx.db.$queryRaw<Silent[]>`
    select t.id, silence.since, o.done_at as "warnedAt"
    from ticket t
    cross join lateral (
      select greatest(t.resolved_at, max(e.created_at)) as since
      from ticket_event e where e.ticket_id = t.id and e.kind = 'answered'
    ) silence
    left join occurrence o on o.key = 'tickets.will-close:' || t.id || ':' || (extract(epoch from silence.since) * 1000)::bigint
    where t.status = 'resolved' and silence.since <= ${before}::timestamptz ${more}
    order by silence.since limit ${mostAtOnce}`;
}

/** The ticket of an occurrence, unless something was said or done since it was planned. */
async function stillSilent(tx: TxCtx, key: string): Promise<Silent | null> {
  const { ticketId, moment } = readKey(key);
  const [ticket] = await findSilent(tx, tx.now(), Prisma.sql`and t.id = ${ticketId}::uuid`);
  return ticket && ticket.since.getTime() === moment.getTime() ? ticket : null;
}

function keyOf(name: string, ticketId: string, moment: Instant): string {
  return `${name}:${ticketId}:${moment.getTime()}`;
}

function readKey(key: string): { ticketId: string; moment: Instant } {
  const [, ticketId = '', moment = ''] = key.split(':');
  return { ticketId, moment: instant(Number(moment)) };
}
