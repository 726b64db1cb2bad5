import type { TxCtx } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';

/** Which words about what is kept and where it travels a person agrees to when joining. A new text is a new version. */
export const consentTextVersion = '2026-11';

/** Writes down that a resident agreed to the present text for `service`; the same agreement is written once. */
export async function grantServiceConsent(tx: TxCtx, residentId: string, channel: string): Promise<void> {
  const consent = { residentId, purpose: 'service', textVersion: consentTextVersion };
  const known = await tx.db.consent.findFirst({ where: { ...consent, revokedAt: null }, select: { id: true } });
  if (known) return;
  await tx.db.consent.create({ data: { ...consent, id: newId(tx.now()), channel, grantedAt: tx.now() } });
}
