import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { emit } from '#api/core/outbox.ts';
import type { Schedule } from '#api/core/schedule.ts';
import { type Instant, instant } from '#api/core/time.ts';
import { touchTicket } from '../touch-ticket.ts';
import { readClocks } from './clock-rows.ts';
import { type Clock, calendarOf, type Desk, isOpen, watched } from './clocks.ts';
import { type Step, stepsOf, warningMoment } from './ladder.ts';

/** So many clocks at a look; the next minute takes the rest. */
const mostAtOnce = 500;

/** What one look at a clock found out. */
export type Finding = { clock: Clock; isWarning: boolean; isBreach: boolean; steps: Step[] };

/**
 * Clocks whose moment has come. What is found is said aloud: `ticket.due-soon`, `ticket.breached`, `ticket.escalated` { to }, each with the
 * promise it is about; the card gets a new version with the first two.
 */
export const clockSchedule: Schedule = {
  name: 'tickets.clock',
  async due(ctx) {
    const rows = await ctx.db.$queryRaw<{ id: string; nextAt: Instant }[]>`
      select id, next_at as "nextAt" from ticket_deadline
      where next_at <= ${ctx.now()}::timestamptz order by next_at, id limit ${mostAtOnce}`;
    return rows.map(({ id, nextAt }) => ({ key: `tickets.clock:${id}:${nextAt.getTime()}`, dueAt: nextAt }));
  },
  async run(tx, key) {
    const [, id = '', moment = ''] = key.split(':');
    const ticket = await lockTicketOf(tx, id);
    if (!ticket) return;
    const { desk, clocks } = await readClocks(tx, ticket);
    const clock = clocks.find((one) => one.id === id);
    // It was met, stopped or looked at in the meantime.
    if (clock?.nextAt?.getTime() !== instant(Number(moment)).getTime()) return;
    const finding = lookAt(desk, clock, ticket.urgency, tx.now());
    await keepFinding(tx, finding.clock);
    await sayFinding(tx, ticket, finding);
  },
};

/** What is due about a clock at a moment, all at once if several things are; and the clock that knows it. */
export function lookAt(desk: Desk, clock: Clock, urgency: string, at: Instant): Finding {
  if (!isOpen(clock) || clock.stoppedAt) return { clock, isWarning: false, isBreach: false, steps: [] };
  const book = desk.books.get(clock.bookVersion) ?? desk.book;
  const calendar = calendarOf(desk, clock);
  const isBreach = clock.breachedAt === null && clock.dueAt <= at;
  const isWarning = !isBreach && !clock.warnedAt && !clock.breachedAt && warningMoment(book, calendar, clock, at) <= at;
  const due = stepsOf(book, calendar, clock, urgency)
    .slice(clock.rung)
    .filter((step) => step.at <= at);
  const next = {
    ...clock,
    warnedAt: isWarning ? at : clock.warnedAt,
    breachedAt: isBreach ? clock.dueAt : clock.breachedAt,
    rung: clock.rung + due.length,
  };
  return { clock: watched(desk, next, { urgency }, at), isWarning, isBreach, steps: due };
}

type Looked = { id: string; buildingId: string | null; urgency: string; pause: string };

async function lockTicketOf(tx: TxCtx, deadlineId: string): Promise<Looked | null> {
  const [ticket] = await tx.db.$queryRaw<Looked[]>`
    select t.id, t.building_id as "buildingId", t.urgency, t.pause from ticket t
    where t.id = (select ticket_id from ticket_deadline where id = ${deadlineId}::uuid) for update of t`;
  return ticket ?? null;
}

async function keepFinding(tx: Ctx | TxCtx, clock: Clock): Promise<void> {
  const { id, warnedAt, breachedAt, rung, nextAt } = clock;
  await tx.db.ticketDeadline.update({ where: { id }, data: { warnedAt, breachedAt, rung, nextAt } });
}

/** Nobody is pinged about a ticket that waits for its resident or for a part: it is late, and they know. */
async function sayFinding(tx: TxCtx, ticket: Looked, { clock, isWarning, isBreach, steps }: Finding): Promise<void> {
  const about = { ticketId: ticket.id, deadlineId: clock.id, promise: clock.promise };
  if (isWarning || isBreach) {
    const version = await touchTicket(tx, ticket.id);
    const kind = isBreach ? 'ticket.breached' : 'ticket.due-soon';
    await emit(tx, { kind, data: { ...about, version } });
  }
  if (ticket.pause !== 'none' && ticket.urgency !== 'emergency') return;
  for (const to of new Set(steps.map((step) => step.to))) {
    await emit(tx, { kind: 'ticket.escalated', data: { ...about, to, rung: clock.rung } });
  }
}
