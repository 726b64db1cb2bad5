import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { hashSecret, newId } from '#api/core/ids.ts';
import { type InvitePurpose, issueInvite } from './invites.ts';
import type { StaffInfo } from './staff-info.ts';
import { presentStaff } from './staff-info.ts';

/**
 * Makes a new one-time link for a colleague who lost theirs or their password. Managers only. Refuses `staff.not-found` and
 * `staff.inactive`.
 */
export async function createStaffInvite(ctx: Ctx, actor: Actor, staffId: string): Promise<string> {
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager'));
  return inTransaction(ctx, async (tx) => {
    const staff = found(await tx.db.staffMember.findUnique({ where: { id: staffId } }), 'staff');
    if (staff.deactivatedAt !== null) throw new AppError('staff.inactive');
    return issueInvite(tx, staffId);
  });
}

/** Whose link this is, without spending it: for the page that asks for the password. Refuses as `useStaffInvite`. */
export async function readStaffInvite(
  ctx: Ctx,
  token: string,
  purpose: InvitePurpose = 'password',
): Promise<StaffInfo> {
  const invite = await ctx.db.staffInvite.findUnique({
    where: { tokenHash: hashSecret(token), purpose },
    include: { staff: true },
  });
  if (!invite || invite.staff.deactivatedAt !== null) throw new AppError('invite.wrong');
  if (invite.usedAt !== null) throw new AppError('invite.used');
  if (invite.expiresAt <= ctx.now()) throw new AppError('invite.expired');
  return presentStaff(invite.staff);
}

/** Spends a one-time link: the first wins. Refuses `invite.wrong`, `invite.used` and `invite.expired`. */
export async function useStaffInvite(ctx: Ctx, token: string, purpose: InvitePurpose = 'password'): Promise<StaffInfo> {
  const staff = await readStaffInvite(ctx, token, purpose);
  const { count } = await ctx.db.staffInvite.updateMany({
    where: { tokenHash: hashSecret(token), purpose, usedAt: null },
    data: { usedAt: ctx.now() },
  });
  if (count === 0) throw new AppError('invite.used');
  return staff;
}

/** Ties the account with a password to the colleague it was made for. */
export async function linkAuthUser(ctx: Ctx, staffId: string, authUserId: string): Promise<void> {
  await ctx.db.staffMember.update({ where: { id: staffId }, data: { authUserId }, select: { id: true } });
}

/**
 * The way into a house nobody manages yet: makes (or finds) the manager with this address and gives the token of a one-time
 * link. Null once any active manager has a password.
 */
export async function ensureFirstManager(ctx: Ctx, email: string): Promise<string | null> {
  const address = email.toLowerCase();
  return inTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtext('staff'))`;
    const settled = await tx.db.staffMember.count({
      where: { roles: { has: 'manager' }, deactivatedAt: null, authUserId: { not: null } },
    });
    if (settled > 0) return null;
    const known = await tx.db.staffMember.findUnique({ where: { email: address } });
    if (known) {
      const roles = known.roles.includes('manager') ? known.roles : ['manager', ...known.roles];
      await tx.db.staffMember.update({ where: { id: known.id }, data: { roles, deactivatedAt: null } });
      return issueInvite(tx, known.id);
    }
    const company = await tx.db.company.findFirst({ select: { locale: true } });
    const id = newId(tx.now());
    await tx.db.staffMember.create({
      data: {
        id,
        name: address.split('@')[0] ?? address,
        email: address,
        locale: company?.locale ?? 'en',
        roles: ['manager'],
        isOnShift: true,
        createdAt: tx.now(),
      },
    });
    return issueInvite(tx, id);
  });
}

/**
 * The one-time link to print at a start. In the demo the first manager gets a fresh one at every start, so that whoever has the
 * terminal can come in; elsewhere only as long as nobody manages the house.
 */
export async function inviteForStart(ctx: Ctx, adminEmail: string | null): Promise<string | null> {
  const company = await ctx.db.company.findFirst({ select: { isDemo: true } });
  if (!company?.isDemo) return ensureFirstManager(ctx, adminEmail ?? 'manager@localhost');
  const manager = await ctx.db.staffMember.findFirst({
    where: { roles: { has: 'manager' }, deactivatedAt: null },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
  });
  return manager && inTransaction(ctx, (tx) => issueInvite(tx, manager.id));
}
