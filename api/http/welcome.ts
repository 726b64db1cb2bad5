import { hashPassword } from 'better-auth/crypto';
import { type Ctx, inTransaction, type TxCtx } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { linkAuthUser, readStaffInvite, useStaffInvite } from '#api/staff/sign-in.ts';
import type { StaffInfo } from '#api/staff/staff.ts';

/**
 * Spends a one-time link and sets the password of its colleague, all or nothing; sessions from before end. Refuses
 * `invite.wrong`, `invite.used` and `invite.expired`.
 */
export async function welcomeColleague(ctx: Ctx, input: { token: string; password: string }): Promise<StaffInfo> {
  // A wrong link costs us no hashing; the hashing holds no transaction.
  await readStaffInvite(ctx, input.token);
  const password = await hashPassword(input.password);
  return inTransaction(ctx, async (tx) => {
    const staff = await useStaffInvite(tx, input.token);
    const userId = await authUserOf(tx, staff);
    await tx.db.authSession.deleteMany({ where: { userId } });
    await tx.db.authAccount.deleteMany({ where: { userId, providerId: 'credential' } });
    const at = { createdAt: tx.now(), updatedAt: tx.now() };
    await tx.db.authAccount.create({
      data: { id: newId(tx.now()), userId, accountId: userId, providerId: 'credential', password, ...at },
      select: { id: true },
    });
    return staff;
  });
}

async function authUserOf(tx: TxCtx, staff: StaffInfo): Promise<string> {
  if (staff.authUserId !== null) return staff.authUserId;
  const at = { createdAt: tx.now(), updatedAt: tx.now() };
  const known = await tx.db.authUser.findUnique({ where: { email: staff.email }, select: { id: true } });
  const { id } =
    known ??
    (await tx.db.authUser.create({
      data: { id: newId(tx.now()), name: staff.name, email: staff.email, emailVerified: true, ...at },
      select: { id: true },
    }));
  await linkAuthUser(tx, staff.id, id);
  return id;
}
