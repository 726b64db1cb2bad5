import type { Actor, StaffActor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import { emit } from '#api/core/outbox.ts';
import { untieChats } from '#api/residents/staff-chats.ts';
import { issueInvite } from './invites.ts';
import type { AddStaffInput, UpdateStaffInput } from './schema.ts';
import type { StaffInfo } from './staff-info.ts';
import { inOurOrder, presentStaff } from './staff-info.ts';

export { createStaffInvite, ensureFirstManager, useStaffInvite } from './sign-in.ts';
export type { StaffInfo } from './staff-info.ts';

/** The colleague behind a Slack account, active or not (so a door can explain), or null. */
export async function findStaffBySlackId(ctx: Ctx, slackUserId: string): Promise<StaffInfo | null> {
  const row = await ctx.db.staffMember.findUnique({ where: { slackUserId } });
  return row && presentStaff(row);
}

/** A colleague, active or not, or null. */
export async function findStaff(ctx: Ctx, staffId: string): Promise<StaffInfo | null> {
  const row = await ctx.db.staffMember.findUnique({ where: { id: staffId } });
  return row && presentStaff(row);
}

/** The colleague who signed in to the admin page, active or not, or null. */
export async function findStaffByAuthUser(ctx: Ctx, authUserId: string): Promise<StaffInfo | null> {
  const row = await ctx.db.staffMember.findUnique({ where: { authUserId } });
  return row && presentStaff(row);
}

/** Who a colleague is to the verbs. Refuses `staff.inactive`: a former colleague can do nothing. */
export function staffActor(info: StaffInfo): StaffActor {
  if (!info.isActive) throw new AppError('staff.inactive');
  return { kind: 'staff', staffId: info.id, roles: info.roles };
}

/** All colleagues by name, former ones last. For everybody on the staff. */
export async function listStaff(ctx: Ctx, actor: Actor): Promise<StaffInfo[]> {
  mustBeAllowed(actor.kind === 'system' || actor.kind === 'staff');
  const rows = await ctx.db.staffMember.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] });
  return rows.map(presentStaff).sort((a, b) => Number(b.isActive) - Number(a.isActive));
}

/**
 * Adds a colleague and makes the one-time link with which they set a password: `staff.added` { staffId }. Managers only.
 * Refuses `staff.email-taken` and `staff.slack-taken`.
 */
export async function addStaff(
  ctx: Ctx,
  actor: Actor,
  input: AddStaffInput,
): Promise<{ staff: StaffInfo; inviteToken: string }> {
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager'));
  return inTransaction(ctx, async (tx) => {
    await lockStaff(tx);
    await mustBeFree(tx, input, null);
    const row = await tx.db.staffMember.create({
      data: {
        id: newId(tx.now()),
        name: input.name,
        email: input.email.toLowerCase(),
        slackUserId: input.slackUserId ?? null,
        locale: input.locale,
        roles: inOurOrder(input.roles),
        trade: input.trade ?? null,
        isOnShift: true,
        createdAt: tx.now(),
      },
    });
    await emit(tx, { kind: 'staff.added', data: { staffId: row.id } });
    return { staff: presentStaff(row), inviteToken: await issueInvite(tx, row.id) };
  });
}

/**
 * Changes a colleague. Managers everything; anybody their own language and shift. Refuses `staff.not-found`,
 * `staff.email-taken`, `staff.slack-taken`, and `staff.last-manager` when nobody would be left to manage.
 */
export async function updateStaff(ctx: Ctx, actor: Actor, input: UpdateStaffInput): Promise<StaffInfo> {
  const { staffId, roles, email, ...rest } = input;
  const isOwnAffair =
    actor.kind === 'staff' &&
    actor.staffId === staffId &&
    Object.keys(input).every((key) => ['staffId', 'locale', 'isOnShift'].includes(key));
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager') || isOwnAffair);
  return inTransaction(ctx, async (tx) => {
    await lockStaff(tx);
    found(await tx.db.staffMember.findUnique({ where: { id: staffId }, select: { id: true } }), 'staff');
    await mustBeFree(tx, input, staffId);
    if (roles && !roles.includes('manager')) await mustLeaveAManager(tx, staffId);
    // A duty chat without duty would be neither a colleague's nor a resident's.
    if (roles && !roles.includes('emergency')) await untieChats(tx, staffId);
    const row = await tx.db.staffMember.update({
      where: { id: staffId },
      data: {
        ...rest,
        ...(email === undefined ? {} : { email: email.toLowerCase() }),
        ...(roles === undefined ? {} : { roles: inOurOrder(roles) }),
      },
    });
    return presentStaff(row);
  });
}

/**
 * Ends a colleague's access at once, open sessions, unused invitations and a duty chat included; their name stays on what they did:
 * `staff.deactivated` { staffId }. Managers only. Refuses `staff.not-found` and `staff.last-manager`.
 */
export async function deactivateStaff(ctx: Ctx, actor: Actor, staffId: string): Promise<StaffInfo> {
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager'));
  return inTransaction(ctx, async (tx) => {
    await lockStaff(tx);
    const known = found(await tx.db.staffMember.findUnique({ where: { id: staffId } }), 'staff');
    if (known.deactivatedAt !== null) return presentStaff(known);
    await mustLeaveAManager(tx, staffId);
    const data = { deactivatedAt: tx.now(), isOnShift: false };
    const row = await tx.db.staffMember.update({ where: { id: staffId }, data });
    await tx.db.staffInvite.deleteMany({ where: { staffId, usedAt: null } });
    await untieChats(tx, staffId);
    if (row.authUserId !== null) await tx.db.authSession.deleteMany({ where: { userId: row.authUserId } });
    await emit(tx, { kind: 'staff.deactivated', data: { staffId } });
    return presentStaff(row);
  });
}

/** Changes of the staff stand in line: addresses stay unique, and somebody is always left to manage. */
async function lockStaff(tx: TxCtx): Promise<void> {
  await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtext('staff'))`;
}

async function mustBeFree(
  tx: TxCtx,
  input: { email?: string; slackUserId?: string | null },
  exceptId: string | null,
): Promise<void> {
  const others = exceptId === null ? {} : { id: { not: exceptId } };
  const email = input.email?.toLowerCase();
  if (email && (await tx.db.staffMember.count({ where: { ...others, email } })))
    throw new AppError('staff.email-taken');
  const { slackUserId } = input;
  if (slackUserId && (await tx.db.staffMember.count({ where: { ...others, slackUserId } }))) {
    throw new AppError('staff.slack-taken');
  }
}

async function mustLeaveAManager(tx: TxCtx, staffId: string): Promise<void> {
  const managers = await tx.db.staffMember.findMany({
    where: { roles: { has: 'manager' }, deactivatedAt: null },
    select: { id: true },
  });
  if (managers.length === 1 && managers[0]?.id === staffId) throw new AppError('staff.last-manager');
}
