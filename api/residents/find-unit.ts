import type { Ctx } from '#api/core/ctx.ts';
import { fitOf, readAddress, readHouse } from './address-words.ts';

/** The flat somebody's words most likely mean. */
export type UnitGuess = { unitId: string; buildingId: string; address: string; number: string };

/** A house, and the flat in it when one was named. */
export type PlaceGuess = { buildingId: string; address: string; unit: { id: string; number: string } | null };

/**
 * Guesses the flat behind words such as `Садовая 12, кв. 57`: a hint for the colleague who decides, never a proof. Null
 * when no house fits best alone, or the house has no such flat.
 */
export async function findUnitByWords(ctx: Ctx, words: string): Promise<UnitGuess | null> {
  const typed = readAddress(words.slice(0, 500));
  if (typed.flat === null) return null;
  const building = await findHouse(ctx, typed);
  const unit = building && (await findFlat(ctx, building.id, typed.flat));
  return unit && { unitId: unit.id, buildingId: building.id, address: building.address, number: unit.number };
}

/**
 * The place a colleague means: a building's code with a flat (`12-57`) or alone, or an address with or without a flat. Null when
 * no house fits best alone, or it has no flat of the number that was named.
 */
export async function findPlaceByWords(ctx: Ctx, words: string): Promise<PlaceGuess | null> {
  const byCode = await findByCode(ctx, words.trim());
  if (byCode) return byCode;
  const typed = readAddress(words.slice(0, 500));
  const house = await findHouse(ctx, typed);
  const unit = house && typed.flat !== null ? await findFlat(ctx, house.id, typed.flat) : null;
  if (house && (unit || typed.flat === null)) return { buildingId: house.id, address: house.address, unit };
  // `Садовая 12 5`: the last number may belong to the house.
  const whole =
    typed.flat === null ? null : await findHouse(ctx, { ...typed, numbers: [...typed.numbers, typed.flat] });
  return whole && whole.id !== house?.id ? { buildingId: whole.id, address: whole.address, unit: null } : null;
}

async function findByCode(ctx: Ctx, words: string): Promise<PlaceGuess | null> {
  const [, code = words, number] = /^(.+?)\s*[-–—/]\s*(\d+[\p{L}]?)$/u.exec(words) ?? [];
  for (const [wanted, flat] of [[words, undefined] as const, [code, number] as const]) {
    const house = await ctx.db.building.findFirst({
      where: { archivedAt: null, code: { equals: wanted, mode: 'insensitive' } },
      select: { id: true, address: true },
    });
    const unit = house && flat ? await findFlat(ctx, house.id, flat) : null;
    if (house && (unit || !flat)) return { buildingId: house.id, address: house.address, unit };
  }
  return null;
}

/** The house that fits the words better than any other. */
async function findHouse(
  ctx: Ctx,
  typed: ReturnType<typeof readAddress>,
): Promise<{ id: string; address: string } | null> {
  const buildings = await ctx.db.building.findMany({
    where: { archivedAt: null },
    select: { id: true, address: true },
  });
  const fits = buildings
    .map((building) => ({ building, fit: fitOf(typed, readHouse(building.address)) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit);
  const [best, second] = fits;
  return best && best.fit !== second?.fit ? best.building : null;
}

function findFlat(ctx: Ctx, buildingId: string, number: string): Promise<{ id: string; number: string } | null> {
  return ctx.db.unit.findFirst({
    where: { buildingId, number: { equals: number, mode: 'insensitive' }, type: { in: ['flat', 'apartment'] } },
    select: { id: true, number: true },
    orderBy: { type: 'desc' },
  });
}
