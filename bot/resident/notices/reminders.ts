import { listMyMeters } from '#api/meters/list-meters.ts';
import type { Notice } from '#api/notifications/templates.ts';
import { flatLabel, flatWithAddress } from '../flat-words.ts';
import { sendAllRoute } from '../meters/routes.ts';
import { asNewMessage } from '../route.ts';
import { sayDay, sayPeriod } from '../say.ts';
import { type Answer, type Button, bold, lines } from '../view.ts';
import type { Resident } from '../who.ts';

type ReadingsNotice = Extract<Notice, { template: 'readings-open' | 'readings-closing' }>;

/** The reading window opened or closes. Only to those who still have not sent: the reminder may have waited for the morning. */
export async function readings(guest: Resident, notice: ReadingsNotice): Promise<Answer | null> {
  const { t } = guest;
  const flats = guest.flats.filter((flat) => notice.data.unitIds.includes(flat.unitId));
  const waiting = await Promise.all(
    flats.map(async (flat) => {
      const { meters } = await listMyMeters(guest.ctx, guest.actor, flat.unitId);
      return meters.some((meter) => !meter.sentThisPeriod) ? flat : null;
    }),
  );
  const missing = waiting.filter((flat) => flat !== null);
  if (missing.length === 0) return null;
  const values = { period: sayPeriod(guest, notice.data.period), day: sayDay(guest, notice.data.closesOn) };
  const head =
    notice.template === 'readings-open'
      ? t('notices.readings-open', values)
      : notice.data.daysLeft === 0
        ? t('notices.readings-last-day', values)
        : t('notices.readings-closing', { ...values, count: notice.data.daysLeft });
  const one = guest.flats.length === 1;
  const rows = missing.map((flat): Button[] => {
    const label = one ? t('notices.readings-send') : `${t('notices.readings-send')}: ${flatLabel(guest, flat)}`;
    return [{ label, route: asNewMessage(sendAllRoute.to(one ? {} : { id: flat.unitId })) }];
  });
  const names = one ? [] : missing.map((flat) => flatWithAddress(guest, flat));
  return { place: 'new', view: { text: lines(bold(head), ...names), rows } };
}
