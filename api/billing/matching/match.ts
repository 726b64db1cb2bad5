import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { stableId } from '#api/core/ids.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { RegisterRow } from '../registers/register.ts';
import { type Named, payerWords, plainAccount, readPurpose } from './read-purpose.ts';

/** Why an account is proposed, the surest first. */
export const suggestionReasons = ['number', 'unified', 'payer', 'flat', 'similar'] as const;
export type SuggestionReason = (typeof suggestionReasons)[number];
export type Suggestion = { accountId: string; why: SuggestionReason };

/** Whose money a row is: one account for certain, or the likely ones for the accountant. */
export type Match = { accountId: string } | { suggestions: Suggestion[] };

type Candidate = { id: string; number: string; unified: string | null; flat: string; payeeAccount: string | null };

const mostSuggestions = 5;
const mostLookedAtWidely = 300;

/**
 * Finds whose money each row is, by what it names: its account cell or its purpose names one account (of the payee whose bank account
 * the money came to, when that is known), or its unified number does, or a payer we know by earlier payments names their flat.
 * Everything less is a suggestion, the likeliest first.
 */
export async function matchRows(ctx: Ctx, rows: readonly RegisterRow[]): Promise<Match[]> {
  const named = rows.map(namedBy);
  const history = await findHistory(ctx, rows);
  const near = await findCandidates(ctx, rows, named, false);
  const matches = rows.map((row, index) => matchOne(row, named[index] ?? namedBy(row), near, history));
  // Few rows are left: for those it is worth looking at every flat and every slip of the hand.
  const left = matches.flatMap((match, index) => ('accountId' in match ? [] : index)).slice(0, mostLookedAtWidely);
  const [leftRows, leftNamed] = [pick(rows, left), pick(named, left)];
  const wide = left.length > 0 ? await findCandidates(ctx, leftRows, leftNamed, true) : [];
  for (const [at, index] of left.entries()) {
    const [row, said] = [leftRows[at], leftNamed[at]];
    if (row && said) matches[index] = matchOne(row, said, wide, history);
  }
  return matches;
}

function pick<T>(all: readonly T[], places: readonly number[]): T[] {
  return places.flatMap((place) => all[place] ?? []);
}

/** The key under which a payer is remembered: no name and no account number lies there. */
export function payerKey(row: Pick<RegisterRow, 'payer' | 'payerAccount'>): string | null {
  const words = payerWords(row.payer, row.payerAccount);
  return words === null ? null : stableId('payer', words);
}

/** Next time this payer is known. */
export async function rememberPayers(
  tx: TxCtx,
  payers: readonly { key: string | null; accountId: string }[],
): Promise<void> {
  const known = payers.flatMap(({ key, accountId }) => (key ? [{ key, accountId }] : []));
  if (known.length === 0) return;
  const [keys, ids] = [known.map(({ key }) => key), known.map(({ accountId }) => accountId)];
  await tx.db.$executeRaw`
    insert into known_payer (payer_key, account_id, count, last_at)
    select k.key, k.account_id, count(*)::int, ${tx.now()}::timestamptz
    from unnest(${keys}::text[], ${ids}::uuid[]) as k(key, account_id) group by 1, 2
    on conflict (payer_key, account_id) do update
      set count = known_payer.count + excluded.count, last_at = excluded.last_at`;
}

type NamedRow = Named & { cell: string };

function namedBy(row: RegisterRow): NamedRow {
  const cell = plainAccount(row.account);
  const said = readPurpose(`${row.purpose} ${row.address}`);
  const unified = [...new Set([...readPurpose(cell).unified, ...said.unified])];
  return { cell, unified, flat: said.flat, accounts: cell === '' ? said.accounts : [cell, ...said.accounts] };
}

type Known = Map<string, string[]>;

function matchOne(row: RegisterRow, named: Named, all: Candidate[], history: Known): Match {
  const ours = row.payeeAccount === '' ? all : all.filter(({ payeeAccount }) => isOf(payeeAccount, row.payeeAccount));
  const byNumber = named.accounts
    .map((number) => ours.filter((one) => sameNumber(one.number, number)))
    .find((found) => found.length > 0);
  if (byNumber?.length === 1 && byNumber[0]) return { accountId: byNumber[0].id };
  const byUnified = ours.filter(({ unified }) => unified !== null && named.unified.includes(unified.toUpperCase()));
  if (byUnified.length === 1 && byUnified[0]) return { accountId: byUnified[0].id };
  const key = payerKey(row);
  const paidBefore = key ? (history.get(key) ?? []) : [];
  const byPayer = ours.filter(({ id }) => paidBefore.includes(id));
  const atHome = byPayer.filter(({ flat }) => flat === named.flat);
  if (atHome.length === 1 && atHome[0]) return { accountId: atHome[0].id };
  const proposals: [SuggestionReason, Candidate[]][] = [
    ['number', byNumber ?? []],
    ['unified', byUnified],
    ['payer', [...atHome, ...byPayer]],
    ['similar', ours.filter((one) => named.accounts.some((number) => isSlip(one.number, number)))],
    ['flat', named.flat === null ? [] : ours.filter(({ flat }) => flat === named.flat)],
  ];
  const suggestions = new Map<string, Suggestion>();
  for (const [why, found] of proposals) {
    for (const { id } of found) if (!suggestions.has(id)) suggestions.set(id, { accountId: id, why });
  }
  return { suggestions: [...suggestions.values()].slice(0, mostSuggestions) };
}

/** A payee without a bank account of record may be paid on any of ours. */
function isOf(payeeAccount: string | null, received: string): boolean {
  return payeeAccount === null || payeeAccount === '' || payeeAccount === received;
}

function sameNumber(number: string, said: string): boolean {
  return number === said || number.replace(/^0+/, '') === said.replace(/^0+/, '');
}

/** One digit wrong, or two neighbours swapped: people copy numbers by hand. */
function isSlip(number: string, said: string): boolean {
  if (number.length !== said.length || number.length < 6) return false;
  const wrong = [...number].flatMap((digit, index) => (digit === said[index] ? [] : [index]));
  if (wrong.length === 1) return true;
  const [a = 0, b = 0] = wrong;
  return wrong.length === 2 && b === a + 1 && number[a] === said[b] && number[b] === said[a];
}

/** Every account that a row may mean: by number, unified number or payer; looked at widely, by a slip of the hand or flat too. */
async function findCandidates(
  ctx: Ctx,
  rows: readonly RegisterRow[],
  named: readonly NamedRow[],
  isWide: boolean,
): Promise<Candidate[]> {
  const numbers = [...new Set(named.flatMap(({ accounts }) => accounts))];
  const unified = [...new Set(named.flatMap((one) => one.unified))];
  const flats = [...new Set(named.flatMap(({ flat }) => flat ?? []))];
  const keys = rows.flatMap((row) => payerKey(row) ?? []);
  const widely = isWide
    ? Prisma.sql`or a.number like any(${numbers.flatMap(slips)})
      or (u.type in ('flat', 'apartment') and lower(u.number) = any(${flats}))`
    : Prisma.empty;
  return ctx.db.$queryRaw<Candidate[]>(Prisma.sql`
    select a.id, a.number, a.unified_number as unified, lower(u.number) as flat, p.bank_account as "payeeAccount"
    from account a join unit u on u.id = a.unit_id join payee p on p.id = a.payee_id
    where a.closed_on is null and (ltrim(a.number, '0') = any(${numbers.map((one) => one.replace(/^0+/, ''))})
      or upper(a.unified_number) = any(${unified})
      or a.id in (select k.account_id from known_payer k where k.payer_key = any(${keys})) ${widely})
    order by a.number, a.id`);
}

/** The patterns of a number with one digit, or two neighbours, written wrong. */
function slips(number: string): string[] {
  if (number.length < 6 || number.length > 20) return [];
  return [...number].slice(0, -1).map((_, at) => `${number.slice(0, at)}__${number.slice(at + 2)}`);
}

async function findHistory(ctx: Ctx, rows: readonly RegisterRow[]): Promise<Known> {
  const keys = rows.flatMap((row) => payerKey(row) ?? []);
  const known = await ctx.db.knownPayer.findMany({
    where: { payerKey: { in: [...new Set(keys)] } },
    orderBy: [{ count: 'desc' }, { accountId: 'asc' }],
  });
  const history: Known = new Map();
  for (const one of known) history.set(one.payerKey, [...(history.get(one.payerKey) ?? []), one.accountId]);
  return history;
}
