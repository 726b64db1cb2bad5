import type { MeterView } from '#api/meters/list-meters.ts';
import type { WindowNow } from '#api/meters/schema.ts';
import { sayDay } from '../say.ts';
import { bold, lines, paragraphs, type View } from '../view.ts';
import type { Guest } from '../who.ts';
import { sendAllRoute, sendOneRoute } from './routes.ts';
import { toUse } from './use.ts';
import { meterName, sayMeasure, sayValues, windowLine } from './words.ts';

/** The window, and every meter with its last values. */
export function metersView(guest: Guest, window: WindowNow, meters: readonly MeterView[]): View {
  const { t } = guest;
  const home = [{ label: t('resident.home.button'), route: 'home' }];
  if (meters.length === 0) return { text: t('resident.meters.none'), rows: [home] };
  return {
    text: paragraphs(
      bold(t('resident.meters.title')),
      windowLine(guest, window),
      lines(...meters.map((meter, index) => `${index + 1}. ${meterLine(guest, meter)}`)),
      meters.every((meter) => meter.sentThisPeriod) ? t('resident.meters.all-sent') : null,
    ),
    rows: [
      [{ label: t('resident.meters.send-all'), route: sendAllRoute.to() }],
      [toUse(guest)],
      ...(meters.length > 1
        ? meters.map((meter, index) => [
            { label: `${index + 1}. ${meterName(guest, meter)}`, route: sendOneRoute.to({ id: meter.id }) },
          ])
        : []),
      home,
    ],
  };
}

/** `Холодная вода, кухня · было 412 м³ (20 октября) · за ноябрь передано`. */
export function meterLine(guest: Guest, meter: MeterView): string {
  const { t } = guest;
  const facts = [
    meterName(guest, meter),
    meter.zones > 1 ? t('resident.meters.zones', { count: meter.zones }) : null,
    meter.last
      ? t('resident.meters.last', {
          values: sayValues(guest, meter.last.values),
          unit: sayMeasure(guest, meter.unit),
          day: sayDay(guest, meter.last.takenOn),
        })
      : t('resident.meters.no-last'),
    meter.sentThisPeriod ? t('resident.meters.sent') : null,
    meter.verificationOverdue ? t('resident.meters.verification-overdue') : null,
  ];
  return facts.filter((fact) => fact !== null).join(' · ');
}
