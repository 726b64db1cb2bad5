import type { TxCtx } from '#api/core/ctx.ts';
import { hashSecret, newId, newSecret } from '#api/core/ids.ts';
import { plus } from '#api/core/time.ts';

/** What a one-time link is for: one never opens what another does. */
export type InvitePurpose = 'password' | 'telegram';

/** How long each works: a password is set in one's own time, a chat is linked at once. */
const lifetimes: Record<InvitePurpose, string> = { password: 'P7D', telegram: 'PT1H' };

/** Makes a one-time link's token for a colleague; earlier unused ones of its kind stop working. Only its hash is kept. */
export async function issueInvite(tx: TxCtx, staffId: string, purpose: InvitePurpose = 'password'): Promise<string> {
  const token = newSecret(192);
  await tx.db.staffInvite.deleteMany({ where: { staffId, purpose, usedAt: null } });
  await tx.db.staffInvite.create({
    data: {
      id: newId(tx.now()),
      staffId,
      purpose,
      tokenHash: hashSecret(token),
      expiresAt: plus(tx.now(), lifetimes[purpose]),
      createdAt: tx.now(),
    },
  });
  return token;
}
