import { getCompany } from '#api/company/company.ts';
import { getSetting } from '#api/company/settings.ts';
import type { Ctx } from '#api/core/ctx.ts';
import type { ReminderDays } from './due-bills.ts';

/** When the company reminds of bills. A penalty is warned of where the country's law lets one begin. */
export async function reminderDays(ctx: Ctx): Promise<ReminderDays> {
  const [days, { country }] = await Promise.all([getSetting(ctx, 'bill-reminders'), getCompany(ctx)]);
  return { ...days, penaltyFrom: penaltyDays[country] ?? null };
}

/** The first day of being late that costs something: in Russia the 31st (Housing Code, art. 155, part 14). */
const penaltyDays: Record<string, number> = { RU: 31 };
