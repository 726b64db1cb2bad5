import type { IncomingMessage, ServerResponse } from 'node:http';
import { Bot } from 'grammy';
import type { Redis } from 'ioredis';
import { findCompany } from '#api/company/company.ts';
import { getSetting, saveSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { startAnswering } from './answering.ts';
import { type ApiOptions, clientOptions, createApi, fetchWith } from './api.ts';
import { startDelivering } from './delivering.ts';
import { startFetching } from './fetching.ts';
import { introduce } from './introduce.ts';
import { createPacer, memoryTurns, type Pacer } from './pacer.ts';
import { allowedUpdates, startPolling } from './polling.ts';
import { redisTurns } from './redis-turns.ts';
import { createSlots, slotsFor } from './slots.ts';
import { createWebhook } from './webhook.ts';

export type TelegramOptions = ApiOptions & {
  /** Receive by webhook at this address, with this secret; by polling without. */
  webhook?: { url: string; secret: string } | undefined;
  /** Shares the allowance with other processes. */
  redis?: Redis | undefined;
  /** The payment provider's token of @BotFather, for invoices that are paid in the chat. */
  paymentToken?: string | null | undefined;
};

export type Telegram = {
  username: string;
  /** Answers the webhook; null while polling. */
  webhook: ((request: IncomingMessage, response: ServerResponse) => void) | null;
  /** Starts to receive. */
  receive(): Promise<void>;
  /** There may be something to send or to fetch. */
  wake(): void;
  pacer: Pacer;
  stop(): Promise<void>;
};

/** The resident's bot: asks who it is, starts to send what waits, and receives once told to. */
export async function startTelegram(ctx: Ctx, options: TelegramOptions): Promise<Telegram> {
  const bot = new Bot(options.token, { client: clientOptions(options) });
  await bot.init();
  await saveSetting(ctx, systemActor, 'telegram-bot', { username: bot.botInfo.username });
  const pace = await getSetting(ctx, 'telegram-pace');
  const turns = options.redis ? redisTurns(options.redis, String(bot.botInfo.id), pace) : memoryTurns(pace);
  const pacer = createPacer(turns);
  const apis = { interactive: createApi(options, pacer, 'interactive'), bulk: createApi(options, pacer, 'bulk') };
  const answering = startAnswering(ctx, apis.interactive, bot.botInfo.id, options.paymentToken);
  const slots = createSlots(() => slotsFor(pacer.latencyMs(), pace.overallPerSecond, 24));
  const delivering = startDelivering(ctx, apis, slots);
  const source = { token: options.token, apiRoot: options.apiRoot, fetch: fetchWith(options.proxy) };
  const fetching = startFetching(ctx, apis.interactive, source);
  const webhook = options.webhook ? createWebhook(options.webhook.secret, answering.handle, ctx.log) : null;
  let polling: { stop(): Promise<void> } | null = null;

  return {
    username: bot.botInfo.username,
    webhook,
    pacer,
    async receive() {
      const company = await findCompany(ctx);
      if (company) await introduce(ctx, bot.api, company);
      if (options.webhook) {
        const { url, secret } = options.webhook;
        await bot.api.setWebhook(url, { secret_token: secret, allowed_updates: allowedUpdates, max_connections: 40 });
      } else {
        await bot.api.deleteWebhook();
        polling = startPolling(bot.api, answering.handle, ctx.log);
      }
    },
    wake() {
      delivering.wake();
      fetching.wake();
    },
    async stop() {
      await polling?.stop();
      await answering.stop();
      await Promise.all([delivering.stop(), fetching.stop()]);
    },
  };
}
