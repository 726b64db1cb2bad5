import type { MeterView } from '#api/meters/list-meters.ts';
import type { WindowNow } from '#api/meters/schema.ts';
import { volumeOf, volumeText } from '#api/meters/volume.ts';
import { formatDecimal } from '#locales/format.ts';
import { hasWords } from '#locales/translate.ts';
import { sayDay, sayPeriod } from '../say.ts';
import type { Guest } from '../who.ts';

/** `Холодная вода, кухня`. */
export function meterName(
  { t, locale }: Pick<Guest, 't' | 'locale'>,
  meter: Pick<MeterView, 'resource' | 'place'>,
): string {
  const name = t(`resident.resources.${meter.resource}`);
  if (!meter.place) return name;
  const key = `resident.meter-places.${meter.place}`;
  return `${name}, ${hasWords(locale, key) ? t(key) : meter.place}`;
}

/** `12 502 / 4 176`: one number a scale. */
export function sayValues({ locale }: Pick<Guest, 'locale'>, values: readonly string[]): string {
  return values.map((value) => formatDecimal(locale, value)).join(' / ');
}

/** `м³`, `кВт·ч`. */
export function sayMeasure({ t, locale }: Pick<Guest, 't' | 'locale'>, unit: string): string {
  const key = `resident.measures.${unit}`;
  return hasWords(locale, key) ? t(key) : unit;
}

/** What was used since the values before; null without any or when a value went down. */
export function usedSince(before: readonly string[] | null, values: readonly string[]): string[] | null {
  if (!before || before.length !== values.length) return null;
  const used = values.map((value, index) => volumeOf(value) - volumeOf(before[index] ?? '0'));
  return used.every((volume) => volume >= 0n) ? used.map(volumeText) : null;
}

/** When readings are taken, and for which period one counts that is sent now. */
export function windowLine(guest: Guest, window: WindowNow): string {
  const { t } = guest;
  const values = {
    period: sayPeriod(guest, window.period),
    opens: sayDay(guest, window.opensOn),
    closes: sayDay(guest, window.closesOn),
  };
  if (window.state !== 'open') return t('resident.meters.closed', values);
  const left =
    window.daysLeft === 0 ? t('resident.meters.last-day') : t('resident.meters.days-left', { count: window.daysLeft });
  return `${t('resident.meters.open', values)} ${left}`;
}
