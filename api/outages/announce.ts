import { type Actor, actorId } from '#api/core/actor.ts';
import { type Ctx, inTransaction, type TxCtx } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import { emit } from '#api/core/outbox.ts';
import { mayAnnounceOutages, stateOfOutage } from './policy.ts';
import { getOutage, type Outage } from './read-outages.ts';
import type { ChangeOutageInput, OpenOutageInput } from './schema.ts';

/**
 * Announces an outage: what is off, where, from when until when. Says `outage.opened` { outageId }, from which residents are told.
 * Refuses `not-allowed`, `building.not-found`, `outage.bad-entrance` { address, entrances } and `outage.bad-times`.
 */
export async function openOutage(ctx: Ctx, actor: Actor, input: OpenOutageInput): Promise<Outage> {
  mustBeAllowed(mayAnnounceOutages(actor));
  return inTransaction(ctx, async (tx) => {
    mustEndLater(tx, input);
    await mustExist(tx, input.places);
    const id = newId(tx.now());
    const { workType, services, texts, startsAt, endsAt } = input;
    const createdBy = `${actor.kind}:${actorId(actor) ?? ''}`;
    await tx.db.outage.create({
      data: { id, workType, services, texts, startsAt, endsAt, createdBy, createdAt: tx.now() },
      select: { id: true },
    });
    const places = new Map(input.places.map((place) => [place.buildingId, place]));
    await tx.db.outageBuilding.createMany({
      data: [...places.values()].map(({ buildingId, entrances }) => ({ outageId: id, buildingId, entrances })),
    });
    return say(tx, actor, id, 'opened');
  });
}

/**
 * A new time, other words, another service: says `outage.changed` { outageId }, and those concerned are told. Nothing new says
 * nothing. Refuses `outage.not-found`, `outage.over` and `outage.bad-times`.
 */
export async function changeOutage(ctx: Ctx, actor: Actor, input: ChangeOutageInput): Promise<Outage> {
  mustBeAllowed(mayAnnounceOutages(actor));
  const { outageId, ...wanted } = input;
  return inTransaction(ctx, async (tx) => {
    const before = await mustBeOpen(tx, outageId);
    const { services, texts, startsAt, endsAt } = { ...before, ...wanted };
    if (isSame(before, { services, texts, startsAt, endsAt })) return getOutage(tx, actor, outageId);
    mustEndLater(tx, { startsAt, endsAt });
    await tx.db.outage.update({ where: { id: outageId }, data: { services, texts, startsAt, endsAt } });
    return say(tx, actor, outageId, 'changed');
  });
}

/** It is on again: says `outage.restored` { outageId }, once. Refuses `outage.not-found`, `outage.over`, `outage.not-begun`. */
export async function restoreOutage(ctx: Ctx, actor: Actor, { outageId }: { outageId: string }): Promise<Outage> {
  mustBeAllowed(mayAnnounceOutages(actor));
  return inTransaction(ctx, async (tx) => {
    const { startsAt } = await mustBeOpen(tx, outageId);
    if (startsAt > tx.now()) throw new AppError('outage.not-begun', { startsAt });
    await tx.db.outage.update({ where: { id: outageId }, data: { restoredAt: tx.now() } });
    return say(tx, actor, outageId, 'restored');
  });
}

/** It will not be, or was a mistake: says `outage.cancelled` { outageId }, once. Refuses `outage.not-found` and `outage.over`. */
export async function cancelOutage(ctx: Ctx, actor: Actor, { outageId }: { outageId: string }): Promise<Outage> {
  mustBeAllowed(mayAnnounceOutages(actor));
  return inTransaction(ctx, async (tx) => {
    await mustBeOpen(tx, outageId);
    await tx.db.outage.update({ where: { id: outageId }, data: { cancelledAt: tx.now() } });
    return say(tx, actor, outageId, 'cancelled');
  });
}

async function say(tx: TxCtx, actor: Actor, outageId: string, what: string): Promise<Outage> {
  await emit(tx, { kind: `outage.${what}`, data: { outageId } });
  tx.log.info({ outageId, by: { kind: actor.kind, id: actorId(actor) } }, `outage ${what}`);
  return getOutage(tx, actor, outageId);
}

/** Holds the outage until the end of the transaction; throws when it has ended one way or another. */
async function mustBeOpen(tx: TxCtx, outageId: string): Promise<Outage> {
  await tx.db.$queryRaw`select id from outage where id = ${outageId}::uuid for update`;
  const outage = await getOutage(tx, { kind: 'system' }, outageId);
  const state = stateOfOutage(outage, tx.now());
  if (state === 'restored' || state === 'cancelled' || state === 'over') throw new AppError('outage.over', { state });
  return outage;
}

function mustEndLater(tx: TxCtx, { startsAt, endsAt }: { startsAt: Outage['startsAt']; endsAt: Outage['endsAt'] }) {
  if (endsAt <= startsAt) throw new AppError('outage.bad-times', { why: 'ends-before-it-begins' });
  if (endsAt <= tx.now()) throw new AppError('outage.bad-times', { why: 'past' });
}

/** The houses are ours, and have the entrances that were named. */
async function mustExist(tx: TxCtx, places: OpenOutageInput['places']): Promise<void> {
  const ids = [...new Set(places.map((place) => place.buildingId))];
  const buildings = await tx.db.building.findMany({
    where: { id: { in: ids } },
    select: { id: true, address: true, entrances: true },
  });
  for (const { buildingId, entrances } of places) {
    const { address, entrances: count } = found(
      buildings.find((one) => one.id === buildingId),
      'building',
    );
    if (entrances.some((entrance) => entrance > count)) {
      throw new AppError('outage.bad-entrance', { address, entrances: count });
    }
  }
}

type Said = Pick<Outage, 'services' | 'texts' | 'startsAt' | 'endsAt'>;

function isSame(a: Said, b: Said): boolean {
  const facts = ({ services, texts, startsAt, endsAt }: Said) =>
    JSON.stringify([services, texts.ru ?? '', texts.en ?? '', startsAt.getTime(), endsAt.getTime()]);
  return facts(a) === facts(b);
}
