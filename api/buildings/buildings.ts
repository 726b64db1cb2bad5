import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import type { AddBuildingInput } from './schema.ts';

/** A building with how much of it the bot reaches. */
export type BuildingInfo = {
  id: string;
  code: string;
  address: string;
  city: string | null;
  timeZone: string | null;
  entrances: number;
  floors: number;
  hasLift: boolean;
  hasGas: boolean;
  unitCount: number;
};

/** Adds a building. Managers only. Refuses `building.code-taken` { code }. */
export async function addBuilding(ctx: Ctx, actor: Actor, input: AddBuildingInput): Promise<BuildingInfo> {
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager'));
  const row = { ...input, city: input.city ?? null, id: newId(ctx.now()), createdAt: ctx.now() };
  const { count } = await ctx.db.building.createMany({ data: [row], skipDuplicates: true });
  if (count === 0) throw new AppError('building.code-taken', { code: input.code });
  const { createdAt: _, ...building } = row;
  return { ...building, timeZone: null, unitCount: 0 };
}

/** All buildings in use, by code. For everybody on the staff. */
export async function listBuildings(ctx: Ctx, actor: Actor): Promise<BuildingInfo[]> {
  mustBeAllowed(actor.kind === 'system' || actor.kind === 'staff');
  const rows = await ctx.db.building.findMany({
    where: { archivedAt: null },
    orderBy: { code: 'asc' },
    include: { _count: { select: { units: true } } },
  });
  return rows.map(({ createdAt: _, archivedAt: __, _count, ...building }) => ({
    ...building,
    unitCount: _count.units,
  }));
}
