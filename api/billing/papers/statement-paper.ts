import type { Content } from 'pdfmake';
import type { CompanyInfo } from '#api/company/company.ts';
import { type PdfDocument, pdfHead, pdfSum, pdfTable } from '#api/core/pdf-page.ts';
import type { YearMonth } from '#api/core/time.ts';
import type { Books } from '../books.ts';
import type { Requisites } from '../payees/requisites.ts';
import type { AccountStatement, Statement } from '../statement/get-statement.ts';
import type { StatementRow } from '../statement/rows.ts';
import { footer, letterhead, type Speech } from './letterhead.ts';

export type StatementPaper = {
  statement: Statement;
  company: CompanyInfo;
  payee: Requisites | null;
  place: Books;
  /** The day it was made, ISO. */
  day: string;
};

/** The history of a flat's accounts as a sheet: a row each month, from what it opened with to what it closed with. */
export function statementDocument(speech: Speech, paper: StatementPaper): PdfDocument {
  const { t } = speech;
  const { statement, company, place, day } = paper;
  const { from, until } = shownSpan(statement);
  const title = t('papers.statement.title', { from: speech.period(from), until: speech.period(until) });
  return {
    title,
    author: company.name,
    footer: footer(speech, company),
    content: [
      letterhead(speech, company, paper.payee),
      { text: title, style: 'title' },
      { text: t('papers.made', { day: speech.day(day) }), style: 'about' },
      `${place.address}, ${t('papers.flat', { number: place.number })}`,
      ...(statement.accounts.length === 0 ? [t('papers.statement.empty')] : []),
      ...statement.accounts.flatMap((account) => accountPart(speech, account)),
      { text: t('papers.statement.legend'), style: 'about', margin: [0, 10, 0, 0] },
    ],
  };
}

/** The months that have rows; those that were asked for when there are none. */
export function shownSpan({ accounts, from, until }: Statement): { from: YearMonth; until: YearMonth } {
  const periods = accounts.flatMap(({ rows }) => rows.map(({ period }) => period)).sort();
  return { from: periods[0] ?? from, until: periods.at(-1) ?? until };
}

function accountPart(speech: Speech, account: AccountStatement): Content[] {
  const { t, money, period } = speech;
  const { rows, currency } = account;
  const head = ['month', 'opening', 'charged', 'corrected', 'paid', 'closing'];
  const sums = (row: Pick<StatementRow, 'chargedMinor' | 'paidMinor'> & { correctedMinor: bigint }) =>
    [row.chargedMinor, row.correctedMinor, row.paidMinor].map((minor) => money(minor, currency));
  const cells = rows.map((row): Content[] => [
    period(row.period),
    ...[
      money(row.openingMinor, currency),
      ...sums({ ...row, correctedMinor: corrected(row) }),
      money(row.closingMinor, currency),
    ].map((text) => pdfSum(text)),
  ]);
  const all = (of: (row: StatementRow) => bigint) => rows.reduce((sum, row) => sum + of(row), 0n);
  const totals = sums({
    chargedMinor: all((row) => row.chargedMinor),
    correctedMinor: all(corrected),
    paidMinor: all((row) => row.paidMinor),
  });
  const last = ['', ...totals, ''].map((text) => pdfSum(text, true));
  return [
    {
      text: `${t('papers.personal', { account: account.accountNumber })} · ${account.payeeName}`,
      bold: true,
      margin: [0, 12, 0, 0],
    },
    pdfTable(
      ['*', 'auto', 'auto', 'auto', 'auto', 'auto'],
      [
        head.map((key, index) => pdfHead(t(`papers.statement.${key}`), index > 0)),
        ...cells,
        [{ text: t('papers.statement.total'), bold: true }, ...last],
      ],
    ),
    { text: standing(speech, rows.at(-1)?.closingMinor ?? 0n, currency), bold: true },
  ];
}

/** What is neither a charge nor a payment: opening + charged + corrected − paid = closing. */
function corrected(row: StatementRow): bigint {
  return row.recalculatedMinor - row.benefitMinor + row.penaltyMinor + row.adjustedMinor;
}

/** The balance in words, never by its sign alone. */
function standing({ t, money }: Speech, minor: bigint, currency: string): string {
  if (minor === 0n) return t('resident.money.even');
  if (minor > 0n) return t('resident.money.to-pay', { sum: money(minor, currency) });
  return t('resident.money.overpaid', { sum: money(-minor, currency) });
}
