import type { Billing } from '#api/billing/get-billing.ts';
import { type AccountStatement, getStatement } from '#api/billing/statement/get-statement.ts';
import { periodOf, shiftPeriod, today } from '#api/core/time.ts';
import { timeZoneOf } from '../../say.ts';
import { screen } from '../../screen.ts';
import type { Answer } from '../../view.ts';
import type { Resident } from '../../who.ts';
import type { Offer } from '../offer.ts';
import { statementChartRoute, statementRoute } from './routes.ts';
import { chartView, noStatement, statementView } from './statement-view.ts';

/** As far back as a statement goes (`getStatement`), the month to come included: it may be charged for already. */
const monthsBack = 118;

/** The way to the settlement history. */
export function toStatement({ t }: Resident, _billing: Billing): Offer {
  return { rows: [[{ label: t('resident.statement.button'), route: statementRoute.to() }]] };
}

async function readAccounts(guest: Resident): Promise<AccountStatement[]> {
  const now = periodOf(today(guest.ctx, timeZoneOf(guest)));
  const span = { from: shiftPeriod(now, -monthsBack), until: shiftPeriod(now, 1) };
  return (await getStatement(guest.ctx, guest.actor, guest.flat.unitId, span)).accounts;
}

/** The account that was chosen, else the first; one that is not theirs is none. */
async function ofAccount(
  guest: Resident,
  accountId: string | undefined,
  show: (one: AccountStatement, all: readonly AccountStatement[]) => Answer,
): Promise<Answer> {
  const all = await readAccounts(guest);
  const one = all.find((account) => account.accountId === accountId) ?? all[0];
  return one ? show(one, all) : { place: 'replace', view: noStatement(guest) };
}

export const statementScreens = [
  screen(statementRoute, (guest, { c, p }) =>
    ofAccount(guest, c, (one, all) => ({ place: 'replace', view: statementView(guest, one, all, p) })),
  ),
  screen(statementChartRoute, (guest, { c }) =>
    ofAccount(guest, c, (one) => ({ place: 'new', view: chartView(guest, one) })),
  ),
];
