import { getCompany } from '#api/company/company.ts';
import { toE164 } from '#api/company/phone.ts';
import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import type { Instant } from '#api/core/time.ts';
import { toDateColumn } from '#api/core/time.ts';
import type { Locale } from '#locales/translate.ts';
import { nearestLocale } from '#locales/translate.ts';
import { givenNameOf } from './given-name.ts';
import { defaultRights } from './rights.ts';
import type { AddResidentInput } from './schema.ts';
import { todayAt } from './settle-in.ts';

/** What a resident may know about themselves. */
export type Me = {
  id: string;
  fullName: string;
  givenName: string;
  phone: string | null;
  email: string | null;
  locale: Locale;
  createdAt: Instant;
};

/**
 * Puts a person on the list of a flat, from `startsOn` (today, when absent). Somebody with the same phone and name is the same
 * person with one flat more. Managers and dispatchers. Refuses `unit.not-found`, `phone.bad` and
 * `resident.already-in-flat`.
 */
export async function addResident(
  ctx: Ctx,
  actor: Actor,
  input: AddResidentInput,
): Promise<{ residentId: string; occupancyId: string; isNew: boolean }> {
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager', 'dispatcher'));
  const phone = input.phone ? toE164(input.phone, (await getCompany(ctx)).country) : null;
  if (input.phone && phone === null) throw new AppError('phone.bad');
  return inTransaction(ctx, async (tx) => {
    // Two forms for one flat at the same time must not make one person twice.
    await tx.db.$queryRaw`select id from unit where id = ${input.unitId}::uuid for update`;
    const startsOn = input.startsOn ?? (await todayAt(tx, input.unitId));
    const known = phone === null ? null : await findSamePerson(tx, phone, input.fullName);
    if (known !== null) await mustNotLiveThere(tx, known, input.unitId, startsOn);
    const residentId = known ?? newId(tx.now());
    if (known === null) {
      await tx.db.resident.create({
        data: {
          id: residentId,
          fullName: input.fullName,
          givenName: givenNameOf(input.fullName),
          phone,
          email: input.email ?? null,
          locale: input.locale,
          createdAt: tx.now(),
        },
      });
    }
    const occupancyId = newId(tx.now());
    await tx.db.occupancy.create({
      data: {
        id: occupancyId,
        unitId: input.unitId,
        residentId,
        role: input.role,
        rights: defaultRights(input.role),
        share: input.share ?? null,
        startsOn: toDateColumn(startsOn),
        createdAt: tx.now(),
      },
    });
    return { residentId, occupancyId, isNew: known === null };
  });
}

/** The resident who asks. */
export async function getMe(ctx: Ctx, actor: Actor): Promise<Me> {
  mustBeAllowed(actor.kind === 'resident');
  const me = await ctx.db.resident.findFirst({
    where: { id: actor.residentId, erasedAt: null },
    select: { id: true, fullName: true, givenName: true, phone: true, email: true, locale: true, createdAt: true },
  });
  const known = found(me, 'resident');
  return { ...known, locale: nearestLocale(known.locale) };
}

async function findSamePerson(tx: TxCtx, phone: string, fullName: string): Promise<string | null> {
  const person = await tx.db.resident.findFirst({
    where: { phone, erasedAt: null, fullName: { equals: fullName, mode: 'insensitive' } },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
  });
  return person?.id ?? null;
}

async function mustNotLiveThere(tx: TxCtx, residentId: string, unitId: string, day: string): Promise<void> {
  const there = await tx.db.occupancy.count({
    where: { residentId, unitId, OR: [{ endsOn: null }, { endsOn: { gt: toDateColumn(day) } }] },
  });
  if (there > 0) throw new AppError('resident.already-in-flat');
}
