import type { Doubt, Resource } from './schema.ts';
import { volumeOf, volumeText, wholeVolume } from './volume.ts';

/** What the checks know of a meter. Volumes are decimal texts, one a scale. */
export type CheckedMeter = {
  meterId: string;
  resource: Resource;
  zones: number;
  digits: number;
  decimals: number;
  isRetired: boolean;
  /** The reading before, of an earlier period; null for a meter's first. */
  previous: string[] | null;
  /** Whole periods since that reading, at least 1. */
  periodsSince: number;
  /** Average use a period over the last six, one text a scale; null without history. */
  usual: string[] | null;
};

export type BadValue = 'not-a-number' | 'too-many-digits' | 'too-many-decimals' | 'wrong-count' | 'retired';

export type Check =
  | { status: 'ok'; consumption: string[] | null }
  | { status: 'confirm'; doubt: Doubt; consumption: string[] | null }
  | { status: 'refuse'; why: BadValue; zone: number; limit?: number };

/** More than this a month in one flat is asked about, whatever its history (units of the resource). */
const plausibleAMonth: Record<Resource, number> = {
  'cold-water': 30,
  'hot-water': 30,
  electricity: 2000,
  gas: 300,
  heating: 10,
  other: 2000,
};

/**
 * Looks at one reading alone. Refuses what cannot stand on the meter; asks about a value below the previous one (`rollover` when
 * passing zero explains it plausibly, otherwise `lower`) and about use above both three times the usual and the plausible
 * maximum (`much-higher`, with a photo above ten times that).
 */
export function checkReading(meter: CheckedMeter, values: readonly string[]): Check {
  if (meter.isRetired) return { status: 'refuse', why: 'retired', zone: 1 };
  if (values.length !== meter.zones) return { status: 'refuse', why: 'wrong-count', zone: 1, limit: meter.zones };
  for (const [index, value] of values.entries()) {
    const refusal = refuseText(value, meter);
    if (refusal) return { status: 'refuse', zone: index + 1, ...refusal };
  }
  const { previous } = meter;
  if (previous === null) return { status: 'ok', consumption: null };

  const consumption: string[] = [];
  let rolledOver: Doubt | null = null;
  let doubt: Doubt | null = null;
  for (const [index, value] of values.entries()) {
    const zone = askAboutZone(meter, index, value, previous[index] ?? '0');
    consumption.push(volumeText(zone.used));
    if (zone.doubt?.why === 'rollover') rolledOver ??= zone.doubt;
    else doubt ??= zone.doubt;
  }
  const asked = doubt ?? rolledOver;
  if (asked) return { status: 'confirm', doubt: asked, consumption: asked.why === 'lower' ? null : consumption };
  return { status: 'ok', consumption };
}

/**
 * True when each of two one-scale meters fits the other's previous reading while, as given, at least one does not fit its own:
 * cold and hot were mixed up.
 */
export function looksSwapped(
  a: { meter: CheckedMeter; value: string },
  b: { meter: CheckedMeter; value: string },
): boolean {
  const fits = (meter: CheckedMeter, value: string) => checkReading(meter, [value]).status === 'ok';
  if (a.meter.previous === null || b.meter.previous === null) return false;
  if (fits(a.meter, a.value) && fits(b.meter, b.value)) return false;
  return fits(a.meter, b.value) && fits(b.meter, a.value);
}

function refuseText(value: string, meter: CheckedMeter): { why: BadValue; limit?: number } | null {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(value);
  if (!match) return { why: 'not-a-number' };
  if ((match[1] ?? '').replace(/^0+/, '').length > meter.digits) return { why: 'too-many-digits', limit: meter.digits };
  if ((match[2] ?? '').replace(/0+$/, '').length > meter.decimals) {
    return { why: 'too-many-decimals', limit: meter.decimals };
  }
  return null;
}

function askAboutZone(
  meter: CheckedMeter,
  index: number,
  value: string,
  before: string,
): { used: bigint; doubt: Doubt | null } {
  const now = volumeOf(value);
  const then = volumeOf(before);
  const periods = BigInt(Math.max(1, meter.periodsSince));
  const usual = meter.usual?.[index] === undefined ? null : volumeOf(meter.usual[index]) * periods;
  const plausible = wholeVolume(plausibleAMonth[meter.resource]) * periods;
  const limit = usual !== null && usual * 3n > plausible ? usual * 3n : plausible;
  const doubt = {
    meterId: meter.meterId,
    zone: index + 1,
    given: value,
    previous: before,
    usual: usual === null ? null : volumeText(usual),
    needsPhoto: false,
  };
  if (now < then) {
    const passedZero = 10n ** BigInt(meter.digits) * wholeVolume(1) - then + now;
    if (passedZero <= limit) {
      return { used: passedZero, doubt: { ...doubt, why: 'rollover', consumption: volumeText(passedZero) } };
    }
    return { used: now - then, doubt: { ...doubt, why: 'lower', consumption: null } };
  }
  const used = now - then;
  if (used <= limit) return { used, doubt: null };
  const needsPhoto = used > limit * 10n;
  return { used, doubt: { ...doubt, why: 'much-higher', consumption: volumeText(used), needsPhoto } };
}
