import { getCompany } from '#api/company/company.ts';
import { getSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { emit } from '#api/core/outbox.ts';
import type { Schedule } from '#api/core/schedule.ts';
import { dayOf, type Instant, instant, plus } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { expireTicket } from './finish-ticket.ts';

/** So many tickets at a look; the next minute takes the rest. */
const mostAtOnce = 500;

type Waiting = { id: string; since: Instant; passedDays: number; remindedAt: Instant | null };

/** A question that nobody answers is asked again on the set days: `ticket.waiting` { closesOn }. Of several missed days, once. */
const remindSchedule: Schedule = {
  name: 'tickets.waiting',
  async due(ctx) {
    const { remindAfterDays } = await getSetting(ctx, 'waiting');
    if (remindAfterDays.length === 0) return [];
    const unreminded = Prisma.sql`and passed.days > 0 and not exists (
      select from occurrence d where d.key = ${keyInSql} || ':' || passed.days)`;
    const waiting = await findWaiting(ctx, remindAfterDays, unreminded);
    return waiting.map(({ id, since, passedDays }) => ({
      key: `${keyOf('tickets.waiting', id, since)}:${passedDays}`,
      dueAt: ctx.now(),
    }));
  },
  async run(tx, key) {
    const ticket = await stillWaiting(tx, key);
    if (!ticket) return;
    const { closeAfterDays } = await getSetting(tx, 'waiting');
    const { timeZone } = await getCompany(tx);
    const closesAt = closingMoment(ticket.since, tx.now(), closeAfterDays);
    await emit(tx, {
      kind: 'ticket.waiting',
      data: { ticketId: ticket.id, closesOn: dayOf(closesAt, timeZone).toString() },
    });
  },
};

/** After the last reminder, a day later at the earliest, the ticket closes as "no answer". */
const expireSchedule: Schedule = {
  name: 'tickets.expire',
  async due(ctx) {
    const { remindAfterDays, closeAfterDays } = await getSetting(ctx, 'waiting');
    const reminded = remindAfterDays.length > 0 ? Prisma.sql`and o.done_at is not null` : Prisma.empty;
    const late = Prisma.sql`and silence.since <= ${plus(ctx.now(), `-P${closeAfterDays}D`)}::timestamptz ${reminded}`;
    const waiting = await findWaiting(ctx, remindAfterDays, late);
    return waiting.flatMap(({ id, since, remindedAt }) => {
      const dueAt = closingMoment(since, remindedAt, closeAfterDays);
      return dueAt <= ctx.now() ? [{ key: keyOf('tickets.expire', id, since), dueAt }] : [];
    });
  },
  async run(tx, key) {
    const ticket = await stillWaiting(tx, key);
    if (ticket) await expireTicket(tx, systemActor, { ticketId: ticket.id });
  },
};

export const waitingSchedules: Schedule[] = [remindSchedule, expireSchedule];

/** Never less than a day after the last reminder. */
function closingMoment(since: Instant, remindedAt: Instant | null, days: number): Instant {
  const regular = plus(since, `P${days}D`);
  return remindedAt ? instant(Math.max(regular.getTime(), plus(remindedAt, 'P1D').getTime())) : regular;
}

/** `tickets.waiting:<ticket>:<since>`, as `keyOf` writes it. */
const keyInSql = Prisma.sql`'tickets.waiting:' || t.id || ':' || (extract(epoch from silence.since) * 1000)::bigint`;

/**
 * Tickets that wait for a resident who can read us, with how many of the reminding days have passed since what was asked of
 * them last. An emergency is never closed by silence, nor is what nobody can be reminded of.
 */
function findWaiting(ctx: Ctx, remindAfterDays: readonly number[], more: Prisma.Sql): Promise<Waiting[]> {
  return ctx.db.$queryRaw<Waiting[]>`
    select t.id, silence.since, passed.days as "passedDays", o.done_at as "remindedAt"
    from ticket t
    cross join lateral (
      select greatest(t.paused_at, max(e.created_at)) as since
      from ticket_event e where e.ticket_id = t.id and e.kind in ('asked', 'missed', 'visit-proposed')
    ) silence
    cross join lateral (
      select count(*)::int as days from unnest(${[...remindAfterDays]}::int[]) day
      where silence.since + day * interval '24 hours' <= ${ctx.now()}::timestamptz
    ) passed
    left join occurrence o on o.key = ${keyInSql} || ':' || ${remindAfterDays.length}::int
    where t.status in ('new', 'claimed', 'in-work') and t.pause = 'waiting-for-resident' and t.urgency <> 'emergency'
      and exists (select from chat c where c.resident_id = t.resident_id and c.state = 'active') ${more}
    order by silence.since limit ${mostAtOnce}`;
}

/** The ticket of an occurrence, unless something was said or asked since it was planned. */
async function stillWaiting(tx: TxCtx, key: string): Promise<Waiting | null> {
  const [, ticketId = '', moment = ''] = key.split(':');
  const [ticket] = await findWaiting(tx, [], Prisma.sql`and t.id = ${ticketId}::uuid`);
  return ticket && ticket.since.getTime() === Number(moment) ? ticket : null;
}

function keyOf(name: string, ticketId: string, moment: Instant): string {
  return `${name}:${ticketId}:${moment.getTime()}`;
}
