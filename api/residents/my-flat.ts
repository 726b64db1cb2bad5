import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { type Flat, flatAccess } from './access.ts';

/** What the company has written down about a flat, as who lives there sees it. Decimal texts. */
export type MyFlat = Flat & {
  livingAreaM2: string | null;
  heatedAreaM2: string | null;
  registeredCount: number | null;
  /** Open accounts, the main one first. */
  accounts: { number: string; payeeName: string }[];
};

/** A flat of the resident's own. Refuses `flat.not-found`. */
export async function getMyFlat(ctx: Ctx, actor: Actor, unitId: string): Promise<MyFlat> {
  const flat = await flatAccess(ctx, actor, unitId);
  const unit = await ctx.db.unit.findUniqueOrThrow({
    where: { id: unitId },
    select: {
      livingAreaM2: true,
      heatedAreaM2: true,
      registeredCount: true,
      accounts: {
        where: { closedOn: null },
        select: { number: true, payee: { select: { name: true } } },
        orderBy: [{ isMain: 'desc' }, { createdAt: 'asc' }, { id: 'asc' }],
      },
    },
  });
  return {
    ...flat,
    livingAreaM2: unit.livingAreaM2?.toString() ?? null,
    heatedAreaM2: unit.heatedAreaM2?.toString() ?? null,
    registeredCount: unit.registeredCount,
    accounts: unit.accounts.map(({ number, payee }) => ({ number, payeeName: payee.name })),
  };
}
