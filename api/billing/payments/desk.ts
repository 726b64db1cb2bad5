import type { Ctx } from '#api/core/ctx.ts';
import { isAppError } from '#api/core/errors.ts';
import { describeFailure } from '#api/core/hearing.ts';
import { type Pump, startPump } from '#api/core/pump.ts';
import { claimInbound, failInbound, finishInbound, type InboundRow } from '#api/inbound/inbound.ts';
import { compareDay } from './compare-day.ts';
import { type DeskRow, deskRow, leaveForDesk } from './desk-row.ts';
import { carryOutRefund, lookAtPayment } from './look.ts';
import { takeNative } from './native.ts';
import { findProvider, type PaymentProvider, type ProviderNotice, type Providers } from './provider.ts';
import { failRefund } from './refund.ts';

/** A provider's notice: kept before it is answered, once however often it comes. */
export function keepNotice(ctx: Ctx, provider: string, notice: ProviderNotice): Promise<boolean> {
  const { key, kind, providerRef, chargeId } = notice;
  const body = { do: 'look' as const, ...(providerRef ? { providerRef } : {}), ...(chargeId ? { chargeId } : {}) };
  return leaveForDesk(ctx, { provider, key, kind, line: providerRef ?? chargeId ?? key, body });
}

/** Starts to work through what is left for the providers. */
export function startPayingDesk(ctx: Ctx, providers: Providers): Pump {
  return startPump('payments', async () => (await workDesk(ctx, providers)) > 0, ctx.log);
}

/** Works what waits now; says how much it was. */
export async function workDesk(ctx: Ctx, providers: Providers): Promise<number> {
  let done = 0;
  for (const source of [...providers.map(({ name }) => name), 'telegram']) {
    const rows = await claimInbound(ctx, source, 20);
    await Promise.all(rows.map((row) => workRow(ctx, findProvider(providers, source), row)));
    done += rows.length;
  }
  return done;
}

async function workRow(ctx: Ctx, provider: PaymentProvider | null, row: InboundRow): Promise<void> {
  const asked = deskRow.safeParse(row.body).data;
  try {
    if (asked) await answer(ctx, provider, asked);
    await finishInbound(ctx, row.key);
  } catch (error) {
    const { isOver } = await failInbound(ctx, row.key, describeFailure(error));
    ctx.log.warn({ error, key: row.key, isOver }, 'a provider was asked in vain');
    // Said no for good, or never answered: nobody waits for it any longer.
    const reason = isAppError(error, 'provider.refused') ? String(error.values.code) : 'no-answer';
    if (isOver && asked?.do === 'refund') await failRefund(ctx, asked.refundId, reason);
  }
}

async function answer(ctx: Ctx, provider: PaymentProvider | null, asked: DeskRow): Promise<void> {
  if (asked.do === 'take') return takeNative(ctx, asked);
  if (!provider) return;
  if (asked.do === 'look') await lookAtPayment(ctx, provider, asked);
  if (asked.do === 'refund') await carryOutRefund(ctx, provider, asked.refundId);
  if (asked.do === 'compare') await compareDay(ctx, provider, asked.day);
}
