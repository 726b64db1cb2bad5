import type { Actor } from '#api/core/actor.ts';
import { noteAudit } from '#api/core/audit.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { type Cell, type TableFile, type TableFormat, tableFile } from '#api/core/tables.ts';
import { hasWords, type Locale, translator } from '#locales/translate.ts';
import { mustKeepBooks } from '../keepers.ts';
import type { AccountRow, AccountsFilter } from './accounts-in-order.ts';
import { type Awaiting, readAwaiting } from './awaiting.ts';
import { ages, type Debtor, readDebtors } from './debtors.ts';
import { type Days, type PaymentRow, readPayments } from './payments-list.ts';
import { type Months, readTurnover, type Turnover } from './turnover.ts';

/** How somebody wants a table: the words of its head are in their language. */
type Wanted = AccountsFilter & { format: TableFormat };

/** Who owes what, and for how long. Each export is written down in the audit. Refuses `not-allowed`, `export.too-long`. */
export async function debtorsFile(
  ctx: Ctx,
  actor: Actor,
  { format, ...filter }: Wanted,
  locale: Locale,
): Promise<TableFile> {
  const heads = [...accountHeads, 'owed', ...ages, 'other', 'last-paid'];
  const row = (one: Debtor): Cell[] => [
    ...accountCells(one),
    ...[one.owedMinor, ...ages.map((age) => one[age]), one.otherMinor].map((minor) => sum(minor, one)),
    one.lastPaidOn,
  ];
  return exported(
    ctx,
    actor,
    'debtors',
    { format, ...filter },
    locale,
    heads,
    laid(readDebtors(ctx, actor, filter), row),
  );
}

/** What came in some days. Refuses `not-allowed`, `statement.bad-span`, `export.too-long`. */
export async function paymentsFile(
  ctx: Ctx,
  actor: Actor,
  { format, ...asked }: Wanted & Days,
  locale: Locale,
): Promise<TableFile> {
  const t = translator(locale);
  const way = (name: string) => (hasWords(locale, `pay.ways.${name}`) ? t(`pay.ways.${name}`) : name);
  const heads = ['paid-on', ...accountHeads, 'amount', 'refunded', 'commission', 'way', 'operation'];
  const row = (one: PaymentRow): Cell[] => [
    one.paidOn,
    ...accountCells({ ...one, number: one.account }),
    ...[one.amountMinor, one.refundedMinor, one.commissionMinor].map((minor) => sum(minor, one)),
    way(one.provider),
    one.operation,
  ];
  return exported(
    ctx,
    actor,
    'payments',
    { format, ...asked },
    locale,
    heads,
    laid(readPayments(ctx, actor, asked), row),
  );
}

/** What some months did to every account, with a line of the whole. Refuses `not-allowed`, `statement.bad-span`, `export.too-long`. */
export async function turnoverFile(
  ctx: Ctx,
  actor: Actor,
  { format, ...asked }: Wanted & Months,
  locale: Locale,
): Promise<TableFile> {
  const sums = ['openingMinor', 'chargedMinor', 'adjustedMinor', 'paidMinor', 'closingMinor'] as const;
  const heads = [...accountHeads, 'opening', 'charged', 'adjusted', 'paid', 'closing'];
  const row = (one: Turnover): Cell[] => [...accountCells(one), ...sums.map((name) => sum(one[name], one))];
  const rows = withTotals(readTurnover(ctx, actor, asked), row, sums, translator(locale)('common.tables.total'));
  return exported(ctx, actor, 'turnover', { format, ...asked }, locale, heads, rows);
}

/** What was granted on disagreements and billing has not carried yet. Refuses `not-allowed`, `export.too-long`. */
export async function awaitingFile(ctx: Ctx, actor: Actor, format: TableFormat, locale: Locale): Promise<TableFile> {
  const t = translator(locale);
  const heads = [...accountHeads, 'period', 'bill', 'services', 'reason', 'granted', 'decided-on'];
  const row = (one: Awaiting): Cell[] => [
    ...accountCells(one),
    ...[one.period, one.bill, one.services, t(`slack.dispute.reasons.${one.reason}`)],
    sum(one.minor, one),
    one.decidedOn,
  ];
  return exported(ctx, actor, 'awaiting-billing', { format }, locale, heads, laid(readAwaiting(ctx, actor), row));
}

const accountHeads = ['account', 'address', 'unit', 'payee'];

function accountCells({
  number,
  address,
  unit,
  payee,
}: Pick<AccountRow, 'number' | 'address' | 'unit' | 'payee'>): Cell[] {
  return [number, address, unit, payee];
}

function sum(minor: bigint, { currency }: { currency: string }): Cell {
  return { minor, currency };
}

async function exported(
  ctx: Ctx,
  actor: Actor,
  what: 'debtors' | 'payments' | 'turnover' | 'awaiting-billing',
  asked: Wanted & Partial<Days>,
  locale: Locale,
  heads: readonly string[],
  rows: AsyncIterable<Cell[][]>,
): Promise<TableFile> {
  mustKeepBooks(actor);
  const t = translator(locale);
  await noteAudit(ctx, actor, { surface: 'admin', deed: 'export.taken', data: { what, ...asked } });
  const span = asked.from && asked.until ? `-${asked.from}-${asked.until}` : '';
  const head = heads.map((name) => t(`common.tables.${name}`));
  return tableFile({ name: `${what}${span}`, head, rows }, asked.format, locale);
}

async function* laid<T>(source: AsyncIterable<readonly T[]>, row: (one: T) => Cell[]): AsyncIterable<Cell[][]> {
  for await (const some of source) yield some.map(row);
}

/** The rows, and under them a total of each currency. */
async function* withTotals<Name extends string, T extends { currency: string } & Record<Name, bigint>>(
  source: AsyncIterable<readonly T[]>,
  row: (one: T) => Cell[],
  names: readonly Name[],
  word: string,
): AsyncIterable<Cell[][]> {
  const totals = new Map<string, bigint[]>();
  for await (const some of source) {
    for (const one of some) {
      const before = totals.get(one.currency) ?? names.map(() => 0n);
      totals.set(
        one.currency,
        names.map((name, index) => (before[index] ?? 0n) + one[name]),
      );
    }
    yield some.map(row);
  }
  yield [...totals].map(([currency, minors]) => [word, '', '', '', ...minors.map((minor) => ({ minor, currency }))]);
}
