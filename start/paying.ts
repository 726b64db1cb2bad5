import type { PaymentProvider, Providers } from '#api/billing/payments/provider.ts';
import { findCompany } from '#api/company/company.ts';
import type { ProviderName } from '#api/company/payment-ways.ts';
import { getSetting, saveSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import type { Env } from '#api/core/env.ts';
import { isLoopback } from '#api/core/env-shape.ts';
import { outboundFetch } from '#api/core/outbound.ts';

/** A payment system that stands in for the real ones. */
export type PayingStandIn = {
  yookassa: { root: string; shopId: string; secret: string };
  stripe: { root: string; secret: string; webhookSecret: string };
};

export type Paying = { providers: Providers; telegramToken: string | null };

/** A demo house is paid by the playground's payment system: people who do not exist pay no real money. */
export async function openPaying(ctx: Ctx, env: Env, payments: PayingStandIn | null): Promise<Paying> {
  const isDemo = (await findCompany(ctx))?.isDemo ?? false;
  const fetch = outboundFetch(env.httpsProxy);
  const standIn = isDemo ? (payments ?? undefined) : undefined;
  const keys = {
    yookassa: own(isDemo, env.yookassa) ?? forDemo(env, 'uk', standIn?.yookassa),
    stripe: own(isDemo, env.stripe) ?? forDemo(env, 'maple', standIn?.stripe),
  };
  const loopback = isHere(keys.yookassa?.apiUrl) ? ['127.0.0.0/8', '::1/128'] : [];
  const trusted = async () => [...(await getSetting(ctx, 'payments')).yookassaAddresses, ...loopback];
  // Who is not connected is not imported: Stripe's library alone takes a tenth of a second.
  const providers: PaymentProvider[] = [];
  if (keys.yookassa) {
    const { yookassa } = await import('#api/billing/payments/providers/yookassa.ts');
    providers.push(yookassa({ ...keys.yookassa, fetch, trusted }));
  }
  if (keys.stripe) {
    const { stripe } = await import('#api/billing/payments/providers/stripe.ts');
    providers.push(stripe({ ...keys.stripe, fetch }));
  }
  if (isDemo) providers.push((await import('#api/billing/payments/providers/sandbox.ts')).sandbox);
  const telegramToken = env.telegram.paymentToken ?? (standIn && !env.telegram.token ? 'playground:TEST:pay' : null);
  return { providers, telegramToken };
}

/** Says which ways to pay there are, and where their pages stand: for screens that know no keys. */
export async function sayWays(ctx: Ctx, { providers, telegramToken }: Paying, payAt: string | null): Promise<void> {
  const onPages = payAt === null ? [] : providers.map(({ name }) => name);
  const offered: ProviderName[] = [...(telegramToken ? ['telegram' as const] : []), ...onPages];
  await saveSetting(ctx, systemActor, 'payment-ways', { offered, payAt });
}

type Keys = { apiUrl: string | null };

/** Keys of the environment; a demo's only when they lead to this machine. */
function own<K extends Keys>(isDemo: boolean, keys: K | null): K | null {
  return keys && (!isDemo || isHere(keys.apiUrl)) ? keys : null;
}

function forDemo<I extends { root: string }>(env: Env, demo: Env['demo'], info: I | undefined) {
  return info && env.demo === demo ? { ...info, apiUrl: info.root } : null;
}

function isHere(address: string | null | undefined): boolean {
  return typeof address === 'string' && isLoopback(address);
}
