import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import type { MapChannelInput } from './schema.ts';
import { services } from './schema.ts';

export type Service = (typeof services)[number];

/** A service's channel, for one building or (null) for all that have no own. */
export type ChannelMapping = { service: Service; buildingId: string | null; channelId: string };

/** The channel that serves a service: the building's own, else the company's, else null. One statement. */
export async function channelFor(ctx: Ctx, service: Service, buildingId?: string | null): Promise<string | null> {
  const row = await ctx.db.slackChannel.findFirst({
    where: { service, OR: [{ buildingId: null }, ...(buildingId ? [{ buildingId }] : [])] },
    orderBy: { buildingId: { sort: 'asc', nulls: 'last' } },
    select: { channelId: true },
  });
  return row?.channelId ?? null;
}

/** What a channel serves; one may serve all. Empty when it is not ours. */
export async function servicesOfChannel(ctx: Ctx, channelId: string): Promise<Omit<ChannelMapping, 'channelId'>[]> {
  const rows = await ctx.db.slackChannel.findMany({
    where: { channelId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ service, buildingId }) => ({ service: asService(service), buildingId }));
}

/** Every mapping. For everybody on the staff. */
export async function listChannels(ctx: Ctx, actor: Actor): Promise<ChannelMapping[]> {
  mustBeAllowed(actor.kind === 'system' || actor.kind === 'staff');
  const rows = await ctx.db.slackChannel.findMany({ orderBy: [{ service: 'asc' }, { createdAt: 'asc' }] });
  return rows.map(({ service, buildingId, channelId }) => ({ service: asService(service), buildingId, channelId }));
}

/** Sends a service's cards to a channel, or (null) nowhere of their own. Managers only. Refuses `building.not-found`. */
export async function mapChannel(ctx: Ctx, actor: Actor, input: MapChannelInput): Promise<void> {
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager'));
  const { service, channelId } = input;
  const buildingId = input.buildingId ?? null;
  await inTransaction(ctx, async (tx) => {
    // Postgres lets two rows without a building live side by side; the line does not.
    await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtext('staff.channels'))`;
    if (buildingId !== null && (await tx.db.building.count({ where: { id: buildingId } })) === 0) {
      throw new AppError('building.not-found');
    }
    await tx.db.slackChannel.deleteMany({ where: { service, buildingId } });
    if (channelId === null) return;
    const data = { id: newId(tx.now()), service, buildingId, channelId, createdAt: tx.now() };
    await tx.db.slackChannel.create({ data, select: { id: true } });
  });
}

function asService(word: string): Service {
  return services.find((service) => service === word) ?? 'general';
}
