import type { Actor } from '#api/core/actor.ts';
import { actorId, hasRole } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { emit } from '#api/core/outbox.ts';
import type { Instant } from '#api/core/time.ts';
import { plus, toDateColumn } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { flatAccess } from './access.ts';
import { isCurrent } from './current.ts';
import type { OccupancyRole, Right } from './rights.ts';
import { asRights, asRole } from './rights.ts';
import { todayAt } from './settle-in.ts';

/** One person of a flat. */
export type HouseholdMember = {
  occupancyId: string;
  residentId: string;
  name: string;
  role: OccupancyRole;
  rights: Right[];
  /** Reachable in a chat now. */
  connected: boolean;
  /** First day, ISO. */
  from: string;
  isMe: boolean;
  canCutOff: boolean;
};

type Member = Omit<HouseholdMember, 'isMe' | 'canCutOff' | 'role' | 'rights'> & {
  unitId: string;
  role: string;
  rights: string[];
  /** When they came to the flat, or first connected, whichever was later. */
  joinedAt: Instant;
};

/** For so long after joining anybody who was there before may cut a newcomer off. */
export const newcomerDays = 14;

/** Who has access to a flat today: for everybody of the flat, managers and dispatchers. Refuses `flat.not-found`. */
export async function listHousehold(ctx: Ctx, actor: Actor, unitId: string): Promise<HouseholdMember[]> {
  if (actor.kind === 'resident') await flatAccess(ctx, actor, unitId);
  else mustBeAllowed(isOffice(actor));
  const members = await selectMembers(ctx, Prisma.sql`o.unit_id = ${unitId}::uuid`);
  const me = members.find((member) => actor.kind === 'resident' && member.residentId === actor.residentId);
  return members.map((member) => ({
    occupancyId: member.occupancyId,
    residentId: member.residentId,
    name: member.name,
    role: asRole(member.role),
    rights: asRights(member.rights),
    connected: member.connected,
    from: member.from,
    isMe: member === me,
    canCutOff: member !== me && (isOffice(actor) || (me !== undefined && canCutOff(ctx, me, member))),
  }));
}

/**
 * Ends somebody's access to a flat at once: `occupancy.ended` { occupancyId, residentId, unitId, by, byId }. An owner may
 * cut anyone off; anybody of the flat may cut off who joined after them within the last 14 days; managers and
 * dispatchers anyone. Their unused invitations to the flat end too. Refuses `occupancy.not-found` and `not-allowed`.
 */
export async function cutOff(ctx: Ctx, actor: Actor, input: { occupancyId: string; reason?: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [target] = await selectMembers(tx, Prisma.sql`o.id = ${input.occupancyId}::uuid`);
    const member = found(target, 'occupancy');
    if (actor.kind === 'resident') await mustBeMineToCut(tx, actor, member);
    else mustBeAllowed(isOffice(actor));
    await end(tx, actor, member, input.reason);
  });
}

/** A resident gives up their own access to a flat. Refuses `flat.not-found`. */
export async function leaveFlat(ctx: Ctx, actor: Actor, input: { unitId: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { occupancyId } = await flatAccess(tx, actor, input.unitId);
    const [me] = await selectMembers(tx, Prisma.sql`o.id = ${occupancyId}::uuid`);
    await end(tx, actor, found(me, 'flat'), undefined);
  });
}

/**
 * Lets a tenant see and pay the bills of the flat, or no longer. An owner of the flat, managers, dispatchers and
 * accountants. Refuses `occupancy.not-found`, and `occupancy.not-a-tenant` for anybody else's bills.
 */
export async function allowBills(
  ctx: Ctx,
  actor: Actor,
  input: { occupancyId: string; allowed: boolean },
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [target] = await selectMembers(tx, Prisma.sql`o.id = ${input.occupancyId}::uuid`);
    const member = found(target, 'occupancy');
    if (actor.kind === 'resident') await mustHoldHousehold(tx, actor, member.unitId);
    else mustBeAllowed(isOffice(actor) || hasRole(actor, 'accountant'));
    if (member.role !== 'tenant') throw new AppError('occupancy.not-a-tenant');
    const others = member.rights.filter((right) => right !== 'bills' && right !== 'pay');
    const rights = asRights(input.allowed ? [...others, 'bills', 'pay'] : others);
    await tx.db.occupancy.update({ where: { id: member.occupancyId }, data: { rights } });
  });
}

/** Which of their flats a resident looks at in a chat of theirs. Refuses `flat.not-found` and `chat.not-found`. */
export async function chooseFlat(ctx: Ctx, actor: Actor, input: { chatId: string; unitId: string }): Promise<void> {
  await flatAccess(ctx, actor, input.unitId);
  mustBeAllowed(actor.kind === 'resident');
  const { count } = await ctx.db.chat.updateMany({
    where: { id: input.chatId, residentId: actor.residentId },
    data: { unitId: input.unitId },
  });
  if (count === 0) throw new AppError('chat.not-found');
}

function isOffice(actor: Actor): boolean {
  return actor.kind === 'system' || hasRole(actor, 'manager', 'dispatcher');
}

function canCutOff(ctx: Ctx, me: Member, other: Member): boolean {
  if (me.role === 'owner' && me.rights.includes('household')) return true;
  return other.joinedAt > me.joinedAt && other.joinedAt > plus(ctx.now(), `-P${newcomerDays}D`);
}

/** Another flat's occupancy looks like one that does not exist. */
async function mustBeMineToCut(tx: TxCtx, actor: Actor & { kind: 'resident' }, other: Member): Promise<void> {
  const me = await holdOn(tx, actor, other.unitId);
  mustBeAllowed(me.occupancyId !== other.occupancyId && canCutOff(tx, me, other));
}

async function mustHoldHousehold(tx: TxCtx, actor: Actor & { kind: 'resident' }, unitId: string): Promise<void> {
  const me = await holdOn(tx, actor, unitId);
  mustBeAllowed(me.rights.includes('household'));
}

async function holdOn(tx: TxCtx, actor: Actor & { kind: 'resident' }, unitId: string): Promise<Member> {
  const mine = Prisma.sql`o.unit_id = ${unitId}::uuid and o.resident_id = ${actor.residentId}::uuid`;
  const [me] = await selectMembers(tx, mine);
  return found(me, 'occupancy');
}

async function end(tx: TxCtx, actor: Actor, member: Member, reason: string | undefined): Promise<void> {
  const { occupancyId, residentId, unitId } = member;
  const endsOn = toDateColumn(await todayAt(tx, unitId));
  const by = `${actor.kind}:${actorId(actor) ?? ''}`;
  await tx.db.occupancy.update({ where: { id: occupancyId }, data: { endsOn, endedBy: by } });
  await tx.db.chat.updateMany({ where: { residentId, unitId }, data: { unitId: null } });
  await tx.db.joinCode.updateMany({
    where: { unitId, usedAt: null, revokedAt: null, OR: [{ residentId }, { createdBy: `resident:${residentId}` }] },
    data: { revokedAt: tx.now() },
  });
  await emit(tx, {
    kind: 'occupancy.ended',
    data: { occupancyId, residentId, unitId, by: actor.kind, byId: actorId(actor), reason: reason ?? null },
  });
}

function selectMembers(ctx: Ctx, where: Prisma.Sql): Promise<Member[]> {
  return ctx.db.$queryRaw<Member[]>`
    select o.id as "occupancyId", o.unit_id as "unitId", r.id as "residentId", r.full_name as name, o.role, o.rights,
      exists (select 1 from chat ch where ch.resident_id = r.id and ch.state = 'active') as connected,
      o.starts_on::text as "from",
      greatest(o.created_at, (select min(co.granted_at) from consent co where co.resident_id = r.id)) as "joinedAt"
    from occupancy o
    join resident r on r.id = o.resident_id
    join unit u on u.id = o.unit_id
    join building b on b.id = u.building_id
    cross join company c
    where ${where} and ${isCurrent(ctx.now())}
    order by o.starts_on, o.created_at, o.id`;
}
