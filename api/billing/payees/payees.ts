import { getCompany } from '#api/company/company.ts';
import { getSetting } from '#api/company/settings.ts';
import type { Actor } from '#api/core/actor.ts';
import { noteAudit } from '#api/core/audit.ts';
import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { AppError, found } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import type { Payee } from '#prisma/generated/client.ts';
import { mustKeepBooks } from '../keepers.ts';
import { lacksOf, mustFit, type RequisiteField, type Requisites } from './requisites.ts';
import { type AddPayeeInput, type QrKind, qrKinds, type UpdatePayeeInput } from './schema.ts';

/** Who is paid, by what, and how far that goes for a bank's QR. */
export type PayeeInfo = Requisites & {
  id: string;
  code: string;
  /** Chosen for this payee; null: as the company decided. */
  qrKind: QrKind | null;
  provider: string | null;
  providerAccount: string | null;
  /** The kind that holds, and what it still lacks: with nothing lacking residents are offered it. */
  qr: { kind: QrKind; lacks: RequisiteField[] };
};

/** What an empty choice means for a payee of this currency. */
export async function companyQrKind(ctx: Ctx, currency: string): Promise<QrKind> {
  const { kind } = await getSetting(ctx, 'bank-qr');
  if (kind !== 'by-country') return kind;
  const { country } = await getCompany(ctx);
  if (country === 'RU' && currency === 'RUB') return 'gost';
  return currency === 'EUR' ? 'epc' : 'none';
}

/** All payees, the main one first. Managers and accountants. */
export async function listPayees(ctx: Ctx, actor: Actor): Promise<PayeeInfo[]> {
  mustKeepBooks(actor);
  const rows = await ctx.db.payee.findMany({ orderBy: [{ createdAt: 'asc' }, { code: 'asc' }] });
  const infos = await Promise.all(rows.map((row) => presentPayee(ctx, row)));
  return infos.sort((a, b) => Number(b.code === 'main') - Number(a.code === 'main'));
}

/** A new payee, in the company's currency. Managers and accountants. Refuses: payee.code-taken, payee.bad-… (see `mustFit`). */
export async function addPayee(ctx: Ctx, actor: Actor, input: AddPayeeInput): Promise<PayeeInfo> {
  mustKeepBooks(actor);
  const { country, currency } = await getCompany(ctx);
  const data = cleaned(input);
  mustFit(data, country);
  return inTransaction(ctx, async (tx) => {
    const id = newId(tx.now());
    const { count } = await tx.db.payee.createMany({
      data: { ...data, id, currency, createdAt: tx.now() },
      skipDuplicates: true,
    });
    if (count === 0) throw new AppError('payee.code-taken', { code: input.code });
    await noteAudit(tx, actor, { surface: 'api', deed: 'payee.added', subject: { type: 'payee', id } });
    return presentPayee(tx, await tx.db.payee.findUniqueOrThrow({ where: { id } }));
  });
}

/**
 * Changes by what a payee is paid; what is not named stays. Who changed which fields is written down, for whoever changes an account
 * number changes where everybody's money goes. Managers and accountants. Refuses: payee.not-found, payee.bad-… (see `mustFit`).
 */
export async function updatePayee(ctx: Ctx, actor: Actor, id: string, input: UpdatePayeeInput): Promise<PayeeInfo> {
  mustKeepBooks(actor);
  const { country } = await getCompany(ctx);
  return inTransaction(ctx, async (tx) => {
    const before = found(await tx.db.payee.findUnique({ where: { id } }), 'payee');
    const given = cleaned(input);
    mustFit({ ...before, ...given }, country);
    const row = await tx.db.payee.update({ where: { id }, data: given });
    const changed = Object.keys(given).filter((key) => row[key as keyof Payee] !== before[key as keyof Payee]);
    const subject = { type: 'payee', id };
    await noteAudit(tx, actor, { surface: 'api', deed: 'payee.changed', subject, data: { fields: changed } });
    return presentPayee(tx, row);
  });
}

const codes: readonly string[] = ['taxId', 'kpp', 'ogrn', 'bic', 'bankAccount', 'corrAccount', 'iban'];

/** What was given: codes without blanks and in capitals, an empty text as none. */
function cleaned<T extends UpdatePayeeInput>(input: T): T {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  const tidy = (key: string, value: unknown) => {
    if (typeof value !== 'string') return value;
    return (codes.includes(key) ? value.replace(/\s/g, '').toUpperCase() : value) || null;
  };
  return Object.fromEntries(given.map(([key, value]) => [key, tidy(key, value)])) as T;
}

/** A payee with the kind of QR that holds for it. */
export async function presentPayee(ctx: Ctx, row: Payee): Promise<PayeeInfo> {
  const { createdAt: _, ...rest } = row;
  const qrKind = qrKinds.find((kind) => kind === row.qrKind) ?? null;
  const kind = qrKind ?? (await companyQrKind(ctx, row.currency));
  const { country } = await getCompany(ctx);
  return { ...rest, qrKind, qr: { kind, lacks: lacksOf(row, kind, country) } };
}
