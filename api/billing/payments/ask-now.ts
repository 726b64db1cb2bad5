import type { Ctx } from '#api/core/ctx.ts';
import type { YearMonth } from '#api/core/time.ts';
import { balanceOf } from '../ledger.ts';
import { openOf } from '../open-sum.ts';

/** What a payer was told they would pay, some time ago. `isDebt`: all that was owed, also what is on no bill. Minor units. */
export type Told = { accountId: string; invoiceIds: readonly string[]; isDebt: boolean; amountMinor: bigint };

/** What may be asked for it now: at most what was told, and no more than is open. A sum of the payer's own is theirs to choose. */
export async function askNow(
  ctx: Ctx,
  told: Told,
): Promise<{ bills: { id: string; period: YearMonth }[]; amountMinor: bigint }> {
  const bills = await findStanding(ctx, told.invoiceIds);
  if (told.invoiceIds.length === 0 && !told.isDebt) return { bills, amountMinor: told.amountMinor };
  const open = bills.reduce((all, bill) => all + atLeastNothing(openOf(bill)), 0n);
  const most = told.isDebt ? largerOf(open, await owedBy(ctx, told.accountId)) : open;
  return { bills, amountMinor: atMost(most, told.amountMinor) };
}

/** The bills that were named, oldest first; where a file has replaced one, the bill that stands in its place. */
async function findStanding(ctx: Ctx, invoiceIds: readonly string[]) {
  if (invoiceIds.length === 0) return [];
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    select distinct standing.id from invoice named
    join invoice standing on (standing.account_id, standing.period, standing.number) = (named.account_id, named.period, named.number)
      and standing.state = 'issued'
    where named.id = any(${[...invoiceIds]}::uuid[])`;
  return ctx.db.invoice.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    orderBy: [{ period: 'asc' }, { dueOn: 'asc' }, { id: 'asc' }],
  });
}

async function owedBy(ctx: Ctx, accountId: string): Promise<bigint> {
  return (await balanceOf(ctx, [accountId])).get(accountId)?.balanceMinor ?? 0n;
}

const atMost = (limit: bigint, minor: bigint): bigint => (minor > limit ? limit : minor);
const largerOf = (one: bigint, other: bigint): bigint => (one > other ? one : other);
const atLeastNothing = (minor: bigint): bigint => largerOf(minor, 0n);
