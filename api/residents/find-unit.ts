import type { Ctx } from '#api/core/ctx.ts';
import { fitOf, readAddress, readHouse } from './address-words.ts';

/** The flat somebody's words most likely mean. */
export type UnitGuess = { unitId: string; buildingId: string; address: string; number: string };

/**
 * Guesses the flat behind words such as `Садовая 12, кв. 57`: a hint for the colleague who decides, never a proof. Null
 * when no house fits best alone, or the house has no such flat.
 */
export async function findUnitByWords(ctx: Ctx, words: string): Promise<UnitGuess | null> {
  const typed = readAddress(words.slice(0, 500));
  if (typed.flat === null) return null;
  const buildings = await ctx.db.building.findMany({
    where: { archivedAt: null },
    select: { id: true, address: true },
  });
  const fits = buildings
    .map((building) => ({ building, fit: fitOf(typed, readHouse(building.address)) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit);
  const [best, second] = fits;
  if (!best || best.fit === second?.fit) return null;
  const unit = await ctx.db.unit.findFirst({
    where: {
      buildingId: best.building.id,
      number: { equals: typed.flat, mode: 'insensitive' },
      type: { in: ['flat', 'apartment'] },
    },
    select: { id: true, number: true },
    orderBy: { type: 'desc' },
  });
  if (!unit) return null;
  return { unitId: unit.id, buildingId: best.building.id, address: best.building.address, number: unit.number };
}
