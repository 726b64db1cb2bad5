import type { Ctx } from '#api/core/ctx.ts';
import type { RowProblem } from '#api/imports/target.ts';

export type NumberedAccount = { id: string; number: string; payeeId: string; payeeCode: string; currency: string };

/** An account of a file: its number, and its payee's code where the same number stands with several. */
export type AccountName = { accountNumber: string; payee: string };

/** The accounts that a file names, by number. */
export async function accountsByNumber(
  ctx: Ctx,
  names: readonly AccountName[],
): Promise<Map<string, NumberedAccount[]>> {
  const numbers = [...new Set(names.map((one) => one.accountNumber))];
  const rows = await ctx.db.$queryRaw<NumberedAccount[]>`
    select a.id, a.number, a.payee_id as "payeeId", p.code as "payeeCode", p.currency
    from account a join payee p on p.id = a.payee_id where a.number = any(${numbers})`;
  const found = new Map<string, NumberedAccount[]>();
  for (const row of rows) found.set(row.number, [...(found.get(row.number) ?? []), row]);
  return found;
}

/** The account a row names, or why it is none: a mistyped number, or one that two payees use. */
export function pickAccount(
  found: Map<string, NumberedAccount[]>,
  { accountNumber, payee }: AccountName,
): { account: NumberedAccount } | { problem: RowProblem } {
  const all = found.get(accountNumber) ?? [];
  const mine = payee === '' ? all : all.filter((one) => one.payeeCode === payee);
  const [account] = mine;
  if (!account) return { problem: { code: 'import.account-unknown', values: { number: accountNumber } } };
  if (mine.length > 1) return { problem: { code: 'import.account-of-several', values: { number: accountNumber } } };
  return { account };
}

/** The account of a row that was checked. */
export function accountOf(found: Map<string, NumberedAccount[]>, name: AccountName): NumberedAccount {
  const picked = pickAccount(found, name);
  if ('problem' in picked) throw new Error(`a row without an account was not refused: ${picked.problem.code}`);
  return picked.account;
}
