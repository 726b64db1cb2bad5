import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import type { Locale } from '#locales/translate.ts';
import { nearestLocale } from '#locales/translate.ts';
import type { Company } from '#prisma/generated/client.ts';
import type { CreateCompanyInput, UpdateCompanyInput } from './schema.ts';

/** The one company of this box, as everybody may know it. */
export type CompanyInfo = {
  id: string;
  name: string;
  legalName: string | null;
  /** ISO 3166, two letters: the default country of phones. */
  country: string;
  timeZone: string;
  locale: Locale;
  currency: string;
  officePhone: string;
  officeHours: string;
  officeAddress: string | null;
  emergencyPhone: string;
  website: string | null;
  isDemo: boolean;
};

/** The payee that receives what the company itself charges. */
export const mainPayeeCode = 'main';

/** The company, or null on an empty install. */
export async function findCompany(ctx: Ctx): Promise<CompanyInfo | null> {
  const row = await ctx.db.company.findFirst();
  return row ? present(row) : null;
}

/** The company. Refuses `company.not-set-up` on an empty install. */
export async function getCompany(ctx: Ctx): Promise<CompanyInfo> {
  const company = await findCompany(ctx);
  if (!company) throw new AppError('company.not-set-up');
  return company;
}

/** Makes the company of an empty install, with its main payee. Refuses `company.already-set-up`. */
export async function createCompany(ctx: Ctx, input: CreateCompanyInput): Promise<CompanyInfo> {
  return inTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtext('company'))`;
    if (await findCompany(tx)) throw new AppError('company.already-set-up');
    const row = await tx.db.company.create({
      data: { ...input, id: newId(tx.now()), isDemo: input.isDemo ?? false, createdAt: tx.now() },
    });
    await mainPayeeId(tx);
    return present(row);
  });
}

/** Changes what the company says about itself. Managers only. */
export async function updateCompany(ctx: Ctx, actor: Actor, input: UpdateCompanyInput): Promise<CompanyInfo> {
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager'));
  const { id } = await getCompany(ctx);
  return present(await ctx.db.company.update({ where: { id }, data: input }));
}

/** The id of the main payee, made on first use in the company's name. */
export async function mainPayeeId(tx: TxCtx): Promise<string> {
  const known = await tx.db.payee.findUnique({ where: { code: mainPayeeCode }, select: { id: true } });
  if (known) return known.id;
  const company = await getCompany(tx);
  await tx.db.payee.createMany({
    data: {
      id: newId(tx.now()),
      code: mainPayeeCode,
      name: company.legalName ?? company.name,
      currency: company.currency,
      createdAt: tx.now(),
    },
    skipDuplicates: true,
  });
  const made = await tx.db.payee.findUniqueOrThrow({ where: { code: mainPayeeCode }, select: { id: true } });
  return made.id;
}

function present(row: Company): CompanyInfo {
  const { createdAt: _, ...rest } = row;
  return { ...rest, locale: nearestLocale(row.locale) };
}
