import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { emit } from '#api/core/outbox.ts';
import type { Schedule } from '#api/core/schedule.ts';
import { at, dayOf, type Instant, instant, plus } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';

type Planned = { id: string; ticketId: string; startsAt: Instant; updatedAt: Instant; timeZone: string };

/** When a resident is reminded: the evening before, or, of what was agreed later than that, two hours before. */
const evening = '19:00';
const shortlyBefore = 'PT2H';
const technicianBefore = 'PT1H';

/** The resident is reminded once of a visit: `ticket.visit-soon` { visitId }. */
const residentSchedule: Schedule = {
  name: 'tickets.visit-soon',
  async due(ctx) {
    const visits = await findPlanned(ctx);
    return visits.flatMap((visit) => {
      const dueAt = remindsResidentAt(visit);
      return dueAt !== null && dueAt <= ctx.now() ? [{ key: keyOf('tickets.visit-soon', visit), dueAt }] : [];
    });
  },
  run: (tx, key) => say(tx, key, 'ticket.visit-soon'),
};

/** Who is to come is reminded an hour before: `ticket.visit-in-an-hour` { visitId }. */
const technicianSchedule: Schedule = {
  name: 'tickets.visit-in-an-hour',
  async due(ctx) {
    const visits = await findPlanned(ctx);
    return visits.flatMap((visit) => {
      const dueAt = plus(visit.startsAt, `-${technicianBefore}`);
      const isNews = visit.updatedAt < dueAt && dueAt <= ctx.now();
      return isNews ? [{ key: keyOf('tickets.visit-in-an-hour', visit), dueAt }] : [];
    });
  },
  run: (tx, key) => say(tx, key, 'ticket.visit-in-an-hour'),
};

export const visitSchedules: Schedule[] = [residentSchedule, technicianSchedule];

/** Null when it was agreed so late that a reminder would be no news. */
export function remindsResidentAt({ startsAt, updatedAt, timeZone }: Omit<Planned, 'id' | 'ticketId'>): Instant | null {
  const eve = at(dayOf(startsAt, timeZone).subtract({ days: 1 }), evening, timeZone);
  if (updatedAt < eve) return eve;
  const shortly = plus(startsAt, `-${shortlyBefore}`);
  return updatedAt < shortly ? shortly : null;
}

/** Visits that begin within a day and a half, with the clock of their place. */
function findPlanned(ctx: Ctx, more: Prisma.Sql = Prisma.empty): Promise<Planned[]> {
  const now = ctx.now();
  return ctx.db.$queryRaw<Planned[]>`
    select v.id, v.ticket_id as "ticketId", v.starts_at as "startsAt", v.updated_at as "updatedAt",
      coalesce(b.time_zone, c.time_zone) as "timeZone"
    from visit v join ticket t on t.id = v.ticket_id left join building b on b.id = t.building_id cross join company c
    where v.state in ('proposed', 'accepted', 'changed') and t.status in ('claimed', 'in-work')
      and v.starts_at > ${now}::timestamptz and v.starts_at < ${plus(now, 'PT36H')}::timestamptz ${more}
    order by v.starts_at, v.id`;
}

/** Says it, unless the visit was moved or fell since it was planned. */
async function say(tx: TxCtx, key: string, kind: string): Promise<void> {
  const [, visitId = '', moment = ''] = key.split(':');
  const [visit] = await findPlanned(tx, Prisma.sql`and v.id = ${visitId}::uuid`);
  if (!visit || visit.startsAt.getTime() !== instant(Number(moment)).getTime()) return;
  await emit(tx, { kind, data: { ticketId: visit.ticketId, visitId } });
}

function keyOf(name: string, { id, startsAt }: Planned): string {
  return `${name}:${id}:${startsAt.getTime()}`;
}
