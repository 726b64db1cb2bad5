import type { BillingTerms } from '#api/company/billing-terms.ts';
import type { ClosedDays } from '#api/company/holidays.ts';
import { firstDayOf, PlainDate, shiftPeriod, type YearMonth } from '#api/core/time.ts';

/** The day by which a bill of `period`, issued on `issuedOn`, is to be paid; `closed` has the public holidays of its place. */
export function dueDay(
  terms: Pick<BillingTerms, 'cycle' | 'due'>,
  bill: { period: YearMonth; issuedOn: PlainDate },
  closed: ClosedDays,
): PlainDate {
  const { due } = terms;
  if (due.kind === 'days-after-issue') return bill.issuedOn.add({ days: due.days });
  const month = firstDayOf(shiftPeriod(cycleStart(terms.cycle, bill.period), due.monthsLater));
  if (due.kind === 'business-day') {
    let day = nextWorkingDay(month, closed);
    for (let number = 1; number < due.number; number += 1) day = nextWorkingDay(day.add({ days: 1 }), closed);
    return day;
  }
  const day = month.with({ day: due.day });
  return due.movesToWorkingDay ? nextWorkingDay(day, closed) : day;
}

/** A quarter's and a year's bill count from their first month. */
function cycleStart(cycle: BillingTerms['cycle'], period: YearMonth): YearMonth {
  if (cycle === 'monthly') return period;
  const month = Number(period.slice(5));
  return shiftPeriod(period, cycle === 'annual' ? 1 - month : -((month - 1) % 3));
}

function nextWorkingDay(day: PlainDate, closed: ClosedDays): PlainDate {
  let at = PlainDate.from(day);
  while (at.dayOfWeek > 5 || closed.has(at.toString())) at = at.add({ days: 1 });
  return at;
}
