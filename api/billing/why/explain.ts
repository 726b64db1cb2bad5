import { charge, minusDecimal } from '#api/core/money.ts';
import { lineToPay } from '../invoice-sums.ts';
import type { Group } from '../schema.ts';

/** What of a line its change is told from. Volumes and tariffs are decimal texts, sums minor units. */
export type ComparedLine = {
  serviceCode: string;
  names: Record<string, string>;
  name: string;
  group: Group;
  unit: string;
  volume: string | null;
  tariff: string | null;
  chargedMinor: bigint;
  recalculationMinor: bigint;
  recalculationReason: string | null;
  benefitMinor: bigint;
  penaltyMinor: bigint;
};
export type ComparedBill = { roundingMinor: bigint; lines: readonly ComparedLine[] };

/**
 * One reason, and what it adds (minor units, below zero when it takes off). `charged`: the sum changed in a way that volume and
 * tariff do not tell. `rounding`: the kopecks by which whole sums differ from volume × tariff, in the line where they arose.
 */
export type Reason =
  | { kind: 'volume' | 'tariff'; from: string; to: string; minor: bigint }
  | { kind: 'recalculation'; minor: bigint; why: string | null }
  | { kind: 'charged' | 'rounding' | 'benefit' | 'penalty' | 'new' | 'gone'; minor: bigint };

/** A line that changed. Its reasons add up to `minor`; `sameTariff` is the price when only something else changed. */
export type Change = Pick<ComparedLine, 'serviceCode' | 'names' | 'name' | 'group' | 'unit'> & {
  minor: bigint;
  reasons: Reason[];
  sameTariff: string | null;
};

/** Always: `minor` = sum of the changes + `roundingMinor`, what the bills themselves were rounded by. */
export type Explanation = { minor: bigint; changes: Change[]; roundingMinor: bigint; sameCount: number };

/**
 * Why a bill asks for another sum than the one before: exactly, with no remainder. A charge changes by (v1 − v0)·t0 for its volume
 * and by v1·(t1 − t0) for its tariff. What stands on both bills is compared by the code of its service, in the order of the bill.
 */
export function explain(before: ComparedBill, now: ComparedBill): Explanation {
  const pairs = pairUp(before.lines, now.lines);
  const changes = pairs.map((pair) => changeOf(...pair)).filter((change) => change.reasons.length > 0);
  const roundingMinor = now.roundingMinor - before.roundingMinor;
  return {
    minor: changes.reduce((all, change) => all + change.minor, 0n) + roundingMinor,
    changes: changes.sort((a, b) => (size(a.minor) > size(b.minor) ? -1 : size(a.minor) < size(b.minor) ? 1 : 0)),
    roundingMinor,
    sameCount: pairs.length - changes.length,
  };
}

type Pair = [ComparedLine | null, ComparedLine] | [ComparedLine, null];

/** The same service stands on a bill more than once when its tariff has steps: the first goes with the first. */
function pairUp(before: readonly ComparedLine[], now: readonly ComparedLine[]): Pair[] {
  const left = [...before];
  const pairs = now.map((line): Pair => {
    const at = left.findIndex((one) => one.serviceCode === line.serviceCode && one.unit === line.unit);
    return [at === -1 ? null : (left.splice(at, 1)[0] ?? null), line];
  });
  return [...pairs, ...left.map((line): Pair => [line, null])];
}

function changeOf(...pair: Pair): Change {
  const [old, young] = pair;
  const { serviceCode, names, name, group, unit } = young ?? old;
  const of = (key: 'recalculationMinor' | 'benefitMinor' | 'penaltyMinor') => (young?.[key] ?? 0n) - (old?.[key] ?? 0n);
  const why = young?.recalculationReason ?? old?.recalculationReason ?? null;
  const reasons: Reason[] = [
    ...chargeReasons(...pair),
    { kind: 'recalculation', minor: of('recalculationMinor'), why },
    { kind: 'benefit', minor: -of('benefitMinor') },
    { kind: 'penalty', minor: of('penaltyMinor') },
  ];
  const minor = (young ? lineToPay(young) : 0n) - (old ? lineToPay(old) : 0n);
  const sameTariff = old && young && old.tariff !== null && isSame(old.tariff, young.tariff) ? old.tariff : null;
  const telling = reasons.filter((reason) => reason.minor !== 0n);
  return { serviceCode, names, name, group, unit, minor, reasons: telling, sameTariff };
}

/** By so many kopecks at most do rounded sums, and rounded parts of their difference, leave volume × tariff. */
const mostRounding = 2n;

function chargeReasons(...[old, young]: Pair): Reason[] {
  if (!young) return [{ kind: 'gone', minor: -old.chargedMinor }];
  if (!old) return [{ kind: 'new', minor: young.chargedMinor }];
  const whole = young.chargedMinor - old.chargedMinor;
  if (old.volume === null || young.volume === null || old.tariff === null || young.tariff === null) {
    return [{ kind: 'charged', minor: whole }];
  }
  const ofVolume = charge(minusDecimal(young.volume, old.volume), old.tariff);
  const ofTariff = charge(young.volume, minusDecimal(young.tariff, old.tariff));
  const rest = whole - ofVolume - ofTariff;
  return [
    { kind: 'volume', from: old.volume, to: young.volume, minor: ofVolume },
    { kind: 'tariff', from: old.tariff, to: young.tariff, minor: ofTariff },
    { kind: size(rest) <= mostRounding ? 'rounding' : 'charged', minor: rest },
  ];
}

function isSame(a: string, b: string | null): boolean {
  return b !== null && /^-?0*\.?0*$/.test(minusDecimal(a, b));
}

function size(minor: bigint): bigint {
  return minor < 0n ? -minor : minor;
}
