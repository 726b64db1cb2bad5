import { PlainDate, shiftPeriod, type YearMonth } from '#api/core/time.ts';
import { type WindowRule, windowOf } from '#api/meters/window.ts';
import { type Demo, type DemoFlat, type ReaderKind, remember } from './demo.ts';
import { randomOf } from './random.ts';

/** What a flat used in a month: whole m³ and kWh, Gcal as text. */
export type Usage = { cold: number; hot: number; gas: number; gcal: string; power: number[] };

/** A month of a 54 m² flat with three people, by calendar month. */
export type TypicalMonth = { cold: number; hot: number; day: number; night: number; gcal: number };

export type UsagePlan = {
  typical: Record<number, TypicalMonth>;
  /** The flat whose months are exactly the typical ones, and what its meters showed a month ago. */
  golden: { flat: string; shown: Record<string, number[]> };
  window: WindowRule;
};

/** The same month of the same flat is always the same. */
export function usageOf(demo: Demo, plan: UsagePlan, flat: DemoFlat, period: YearMonth): Usage {
  return remember(demo, `usage ${flat.key} ${period}`, () => makeUsage(demo, plan, flat, period));
}

function makeUsage(demo: Demo, plan: UsagePlan, flat: DemoFlat, period: YearMonth): Usage {
  const month = plan.typical[Number(period.slice(5))] ?? { cold: 0, hot: 0, day: 0, night: 0, gcal: 0 };
  const isGolden = flat.key === plan.golden.flat;
  const habit = isGolden ? 1 : (randomOf(demo.name, 'habit', flat.key).next() * 0.7 + 0.65) * (flat.people / 3);
  const luck = randomOf(demo.name, 'usage', flat.key, period);
  const some = (amount: number) =>
    isGolden ? amount : Math.max(0, Math.round(amount * habit * (0.8 + luck.next() * 0.4)));
  const day = some(month.day);
  const night = some(month.night);
  return {
    cold: some(month.cold),
    hot: some(month.hot),
    gas: some(12),
    gcal: ((month.gcal * flat.area) / 54).toFixed(2),
    power:
      flat.zones === 1
        ? [day + night]
        : flat.zones === 2
          ? [day, night]
          : [Math.round(day * 0.6), night, Math.round(day * 0.4)],
  };
}

/** Whether and when a flat sent its readings for a month: 82 % in the window, 6 % after it, 12 % not. */
export function sentOn(demo: Demo, plan: UsagePlan, flat: DemoFlat, period: YearMonth): Sent | null {
  return remember(demo, `sent ${flat.key} ${period}`, () => decideSent(demo, plan, flat, period));
}

type Sent = { kind: Exclude<ReaderKind, 'none'>; day: PlainDate };

function decideSent(demo: Demo, plan: UsagePlan, flat: DemoFlat, period: YearMonth): Sent | null {
  const random = randomOf(demo.name, 'reader', flat.key, period);
  const isThisMonth = period === demo.periods.at(-1);
  const isGolden = flat.key === plan.golden.flat;
  if (isGolden && isThisMonth) return null;
  const lot = isGolden || period < (demo.periods[0] ?? '') ? 0 : random.next();
  if (lot >= 0.88) return null;
  const { opensOn, closesOn } = windowOf(plan.window, period);
  const length = opensOn.until(closesOn, { largestUnit: 'days' }).days;
  const kind = lot < 0.82 ? 'in-window' : 'late';
  const day = kind === 'late' ? closesOn.add({ days: random.int(1, 3) }) : opensOn.add({ days: random.int(0, length) });
  return PlainDate.compare(day, demo.asOf) < 0 ? { kind, day } : null;
}

/** The month before the demo's first: where every meter starts. */
export function priorPeriod(demo: Demo): YearMonth {
  return shiftPeriod(demo.periods[0] ?? '2000-01', -1);
}
