import { type BillingTerms, termPresets } from '#api/company/billing-terms.ts';
import { getCompany } from '#api/company/company.ts';
import { type ClosedDays, closedDays } from '#api/company/holidays.ts';
import { getSetting } from '#api/company/settings.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { PlainDate, type YearMonth } from '#api/core/time.ts';
import { dueDay } from './due-day.ts';

/** The company's terms of billing: its own, or the preset it chose. */
export async function getTerms(ctx: Ctx): Promise<BillingTerms> {
  const { preset, own } = await getSetting(ctx, 'billing-terms');
  return own ?? termPresets[preset];
}

/**
 * By when a bill that does not say so itself is to be paid (ISO), by the company's terms and its country's holidays; never before it
 * is issued.
 */
export async function dueDayOf(ctx: Ctx, bill: { period: YearMonth; issuedOn: string }): Promise<string> {
  const [terms, company] = await Promise.all([getTerms(ctx), getCompany(ctx)]);
  const due = dueDay(terms, { ...bill, issuedOn: PlainDate.from(bill.issuedOn) }, holidaysOf(terms, company.country));
  return [due.toString(), bill.issuedOn].sort().at(-1) ?? bill.issuedOn;
}

/** The days on which nothing falls due where that matters. */
export function holidaysOf({ daysOff, daysOn }: BillingTerms, country: string): ClosedDays {
  return closedDays({ country, state: null, daysOff, daysOn });
}
