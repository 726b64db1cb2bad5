import type { TxCtx } from '#api/core/ctx.ts';
import { hashSecret, newId, newSecret } from '#api/core/ids.ts';
import { plus } from '#api/core/time.ts';

/** How long a one-time link to set a password works. */
const lifetime = 'P7D';

/** Makes a one-time link's token for a colleague; earlier unused ones stop working. Only its hash is kept. */
export async function issueInvite(tx: TxCtx, staffId: string): Promise<string> {
  const token = newSecret(192);
  await tx.db.staffInvite.deleteMany({ where: { staffId, usedAt: null } });
  await tx.db.staffInvite.create({
    data: {
      id: newId(tx.now()),
      staffId,
      tokenHash: hashSecret(token),
      expiresAt: plus(tx.now(), lifetime),
      createdAt: tx.now(),
    },
  });
  return token;
}
