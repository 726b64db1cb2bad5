import type { LateRule } from '#api/company/billing-terms.ts';
import { getSetting } from '#api/company/settings.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { getTerms } from '../terms/terms.ts';
import type { ReminderDays } from './due-bills.ts';

/**
 * When the company reminds of bills. A penalty is warned of by the company's own terms; where one begins so early that the warning
 * would come before the due day, the reminders of that day do.
 */
export async function reminderDays(ctx: Ctx): Promise<ReminderDays> {
  const [days, { late }] = await Promise.all([getSetting(ctx, 'bill-reminders'), getTerms(ctx)]);
  const from = firstCostlyDay(late);
  return { ...days, penaltyFrom: from !== null && from >= days.penaltyWarnDays ? from : null };
}

/** The first day of being late that costs something, the day after the due day being 1; null when none does. */
function firstCostlyDay(rules: readonly LateRule[]): number | null {
  return rules.length === 0 ? null : Math.min(...rules.map(firstDayOfRule));
}

/** Months are not equally long: a warning comes a few days early rather than late. */
const shortestMonth = 28;

function firstDayOfRule({ graceMonths, graceDays, charge }: LateRule): number {
  const afterGrace = graceMonths * shortestMonth + graceDays + 1;
  if (charge.kind !== 'tiered') return afterGrace;
  return Math.max(afterGrace, Math.min(...charge.steps.map(({ fromDay }) => fromDay)));
}
