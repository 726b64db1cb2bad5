import { dayOf, type Instant, today } from '#api/core/time.ts';
import type { Outage } from '#api/outages/read-outages.ts';
import { formatDay, formatTime } from '#locales/format.ts';
import { sayMoment, timeZoneOf } from '../say.ts';
import type { Guest } from '../who.ts';

type Reader = Pick<Guest, 't' | 'locale' | 'ctx' | 'company' | 'flat'>;

/** `Отключение: горячая вода, завтра 10:00–16:00, ваш подъезд`: one line of Home. */
export function outageLine(guest: Reader, outage: Outage): string {
  const where = outage.places.some((place) => place.entrances.length > 0) ? 'your-entrance' : 'whole-house';
  return guest.t('resident.outages.line', {
    services: servicesOf(guest, outage),
    when: whenOf(guest, outage),
    where: guest.t(`resident.outages.${where}`),
  });
}

/** `холодная вода, отопление`. */
export function servicesOf({ t }: Pick<Guest, 't'>, { services }: Pick<Outage, 'services'>): string {
  return services.map((service) => t(`resident.outages.services.${service}`)).join(', ');
}

/** Where it is, a house a line. */
export function placesOf({ t }: Pick<Guest, 't'>, { places }: Pick<Outage, 'places'>): string[] {
  return places.map(({ address, entrances }) =>
    entrances.length === 0
      ? address
      : `${address}, ${t('resident.outages.entrances', { count: entrances.length, numbers: entrances.join(', ') })}`,
  );
}

/** When: until what is on now ends, from when until when what is ahead lasts; that a promised end has passed is said. */
export function whenOf(guest: Reader, { state, startsAt, endsAt }: Outage): string {
  const { t } = guest;
  if (state === 'late') return t('resident.outages.late', { moment: sayMoment(guest, endsAt) });
  if (state === 'now') return t('resident.outages.until', { moment: momentOf(guest, endsAt) });
  const timeZone = timeZoneOf(guest);
  const time = (at: Instant) => formatTime(guest.locale, at, timeZone);
  if (dayOf(startsAt, timeZone).equals(dayOf(endsAt, timeZone))) {
    return `${dayWords(guest, startsAt)} ${time(startsAt)}–${time(endsAt)}`;
  }
  return t('resident.outages.from-until', { from: momentOf(guest, startsAt), until: momentOf(guest, endsAt) });
}

/** `16:00` today, `завтра 16:00`, else the day too. */
function momentOf(guest: Reader, at: Instant): string {
  const timeZone = timeZoneOf(guest);
  const time = formatTime(guest.locale, at, timeZone);
  return dayOf(at, timeZone).equals(today(guest.ctx, timeZone)) ? time : `${dayWords(guest, at)} ${time}`;
}

function dayWords(guest: Reader, at: Instant): string {
  const timeZone = timeZoneOf(guest);
  const day = dayOf(at, timeZone);
  const now = today(guest.ctx, timeZone);
  if (day.equals(now)) return guest.t('resident.outages.today');
  if (day.equals(now.add({ days: 1 }))) return guest.t('resident.outages.tomorrow');
  return formatDay(guest.locale, day.toString(), now.year);
}
