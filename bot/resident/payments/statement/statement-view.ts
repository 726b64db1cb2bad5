import type { AccountStatement } from '#api/billing/statement/get-statement.ts';
import { exponentOf, formatMoney } from '#locales/format.ts';
import { columnsPicture, mostColumns } from '../../columns.ts';
import { pageRow } from '../../paging.ts';
import { capital, sayMoney, sayPeriod, shortMonth } from '../../say.ts';
import { type Button, bold, lines, paragraphs, type Text, type View } from '../../view.ts';
import type { Resident } from '../../who.ts';
import { paymentsRoute, statementPdfRoute } from '../routes.ts';
import { saySigned } from '../sums.ts';
import { statementChartRoute, statementRoute } from './routes.ts';

type Row = AccountStatement['rows'][number];

/** So many months are read at once. */
const monthsAPage = 4;

/** Month by month, the newest first: with what it began, what was charged and paid, with what it closed. */
export function statementView(
  guest: Resident,
  one: AccountStatement,
  all: readonly AccountStatement[],
  asked: number,
): View {
  const { t } = guest;
  const months = [...one.rows].reverse();
  const pages = Math.max(1, Math.ceil(months.length / monthsAPage));
  const page = Math.min(asked, pages);
  const c = all[0] === one ? undefined : one.accountId;
  return {
    text: paragraphs(
      lines(bold(t('resident.statement.title')), accountWords(guest, one)),
      ...months.slice((page - 1) * monthsAPage, page * monthsAPage).map((row) => monthWords(guest, row, one.currency)),
    ),
    rows: [
      pageRow({ page, pages }, (p) => statementRoute.to({ c, p })),
      ...otherAccounts(guest, one, all),
      [
        { label: t('resident.statement.chart'), route: statementChartRoute.to({ c }) },
        { label: t('resident.papers.statement'), route: statementPdfRoute.to() },
      ],
      [toBills(guest)],
    ].filter((row) => row.length > 0),
  };
}

/** Nothing was ever charged or paid here that this person may see. */
export function noStatement(guest: Resident): View {
  return { text: guest.t('resident.statement.none'), rows: [[toBills(guest)]] };
}

/** What was charged and what was paid, a pair of columns a month, and the same in words. */
export function chartView(guest: Resident, one: AccountStatement): View {
  const { t, locale } = guest;
  const rows = one.rows.slice(-mostColumns);
  const unit = 10 ** exponentOf(one.currency);
  const names = [t('resident.statement.charged-name'), t('resident.statement.paid-name')];
  const title = t('resident.statement.picture');
  const columns = rows.map((row) => ({
    label: shortMonth(guest, row.period),
    values: [Number(chargedOf(row)) / unit, Number(row.paidMinor) / unit],
    said: '',
  }));
  const said = (minor: bigint) => formatMoney(locale, minor, one.currency);
  return {
    text: paragraphs(
      lines(bold(title), accountWords(guest, one)),
      lines(
        ...[...rows].reverse().map((row) =>
          t('resident.statement.chart-row', {
            month: capital(sayPeriod(guest, row.period), locale),
            charged: said(chargedOf(row)),
            paid: said(row.paidMinor),
          }),
        ),
      ),
    ),
    rows: [[{ label: t('resident.statement.button'), route: statementRoute.to({ c: one.accountId }) }]],
    pictures: [{ svg: columnsPicture(title, [{ title: one.payeeName, names, columns }], 'beside') }],
  };
}

function monthWords(guest: Resident, row: Row, currency: string): Text {
  const { t } = guest;
  const money = (minor: bigint) => sayMoney(guest, minor, currency);
  const more = [
    row.recalculatedMinor === 0n ? null : t('resident.statement.recalculated', { sum: signed(row.recalculatedMinor) }),
    row.benefitMinor === 0n ? null : t('resident.statement.benefit', { sum: signed(-row.benefitMinor) }),
    row.penaltyMinor === 0n ? null : t('resident.statement.penalty', { sum: signed(row.penaltyMinor) }),
    row.adjustedMinor === 0n ? null : t('resident.statement.adjusted', { sum: signed(row.adjustedMinor) }),
  ].filter((part) => part !== null);
  return lines(
    bold(capital(sayPeriod(guest, row.period), guest.locale)),
    t('resident.statement.opening', { balance: balanceWords(guest, row.openingMinor, currency) }),
    [t('resident.statement.charged', { sum: money(row.chargedMinor) }), ...more].join(' · '),
    t('resident.statement.paid', { sum: money(row.paidMinor) }),
    t('resident.statement.closing', { balance: balanceWords(guest, row.closingMinor, currency) }),
  );

  function signed(minor: bigint): string {
    return saySigned(guest, minor, currency);
  }
}

/** Never a bare sign: who owes whom is said. */
function balanceWords(guest: Resident, minor: bigint, currency: string): string {
  const { t } = guest;
  if (minor === 0n) return t('resident.statement.even');
  const key = minor > 0n ? 'to-pay-lower' : 'overpaid-lower';
  return t(`resident.money.${key}`, { sum: sayMoney(guest, minor < 0n ? -minor : minor, currency) });
}

/** All that a month asked for, whatever its name. */
function chargedOf(row: Row): bigint {
  return row.chargedMinor + row.recalculatedMinor - row.benefitMinor + row.penaltyMinor + row.adjustedMinor;
}

function accountWords({ t }: Resident, { accountNumber, payeeName }: AccountStatement): string {
  return t('resident.statement.account', { account: accountNumber, payee: payeeName });
}

function otherAccounts({ t }: Resident, one: AccountStatement, all: readonly AccountStatement[]): Button[][] {
  return all
    .filter((account) => account !== one)
    .slice(0, 5)
    .map(({ accountId, payeeName }) => [
      { label: t('resident.statement.other', { payee: payeeName }), route: statementRoute.to({ c: accountId }) },
    ]);
}

function toBills({ t }: Resident): Button {
  return { label: t('resident.bills.back'), route: paymentsRoute.to() };
}
