import { z } from 'zod';
import { type Actor, actorId } from '#api/core/actor.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { AppError, found } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import { fromDateColumn, toDateColumn, today } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { type Books, openBooks } from '../books.ts';
import { visibleBalancesSql } from '../visible.ts';

/** A certificate that a flat owed nothing on a day. */
export type Certificate = {
  id: string;
  number: number;
  unitId: string;
  /** ISO. */
  asOf: string;
  /** For whom it was written; null when the office wrote it for the flat. */
  residentName: string | null;
  accounts: CertifiedAccount[];
};

export type CertifiedAccount = { number: string; payeeName: string; overpaidMinor: bigint; currency: string };

/** How the accounts are kept: sums as texts. */
const kept = z.array(
  z.object({ number: z.string(), payeeName: z.string(), overpaidMinor: z.coerce.bigint(), currency: z.string() }),
);

type AccountRow = { number: string; payeeName: string; currency: string; balanceMinor: bigint };

/**
 * Certifies that a flat owes nothing today, as this person may see its bills; the same day again it is the same certificate.
 * Refuses: flat.not-found, not-allowed (no `bills` right), certificate.debt { sum, currency },
 * certificate.disputed { sum, currency }, certificate.no-accounts.
 */
export async function issueCertificate(ctx: Ctx, actor: Actor, unitId: string): Promise<Certificate> {
  const books = await openBooks(ctx, actor, unitId);
  return inTransaction(ctx, async (tx) => {
    const accounts = await tx.db.$queryRaw<AccountRow[]>(Prisma.sql`
      select a.number, p.name as "payeeName", p.currency, v.balance_minor as "balanceMinor"
      from (${visibleBalancesSql(books)}) v join account a on a.id = v.account_id join payee p on p.id = a.payee_id
      where a.closed_on is null or v.balance_minor <> 0 order by a.is_main desc, a.number`);
    await mustOweNothing(tx, books, accounts);
    const asOf = toDateColumn(today(tx, books.timeZone));
    const who = { residentId: actor.kind === 'resident' ? actor.residentId : null };
    const same = await tx.db.debtCertificate.findFirst({
      where: { unitId, asOf, ...who },
      orderBy: { number: 'desc' },
    });
    const certified = accounts.map(({ balanceMinor, ...rest }) => ({ ...rest, overpaidMinor: -balanceMinor }));
    if (same && saysTheSame(kept.parse(same.accounts), certified)) return getCertificate(tx, actor, same.id);
    const id = newId(tx.now());
    const staffId = actor.kind === 'staff' ? actorId(actor) : null;
    const written = certified.map((one) => ({ ...one, overpaidMinor: one.overpaidMinor.toString() }));
    await tx.db.debtCertificate.create({
      data: { id, unitId, asOf, ...who, staffId, accounts: written, createdAt: tx.now() },
    });
    return getCertificate(tx, actor, id);
  });
}

/** A certificate as it was written. Refuses: certificate.not-found (also another person's), not-allowed. */
export async function getCertificate(ctx: Ctx, actor: Actor, id: string): Promise<Certificate> {
  const row = found(
    await ctx.db.debtCertificate.findUnique({ where: { id }, include: { resident: { select: { fullName: true } } } }),
    'certificate',
  );
  if (actor.kind === 'resident' && row.residentId !== actor.residentId) throw new AppError('certificate.not-found');
  await openBooks(ctx, actor, row.unitId);
  return {
    id,
    number: row.number,
    unitId: row.unitId,
    asOf: fromDateColumn(row.asOf).toString(),
    residentName: row.resident?.fullName ?? null,
    accounts: kept.parse(row.accounts),
  };
}

/** An advance with one payee pays no debt to another, and a bill under dispute is not yet settled either way. */
async function mustOweNothing(ctx: Ctx, books: Books, accounts: readonly AccountRow[]): Promise<void> {
  const [first] = accounts;
  if (!first) throw new AppError('certificate.no-accounts');
  const { currency } = first;
  const sum = accounts.reduce((all, { balanceMinor }) => (balanceMinor > 0n ? all + balanceMinor : all), 0n);
  if (sum > 0n) throw new AppError('certificate.debt', { sum, currency });
  const [disputed] = await ctx.db.$queryRaw<{ count: number; sum: bigint }[]>`
    select count(*)::int as count, coalesce(sum(d.disputed_minor), 0)::bigint as sum
    from dispute d join invoice i on i.id = d.invoice_id join account a on a.id = i.account_id
    where a.unit_id = ${books.unitId}::uuid and d.state = 'open'`;
  if (disputed && disputed.count > 0) throw new AppError('certificate.disputed', { sum: disputed.sum, currency });
}

function saysTheSame(a: readonly CertifiedAccount[], b: readonly CertifiedAccount[]): boolean {
  const told = ({ number, payeeName, overpaidMinor }: CertifiedAccount) => `${number} ${payeeName} ${overpaidMinor}`;
  return a.map(told).join() === b.map(told).join();
}
