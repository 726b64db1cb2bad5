import type { NoticeShapes } from '#api/notifications/templates.ts';
import { getMyOutage } from '#api/outages/read-outages.ts';
import { placesOf, servicesOf, whenOf } from '../outages/words.ts';
import { asNewMessage } from '../route.ts';
import { newTicketRoute } from '../tickets/routes.ts';
import { type Button, bold, lines, paragraphs, type View } from '../view.ts';
import type { Resident } from '../who.ts';

/** What is off, where and until when, as it is now; null when the occasion has passed meanwhile. */
export async function outageNotice(
  guest: Resident,
  outageId: string,
  { what }: NoticeShapes['outage']['data'],
): Promise<View | null> {
  const { t } = guest;
  const outage = await getMyOutage(guest.ctx, guest.flats, outageId);
  const isOn = outage.state === 'ahead' || outage.state === 'now' || outage.state === 'late';
  if (what === 'restored' || what === 'cancelled') {
    if (outage.state !== what) return null;
    const text = lines(
      bold(t(`notices.outage.${what}`, { services: servicesOf(guest, outage) })),
      ...placesOf(guest, outage),
    );
    const stillOff: Button = { label: t('notices.outage.still-off'), route: asNewMessage(newTicketRoute.to()) };
    return what === 'restored' ? { text, rows: [[stillOff]] } : { text, rows: [] };
  }
  if (!isOn) return null;
  // A reminder that was held until it begins comes too late.
  const isReminder = what === 'tomorrow' || what === 'soon';
  if (isReminder && outage.state !== 'ahead') return null;
  const head = isReminder ? 'reminder' : what === 'changed' ? 'changed' : outage.workType;
  const words = outage.texts[guest.locale] ?? outage.texts.ru ?? outage.texts.en;
  return {
    text: paragraphs(
      lines(
        bold(t(`notices.outage.${head}`, { services: servicesOf(guest, outage) })),
        whenOf(guest, outage),
        ...placesOf(guest, outage),
      ),
      words,
      outage.workType === 'emergency' ? t('notices.outage.will-tell') : null,
    ),
    rows: [],
  };
}
