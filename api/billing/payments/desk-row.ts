import { z } from 'zod';
import type { Ctx } from '#api/core/ctx.ts';
import { storeInbound } from '#api/inbound/inbound.ts';

/**
 * What is to be asked of a provider is a row, whoever wants it: a notice of its own, a payment that has been silent, a refund, a
 * day to compare. Rows of one payment are worked in order, and come back until the provider answers.
 */
export const deskRow = z.discriminatedUnion('do', [
  z.object({ do: z.literal('look'), providerRef: z.string().nullish(), chargeId: z.string().nullish() }),
  z.object({ do: z.literal('refund'), refundId: z.uuid() }),
  z.object({ do: z.literal('compare'), day: z.iso.date() }),
  /** Money that a messenger took in the chat: there is nobody to ask. */
  z.object({
    do: z.literal('take'),
    payload: z.string(),
    chargeId: z.string(),
    providerRef: z.string(),
    currency: z.string(),
    receivedMinor: z.string().regex(/^\d{1,18}$/),
  }),
]);
export type DeskRow = z.infer<typeof deskRow>;

/** Leaves something to ask of a provider, once for its key. False when it is there already. */
export function leaveForDesk(
  ctx: Ctx,
  row: { provider: string; key: string; kind: string; line: string; body: DeskRow },
): Promise<boolean> {
  const { provider, key, ...rest } = row;
  return storeInbound(ctx, { ...rest, source: provider, key: `${provider}:${key}` });
}
