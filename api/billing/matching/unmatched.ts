import { z } from 'zod';
import { cell, type Page, readCursor, toPage } from '#api/company/page.ts';
import type { Actor } from '#api/core/actor.ts';
import { type AuditSurface, noteAudit } from '#api/core/audit.ts';
import { type Ctx, inTransaction, type TxCtx } from '#api/core/ctx.ts';
import { AppError, found } from '#api/core/errors.ts';
import { emit } from '#api/core/outbox.ts';
import { fromDateColumn, type Instant } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { postPayments } from '../imports/post-payments.ts';
import { mustKeepBooks } from '../keepers.ts';
import { payerKey, rememberPayers, suggestionReasons } from './match.ts';
import { plainAccount } from './read-purpose.ts';

export type UnmatchedState = 'open' | 'matched' | 'ignored' | 'undone';

/** An account as the accountant tells it from others. */
export type AccountLabel = { accountId: string; number: string; address: string; flat: string; payee: string };

/** Money that came and names no account for certain. */
export type UnmatchedInfo = {
  id: string;
  state: UnmatchedState;
  paidOn: string;
  amountMinor: bigint;
  currency: string;
  payerName: string | null;
  purpose: string;
  /** What stood in the register's own account cell. */
  saidAccount: string;
  suggestions: (AccountLabel & { why: (typeof suggestionReasons)[number] })[];
  /** Where it went, once it was matched. */
  account: AccountLabel | null;
  note: string | null;
  settledBy: string | null;
  createdAt: Instant;
  settledAt: Instant | null;
};

export const settleUnmatchedInput = z.object({
  id: z.uuid(),
  accountId: z.uuid().optional(),
  /** As somebody types it: `ЛС 0000 500111` will do. */
  accountNumber: z.string().trim().max(60).optional(),
});
export type SettleUnmatchedInput = z.infer<typeof settleUnmatchedInput>;

export const ignoreUnmatchedInput = z.object({ id: z.uuid(), reason: z.string().trim().min(3).max(300) });
export type IgnoreUnmatchedInput = z.infer<typeof ignoreUnmatchedInput>;

const storedSuggestions = z.array(z.object({ accountId: z.uuid(), why: z.enum(suggestionReasons) }));
const storedSaid = z.object({
  account: z.string().catch(''),
  commissionMinor: z.string().catch('0'),
  provider: z.string().catch('bank'),
});

/** Payments without an account, the newest first; open ones only unless another state is asked for. Refuses: not-allowed. */
export async function listUnmatched(
  ctx: Ctx,
  actor: Actor,
  input: { state?: UnmatchedState; after?: string | null; limit?: number } = {},
): Promise<Page<UnmatchedInfo>> {
  mustKeepBooks(actor);
  const limit = input.limit ?? 50;
  const before = readCursor(input.after, [cell.id])?.[0];
  const rows = await ctx.db.unmatchedPayment.findMany({
    where: { state: input.state ?? 'open', ...(before === undefined ? {} : { id: { lt: before } }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
    include: { staff: { select: { name: true } } },
  });
  const labels = await labelsOf(ctx, rows);
  return toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => present(row, labels),
  );
}

/** One of them. Refuses: not-allowed, unmatched.not-found. */
export async function getUnmatched(ctx: Ctx, actor: Actor, id: string): Promise<UnmatchedInfo> {
  mustKeepBooks(actor);
  const row = found(
    await ctx.db.unmatchedPayment.findUnique({ where: { id }, include: { staff: { select: { name: true } } } }),
    'unmatched',
  );
  return present(row, await labelsOf(ctx, [row]));
}

/** The same, for a form about it. Refuses, besides: unmatched.settled { state }, when a colleague was faster. */
export async function getOpenUnmatched(ctx: Ctx, actor: Actor, id: string): Promise<UnmatchedInfo> {
  const one = await getUnmatched(ctx, actor, id);
  mustBeOpen(one);
  return one;
}

/**
 * Says whose money it is: it becomes a payment of that account, on the day it came, and the payer is known from then on. Once.
 * Refuses: not-allowed, unmatched.not-found, unmatched.settled { state }, unmatched.no-account { number }, account.not-found.
 */
export async function matchUnmatched(
  ctx: Ctx,
  actor: Actor,
  input: SettleUnmatchedInput,
  surface: AuditSurface,
): Promise<UnmatchedInfo> {
  mustKeepBooks(actor);
  await inTransaction(ctx, async (tx) => {
    const row = await lockOpen(tx, input.id);
    const account = await accountNamed(tx, input);
    const { commissionMinor, provider } = storedSaid.parse(row.said);
    await postPayments(
      tx,
      [
        {
          ...{ operationId: row.operationId, paidOn: fromDateColumn(row.paidOn).toString(), account },
          ...{ amountMinor: row.amountMinor, commissionMinor: BigInt(commissionMinor) },
        },
      ],
      { batchId: row.batchId, provider, origin: 'ours' },
    );
    const payment = await tx.db.payment.findUniqueOrThrow({
      where: { provider_providerChargeId: { provider, providerChargeId: row.operationId } },
    });
    const key = payerKey({ payer: row.payerName ?? '', payerAccount: row.payerAccount ?? '' });
    await rememberPayers(tx, [{ key, accountId: account.id }]);
    await settle(tx, actor, row.id, { state: 'matched', paymentId: payment.id }, surface);
    const data = { paymentId: payment.id, accountId: account.id, unitId: account.unitId };
    await emit(tx, { kind: 'payment.recorded', data });
  });
  return getUnmatched(ctx, actor, input.id);
}

/** It is nobody's of ours, for a reason. Refuses: not-allowed, unmatched.not-found, unmatched.settled { state }. */
export async function ignoreUnmatched(
  ctx: Ctx,
  actor: Actor,
  input: IgnoreUnmatchedInput,
  surface: AuditSurface,
): Promise<UnmatchedInfo> {
  mustKeepBooks(actor);
  await inTransaction(ctx, async (tx) => {
    const row = await lockOpen(tx, input.id);
    await settle(tx, actor, row.id, { state: 'ignored', note: input.reason }, surface);
  });
  return getUnmatched(ctx, actor, input.id);
}

async function lockOpen(tx: TxCtx, id: string) {
  await tx.db.$queryRaw`select id from unmatched_payment where id = ${id}::uuid for update`;
  const row = found(await tx.db.unmatchedPayment.findUnique({ where: { id } }), 'unmatched');
  mustBeOpen(row);
  return row;
}

function mustBeOpen({ state }: { state: string }): void {
  if (state !== 'open') throw new AppError('unmatched.settled', { state });
}

async function settle(
  tx: TxCtx,
  actor: Actor,
  id: string,
  data: { state: 'matched' | 'ignored'; paymentId?: string; note?: string },
  surface: AuditSurface,
): Promise<void> {
  const staffId = actor.kind === 'staff' ? actor.staffId : null;
  await tx.db.unmatchedPayment.update({ where: { id }, data: { ...data, staffId, settledAt: tx.now() } });
  const subject = { type: 'unmatched-payment', id };
  await noteAudit(tx, actor, { surface, deed: `unmatched.${data.state}`, subject });
  await emit(tx, { kind: 'unmatched.changed', data: { unmatchedId: id } });
}

async function accountNamed(tx: TxCtx, input: SettleUnmatchedInput) {
  const number = plainAccount(input.accountNumber ?? '');
  const accounts = await tx.db.account.findMany({
    where: input.accountId ? { id: input.accountId } : { number },
    include: { payee: { select: { currency: true } } },
    take: 2,
  });
  const [account] = accounts;
  if (!account || accounts.length > 1) throw new AppError('unmatched.no-account', { number });
  return { id: account.id, payeeId: account.payeeId, unitId: account.unitId, currency: account.payee.currency };
}

type Row = Prisma.UnmatchedPaymentGetPayload<{ include: { staff: { select: { name: true } } } }>;

async function labelsOf(ctx: Ctx, rows: readonly Row[]): Promise<Map<string, AccountLabel>> {
  const proposed = rows.flatMap((row) =>
    storedSuggestions
      .catch([])
      .parse(row.suggestions)
      .map((one) => one.accountId),
  );
  const payments = rows.flatMap(({ paymentId }) => paymentId ?? []);
  const labels = await ctx.db.$queryRaw<(AccountLabel & { key: string })[]>(Prisma.sql`
    with wanted as (
      select a.id as key, a.id from account a where a.id = any(${proposed}::uuid[])
      union all select p.id, p.account_id from payment p where p.id = any(${payments}::uuid[]))
    select w.key, a.id as "accountId", a.number, b.address, u.number as flat, y.name as payee
    from wanted w join account a on a.id = w.id join unit u on u.id = a.unit_id join building b on b.id = u.building_id
    join payee y on y.id = a.payee_id`);
  return new Map(labels.map(({ key, ...label }) => [key, label]));
}

function present(row: Row, labels: Map<string, AccountLabel>): UnmatchedInfo {
  const suggestions = storedSuggestions
    .catch([])
    .parse(row.suggestions)
    .flatMap(({ accountId, why }) => {
      const label = labels.get(accountId);
      return label ? [{ ...label, why }] : [];
    });
  return {
    ...{ id: row.id, state: row.state as UnmatchedState, paidOn: fromDateColumn(row.paidOn).toString() },
    ...{ amountMinor: row.amountMinor, currency: row.currency, payerName: row.payerName, purpose: row.purpose },
    ...{ saidAccount: storedSaid.parse(row.said).account, suggestions, note: row.note },
    account: row.paymentId ? (labels.get(row.paymentId) ?? null) : null,
    ...{ settledBy: row.staff?.name ?? null, createdAt: row.createdAt, settledAt: row.settledAt },
  };
}
