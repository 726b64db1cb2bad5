import type { IncomingFile } from '#api/conversations/attachments.ts';
import { attachFiles } from '#api/conversations/attachments.ts';
import { type Actor, hasRole } from '#api/core/actor.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import { emit } from '#api/core/outbox.ts';
import { type Instant, plus } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { getMyInvoice } from '../get-invoice.ts';
import { mustKeepBooks } from '../keepers.ts';
import { isBeingPaid, isMuted } from './due-bills.ts';

/** An account is let be for so long at most. */
export const longestMute = 'P366D';

/** For so long nobody is reminded of a bill that somebody says they have paid. */
export const daysOfTrust = 5;

export type Mute = {
  id: string;
  accountId: string;
  accountNumber: string;
  /** Null: everything the account owes. */
  invoiceId: string | null;
  period: string | null;
  reason: 'paid-elsewhere' | 'by-accountant';
  note: string | null;
  until: Instant;
  unitId: string;
};

/**
 * "I have paid": nobody of the flat is reminded of this bill for five days, and the accountants are told. Said again meanwhile, it is
 * the same. Refuses `invoice.not-found`, `not-allowed`, `mute.nothing-owed`. Emits `bill.said-paid` { muteId }.
 */
export async function sayPaid(ctx: Ctx, actor: Actor, { invoiceId }: { invoiceId: string }): Promise<Mute> {
  mustBeAllowed(actor.kind === 'resident');
  const bill = await getMyInvoice(ctx, actor, invoiceId);
  if (bill.toPayMinor <= 0n) throw new AppError('mute.nothing-owed');
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.$queryRaw<{ accountId: string }[]>`
      select account_id as "accountId" from invoice where id = ${invoiceId}::uuid for update`;
    const { accountId } = found(row, 'invoice');
    const known = await tx.db.reminderMute.findFirst({
      where: { invoiceId, reason: 'paid-elsewhere', endedAt: null, until: { gt: tx.now() } },
      select: { id: true },
    });
    if (known) return getMute(tx, known.id);
    const id = newId(tx.now());
    const { residentId } = actor;
    const until = plus(tx.now(), `P${daysOfTrust}D`);
    await tx.db.reminderMute.create({
      data: { id, accountId, invoiceId, reason: 'paid-elsewhere', residentId, until, createdAt: tx.now() },
    });
    await emit(tx, { kind: 'bill.said-paid', data: { muteId: id } });
    return getMute(tx, id);
  });
}

/** A picture of the receipt, for the accountants. Refuses `mute.not-found` (another's). */
export async function showProof(
  ctx: Ctx,
  actor: Actor,
  { muteId, files }: { muteId: string; files: readonly IncomingFile[] },
): Promise<void> {
  mustBeAllowed(actor.kind === 'resident');
  await inTransaction(ctx, async (tx) => {
    const mine = await tx.db.reminderMute.findFirst({ where: { id: muteId, residentId: actor.residentId } });
    found(mine, 'mute');
    const startAt = await tx.db.attachment.count({ where: { muteId } });
    await attachFiles(tx, { owner: { muteId }, purpose: 'dispute', files, startAt });
  });
}

/**
 * An accountant lets an account be until a day, with a reason colleagues read; what stood before makes way. Refuses `not-allowed`,
 * `account.not-found`, `mute.bad-until` (not ahead, or further than a year).
 */
export async function muteAccount(
  ctx: Ctx,
  actor: Actor,
  input: { accountId: string; until: Instant; note: string },
): Promise<Mute> {
  mustBeAllowed(hasRole(actor, 'accountant', 'manager'));
  const { accountId, until, note } = input;
  if (until <= ctx.now() || until > plus(ctx.now(), longestMute)) throw new AppError('mute.bad-until');
  return inTransaction(ctx, async (tx) => {
    const [account] = await tx.db.$queryRaw<unknown[]>`
      select 1 from account where id = ${accountId}::uuid for update`;
    found(account, 'account');
    await endMutes(tx, accountId);
    const id = newId(tx.now());
    const { staffId } = actor;
    await tx.db.reminderMute.create({
      data: { id, accountId, reason: 'by-accountant', note, staffId, until, createdAt: tx.now() },
    });
    tx.log.info({ accountId, staffId }, 'reminders of an account muted');
    return getMute(tx, id);
  });
}

/** Reminders of an account begin again. Refuses `not-allowed`. */
export async function unmuteAccount(ctx: Ctx, actor: Actor, { accountId }: { accountId: string }): Promise<void> {
  mustBeAllowed(hasRole(actor, 'accountant', 'manager'));
  await endMutes(ctx, accountId);
}

/** The mutes of a flat that hold now. For accountants and managers; refuses `not-allowed`. */
export async function listMutes(ctx: Ctx, actor: Actor, unitId: string): Promise<Mute[]> {
  mustKeepBooks(actor);
  const rows = await ctx.db.reminderMute.findMany({
    where: { account: { unitId }, endedAt: null, until: { gt: ctx.now() } },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
  });
  return Promise.all(rows.map(({ id }) => getMute(ctx, id)));
}

/** One mute. Asks nobody's leave, so callers do. Refuses `mute.not-found`. */
export async function getMute(ctx: Ctx, muteId: string): Promise<Mute> {
  const row = found(
    await ctx.db.reminderMute.findUnique({
      where: { id: muteId },
      include: { account: { select: { number: true, unitId: true } }, invoice: { select: { period: true } } },
    }),
    'mute',
  );
  const { id, accountId, invoiceId, note, until, account } = row;
  const reason = row.reason === 'by-accountant' ? 'by-accountant' : 'paid-elsewhere';
  const period = row.invoice?.period ?? null;
  return {
    id,
    accountId,
    accountNumber: account.number,
    invoiceId,
    period,
    reason,
    note,
    until,
    unitId: account.unitId,
  };
}

/** Which of these bills nobody is to be reminded of now: muted, or being paid. Asks nobody's leave, so callers do. */
export async function silencedBills(ctx: Ctx, invoiceIds: readonly string[]): Promise<Set<string>> {
  const rows = await ctx.db.$queryRaw<{ id: string }[]>(Prisma.sql`
    select i.id from invoice i where i.id = any(${[...invoiceIds]}::uuid[])
      and (${isMuted(ctx.now())} or ${isBeingPaid(ctx.now())})`);
  return new Set(rows.map(({ id }) => id));
}

async function endMutes(ctx: Ctx, accountId: string): Promise<void> {
  await ctx.db.reminderMute.updateMany({
    where: { accountId, reason: 'by-accountant', endedAt: null },
    data: { endedAt: ctx.now() },
  });
}
