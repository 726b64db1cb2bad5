import { daysBetween, firstDayOf, PlainDate, periodOf, shiftPeriod, type YearMonth } from '#api/core/time.ts';
import type { WindowNow } from './schema.ts';

/**
 * On which days of a month readings are taken: from `startDay` until `endDay`, in the next month when `endDay` is the smaller
 * (15–3). `exceptions` names other days for single calendar months: `{ "12": [1, 12] }`. A day a month does not have is its last.
 */
export type WindowRule = {
  startDay: number;
  endDay: number;
  exceptions: Record<string, [startDay: number, endDay: number]>;
};

/** Until an operator decides otherwise: the 15th until the 25th (RU: readings by the 25th, Rules 354). */
export const defaultWindowRule: WindowRule = { startDay: 15, endDay: 25, exceptions: {} };

/** First and last day of the window of a period. */
export function windowOf(rule: WindowRule, period: YearMonth): { opensOn: PlainDate; closesOn: PlainDate } {
  const [startDay, endDay] = rule.exceptions[String(Number(period.slice(5)))] ?? [rule.startDay, rule.endDay];
  const closesIn = endDay < startDay ? shiftPeriod(period, 1) : period;
  return { opensOn: dayIn(period, startDay), closesOn: dayIn(closesIn, endDay) };
}

/**
 * Where `day` stands. Open: inside a window. Otherwise a reading counts for the next window to open: `upcoming` when that is
 * this calendar month's, `closed` when this month's is over already.
 */
export function windowAround(rule: WindowRule, day: PlainDate): WindowNow {
  // Everybody in a house asks for the same few windows all day long.
  const key = `${day.toString()} ${rule.startDay} ${rule.endDay} ${JSON.stringify(rule.exceptions)}`;
  const known = computed.get(key);
  if (known) return known;
  if (computed.size >= 1000) computed.clear();
  const window = computeWindow(rule, day);
  computed.set(key, window);
  return window;
}

const computed = new Map<string, WindowNow>();

function computeWindow(rule: WindowRule, day: PlainDate): WindowNow {
  const month = periodOf(day);
  for (const period of [shiftPeriod(month, -1), month, shiftPeriod(month, 1)]) {
    const { opensOn, closesOn } = windowOf(rule, period);
    if (PlainDate.compare(closesOn, day) < 0) continue;
    const isOpen = PlainDate.compare(opensOn, day) <= 0;
    const state = isOpen ? 'open' : period === month ? 'upcoming' : 'closed';
    return {
      state,
      period,
      opensOn: opensOn.toString(),
      closesOn: closesOn.toString(),
      daysLeft: daysBetween(day, isOpen ? closesOn : opensOn),
    };
  }
  throw new RangeError(`no window after ${day.toString()}`);
}

function dayIn(period: YearMonth, day: number): PlainDate {
  return firstDayOf(period).with({ day });
}
