import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import { emit } from '#api/core/outbox.ts';
import type { Instant } from '#api/core/time.ts';
import type { MapChannelInput } from './schema.ts';
import { services } from './schema.ts';

export type Service = (typeof services)[number];

/** A service's channel, for one building or (null) for all that have no own. */
export type ChannelMapping = {
  service: Service;
  buildingId: string | null;
  channelId: string;
  /** Since when Slack has not let us in, and its word for it. */
  lostAt: Instant | null;
  lostWhy: string | null;
};

/**
 * The channel that serves a service: the building's own, else the company's, else null; one that Slack does not let us into only
 * where there is no other. What managers decide goes to the front desk when they have no channel of their own. One statement.
 */
export async function channelFor(ctx: Ctx, service: Service, buildingId?: string | null): Promise<string | null> {
  const row = await ctx.db.slackChannel.findFirst({
    where: { service, OR: [{ buildingId: null }, ...(buildingId ? [{ buildingId }] : [])] },
    orderBy: [{ lostAt: { sort: 'asc', nulls: 'first' } }, { buildingId: { sort: 'asc', nulls: 'last' } }],
    select: { channelId: true },
  });
  if (!row && service === 'managers') return channelFor(ctx, 'front-desk', buildingId);
  return row?.channelId ?? null;
}

/**
 * Slack does not let us into a channel any more (archived, or we were removed): `slack.channel-lost` { channelId, why }, once
 * until it is found again. Gives back whether it is news.
 */
export async function noteChannelLost(ctx: Ctx, channelId: string, why: string): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const data = { lostAt: tx.now(), lostWhy: why };
    const { count } = await tx.db.slackChannel.updateMany({ where: { channelId, lostAt: null }, data });
    if (count > 0) await emit(tx, { kind: 'slack.channel-lost', data: { channelId, why } });
    return count > 0;
  });
}

/** Something could be posted there again. */
export async function noteChannelFound(ctx: Ctx, channelId: string): Promise<void> {
  await ctx.db.slackChannel.updateMany({
    where: { channelId, lostAt: { not: null } },
    data: { lostAt: null, lostWhy: null },
  });
}

/** Every channel that Slack did not let us into when we last tried. */
export async function listLostChannels(ctx: Ctx): Promise<string[]> {
  const where = { lostAt: { not: null } };
  const rows = await ctx.db.slackChannel.findMany({ where, distinct: ['channelId'], select: { channelId: true } });
  return rows.map(({ channelId }) => channelId);
}

/** Asks for a message of ours in a channel, to see that it arrives: `slack.channel-tested` { channelId, staffId }. Managers only. */
export async function testChannel(ctx: Ctx, actor: Actor, { channelId }: { channelId: string }): Promise<void> {
  mustBeAllowed(hasRole(actor, 'manager'));
  await inTransaction(ctx, async (tx) => {
    if ((await tx.db.slackChannel.count({ where: { channelId } })) === 0) throw new AppError('channel.not-found');
    await emit(tx, { kind: 'slack.channel-tested', data: { channelId, staffId: actor.staffId } });
  });
}

/** What a channel serves; one may serve all. Empty when it is not ours. */
export async function servicesOfChannel(
  ctx: Ctx,
  channelId: string,
): Promise<Pick<ChannelMapping, 'service' | 'buildingId'>[]> {
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
  return rows.map(({ service, buildingId, channelId, lostAt, lostWhy }) => ({
    ...{ service: asService(service), buildingId, channelId, lostAt, lostWhy },
  }));
}

/**
 * Sends a service's cards to a channel, or (null) nowhere of their own. Says `slack.channel-mapped` { channelId }, from which
 * the channel is looked at.
 * Managers only. Refuses `building.not-found`.
 */
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
    await emit(tx, { kind: 'slack.channel-mapped', data: { service, buildingId, channelId } });
  });
}

function asService(word: string): Service {
  return services.find((service) => service === word) ?? 'general';
}
