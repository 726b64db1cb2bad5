import { dayOf, type Instant } from '#api/core/time.ts';
import type { MyTicket } from '#api/tickets/ticket-card.ts';
import type { VisitWindow } from '#api/tickets/visits.ts';
import { formatClock, formatDay, formatWindow } from '#locales/format.ts';
import { asNewMessage } from '../route.ts';
import { timeZoneOf } from '../say.ts';
import type { Button } from '../view.ts';
import type { Guest } from '../who.ts';
import { acceptVisitRoute, moveVisitRoute, visitTimesRoute } from './routes.ts';
import { workerOf } from './words.ts';

type Speaker = Pick<Guest, 't' | 'locale' | 'company' | 'flat' | 'ctx'>;

/** `чт, 26 ноября, 14:00–16:00`: no "tomorrow", because a card and its buttons are read on later days too. */
export function sayWindow(guest: Speaker, { startsAt, endsAt }: VisitWindow): string {
  return formatWindow(guest.locale, startsAt, endsAt, timeZoneOf(guest));
}

/** `10:02` of today, else the day: as short as a step of a card wants it. */
export function sayShort(guest: Speaker, at: Instant): string {
  const timeZone = timeZoneOf(guest);
  const [day, today] = [dayOf(at, timeZone), dayOf(guest.ctx.now(), timeZone)];
  return day.equals(today)
    ? formatClock(guest.locale, at, timeZone)
    : formatDay(guest.locale, day.toString(), today.year);
}

/** What is planned or going on, in one sentence; null without a visit. */
export function visitSentence(guest: Speaker, { visit, place }: MyTicket): string | null {
  if (!visit) return null;
  const { state } = visit;
  const key = state === 'accepted' || state === 'changed' ? (place === 'flat' ? 'planned' : 'planned-outside') : state;
  return guest.t(`resident.visit.${key}`, { when: sayWindow(guest, visit), who: workerOf(guest, visit.staff) });
}

/** The code to ask for at the door, and what nobody does who comes from us; null where no door is opened. */
export function doorSentence({ t }: Pick<Guest, 't'>, { visitCode, place }: MyTicket): string | null {
  return visitCode !== null && place === 'flat' ? t('resident.visit.code', { code: visitCode }) : null;
}

/** Agreeing, and other times: what can be answered to a visit. */
export function visitButtons(guest: Speaker, ticket: MyTicket, fromList: boolean): Button[] {
  const { t } = guest;
  const at = { id: ticket.id, l: fromList ? 1 : undefined };
  const other = ticket.visit?.state === 'missed' ? 'choose-time' : ticket.canAcceptVisit ? 'other-time' : 'move';
  return [
    ...(ticket.canAcceptVisit ? [{ label: t('resident.visit.accept'), route: acceptVisitRoute.to(at) }] : []),
    ...(ticket.canMoveVisit ? [{ label: t(`resident.visit.${other}`), route: visitTimesRoute.to(at) }] : []),
  ];
}

/** One tap a window. */
export function windowButtons(guest: Speaker, ticketId: string, windows: readonly VisitWindow[], l?: '1'): Button[][] {
  return windows.map((window) => [
    {
      label: sayWindow(guest, window),
      route: moveVisitRoute.to({ id: ticketId, w: window.startsAt.getTime() / 60_000, l }),
    },
  ]);
}

/** The way to the times, from a notice that stays what it says. */
export function timesButton({ t }: Pick<Guest, 't'>, ticketId: string): Button {
  return { label: t('resident.visit.other-time'), route: asNewMessage(visitTimesRoute.to({ id: ticketId })) };
}
