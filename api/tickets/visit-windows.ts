import { getSetting } from '#api/company/settings.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { at, dayOf, type Instant, plus, wallTime } from '#api/core/time.ts';
import type { TicketInput } from './schema.ts';
import { mustSeeTicket } from './sight.ts';
import type { VisitWindow } from './visits.ts';

/** Wall times of one part of a day: `{ from: '09:00', until: '12:00' }`. */
export type DayPart = { from: string; until: string };

/** How many windows are offered at once, and how long before its beginning one may still be chosen. */
const offered = 6;
const notice = 'PT1H';

/** The longest window: a resident cannot wait at home for longer. */
export const longestVisitHours = 8;
export const farthestVisitDays = 60;
/** Nobody is asked to open the door at night, except for an emergency. */
export const doorHours = { from: '07:00', until: '22:00' };

/** The next windows of a place, soonest first: parts of the company's day that begin in an hour at the earliest. */
export function nextWindows(now: Instant, timeZone: string, parts: readonly DayPart[]): VisitWindow[] {
  const windows: VisitWindow[] = [];
  if (parts.length === 0) return windows;
  for (let day = dayOf(now, timeZone); windows.length < offered; day = day.add({ days: 1 })) {
    for (const { from, until } of parts) {
      const window = { startsAt: at(day, from, timeZone), endsAt: at(day, until, timeZone) };
      if (window.startsAt >= plus(now, notice) && window.endsAt > window.startsAt) windows.push(window);
    }
  }
  return windows.slice(0, offered);
}

/** The windows a resident may choose from, and a colleague may propose in one tap. Refuses `ticket.not-found`. */
export async function listVisitWindows(ctx: Ctx, actor: Actor, { ticketId }: TicketInput): Promise<VisitWindow[]> {
  const ticket = await ctx.db.ticket.findUnique({
    where: { id: ticketId },
    select: { unitId: true, residentId: true, createdAt: true, buildingId: true },
  });
  if (!ticket) throw new AppError('ticket.not-found');
  await mustSeeTicket(ctx, actor, ticket);
  return offeredWindows(ctx, ticket.buildingId);
}

/** The windows that are offered now in a building; asks nobody's leave. */
export async function offeredWindows(ctx: Ctx | TxCtx, buildingId: string | null): Promise<VisitWindow[]> {
  const { dayParts } = await getSetting(ctx, 'visits');
  return nextWindows(ctx.now(), await timeZoneAt(ctx, buildingId), dayParts);
}

/** The clock of a building's place, else the company's. */
export async function timeZoneAt(ctx: Ctx | TxCtx, buildingId: string | null): Promise<string> {
  const [row] = await ctx.db.$queryRaw<Array<{ timeZone: string }>>`
    select coalesce(b.time_zone, c.time_zone) as "timeZone"
    from company c left join building b on b.id = ${buildingId}::uuid`;
  return row?.timeZone ?? 'UTC';
}

/**
 * Refuses a window that makes no sense: `visit.in-past`, `visit.bad-window` { hours } (the end before the beginning, or longer than a
 * working day), `visit.too-far` { days }, `visit.at-night` { from, until }.
 */
export function mustMakeSense(
  { startsAt, endsAt }: VisitWindow,
  { now, timeZone, isEmergency }: { now: Instant; timeZone: string; isEmergency: boolean },
): void {
  if (startsAt <= now) throw new AppError('visit.in-past');
  if (startsAt > plus(now, `P${farthestVisitDays}D`)) throw new AppError('visit.too-far', { days: farthestVisitDays });
  if (endsAt <= startsAt || endsAt > plus(startsAt, `PT${longestVisitHours}H`)) {
    throw new AppError('visit.bad-window', { hours: longestVisitHours });
  }
  if (isEmergency) return;
  const [from, until] = [startsAt, endsAt].map((moment) => wallTime(moment, timeZone).toString().slice(0, 5));
  const isSameDay = dayOf(startsAt, timeZone).equals(dayOf(endsAt, timeZone));
  if (!isSameDay || (from ?? '') < doorHours.from || (until ?? '') > doorHours.until) {
    throw new AppError('visit.at-night', doorHours);
  }
}
