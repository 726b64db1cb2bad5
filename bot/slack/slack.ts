import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import type { Pump } from '#api/core/pump.ts';
import { startCatchingUp } from './catching-up.ts';
import type { Desk } from './desk.ts';
import { startFetching } from './fetching.ts';
import { createInbox } from './inbox.ts';
import { inlineOf, listen, tellGaveUp } from './listeners.ts';
import { startNoticing } from './noticing.ts';
import { createPace } from './pace.ts';
import { codeOf, refusalOf } from './refusals.ts';
import { startShowing } from './showing.ts';
import { openWire, type Wire } from './wire.ts';

export type SlackOptions = {
  botToken: string;
  /** Socket Mode with it; without, signed HTTP. */
  appToken?: string | undefined;
  signingSecret?: string | undefined;
  /** Another Slack, ending in `/`. */
  apiUrl: string | null;
  proxy?: string | null | undefined;
  adminUrl: string | null;
};

export type Slack = {
  /** Answers POST /slack/events in HTTP mode; null on Socket Mode. */
  http: ((request: IncomingMessage, response: ServerResponse) => void) | null;
  /** Starts to receive. */
  receive(): Promise<void>;
  /** There may be something to show, to say or to fetch. */
  wake(): void;
  isReady(): boolean;
  stop(): Promise<void>;
};

/**
 * The colleagues' side: asks Slack who we are, starts to send what waits, and receives once told to. Refuses
 * `start.slack-refused` { reason } when Slack does not know the token. While Slack is away it waits in the background.
 */
export async function startSlack(ctx: Ctx, options: SlackOptions): Promise<Slack> {
  const wire = openWire(ctx.log, options);
  const client = new WebClient(options.botToken, wire.options);
  const desk: Desk = {
    ctx,
    client,
    pace: createPace(),
    shelf: new Map(),
    open: new Set(),
    adminUrl: options.adminUrl,
    workspaceUrl: null,
  };
  const inbox = createInbox(ctx, inlineOf(desk), (body) => tellGaveUp(desk, body));
  const door = openDoor(options, wire);
  const away = new AbortController();
  let isKnown = false;
  let isListening = false;
  let pumps: { wake(): void; stop(): Promise<void> }[] = [];
  let catchingUp: Pump | null = null;

  async function begin(): Promise<void> {
    const me = await askWhoWeAre(desk, away.signal);
    if (!me) return;
    desk.workspaceUrl = me.url;
    const app = new App({
      authorize: async () => ({
        botId: me.botId,
        botUserId: me.botUserId,
        teamId: me.teamId,
        botToken: options.botToken,
      }),
      receiver: inbox.guard(door.receiver),
      clientOptions: wire.options,
      logger: wire.logger,
      logLevel: LogLevel.WARN,
    });
    // What a listener throws goes back to the row it works on, or to Slack.
    app.error(async (error) => {
      throw error;
    });
    listen(app, desk);
    pumps = [
      startShowing(desk, () => pumps[1]?.wake()),
      startNoticing(desk),
      startFetching(desk, { token: options.botToken, fetch: wire.fetch }),
      inbox,
    ];
    door.onOpen(() => {
      if (catchingUp) catchingUp.wake();
      else catchingUp = startCatchingUp(desk, inbox.wake);
    });
    isKnown = true;
    if (isListening) await door.start();
  }

  const beginning = begin();
  // Slack may be away for hours; that is no reason for the rest of the house to wait.
  await Promise.race([beginning, patience(5000)]);
  beginning.catch((error: unknown) => ctx.log.error({ error }, 'Slack could not be started'));

  return {
    http: door.http && ((request, response) => (isKnown ? door.http?.(request, response) : sayLater(response))),
    async receive() {
      isListening = true;
      // The socket opens in the background when Slack is away; what Slack refuses is said at once.
      if (isKnown) await Promise.race([door.start(), patience(5000)]);
    },
    wake: () => {
      for (const pump of pumps) pump.wake();
    },
    isReady: () => isKnown && isListening && door.isOpen(),
    async stop() {
      away.abort();
      await beginning.catch(() => {});
      if (isKnown && isListening) await door.stop();
      await Promise.all([...pumps, catchingUp].map((pump) => pump?.stop()));
    },
  };
}

type Door = {
  receiver: SocketModeReceiver | HTTPReceiver;
  http: Slack['http'];
  start(): Promise<void>;
  /** Calls `listener` each time Slack begins to tell us things. */
  onOpen(listener: () => void): void;
  isOpen(): boolean;
  stop(): Promise<void>;
};

function openDoor(options: SlackOptions, wire: Wire): Door {
  if (options.appToken) return openSocket(options.appToken, wire);
  if (!options.signingSecret) throw new AppError('start.slack-no-door');
  const receiver = new HTTPReceiver({
    signingSecret: options.signingSecret,
    endpoints: ['/slack/events'],
    logger: wire.logger,
    logLevel: LogLevel.WARN,
    bodyLimit: '5mb',
  });
  const http = (request: IncomingMessage, response: ServerResponse) => {
    try {
      receiver.requestListener(request, response);
    } catch {
      // Bolt throws for what is not a POST to its address.
      response.writeHead(404).end();
    }
  };
  return {
    receiver,
    http,
    start: async () => {},
    onOpen: (listener) => listener(),
    isOpen: () => true,
    stop: async () => {},
  };
}

function openSocket(appToken: string, wire: Wire): Door {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: wire.logger,
    logLevel: LogLevel.WARN,
    installerOptions: { clientOptions: wire.options },
    customPropertiesExtractor: ({ envelope_id }: { envelope_id?: string }) => ({ envelopeId: envelope_id }),
    ...(wire.dispatcher ? { dispatcher: wire.dispatcher } : {}),
  });
  let isOpen = false;
  receiver.client.on('connected', () => {
    isOpen = true;
  });
  for (const state of ['reconnecting', 'disconnected']) {
    receiver.client.on(state, () => {
      isOpen = false;
    });
  }
  return {
    receiver,
    http: null,
    isOpen: () => isOpen,
    onOpen: (listener) => receiver.client.on('connected', listener),
    async start() {
      try {
        await receiver.start();
      } catch (error) {
        throw new AppError('start.slack-refused', { reason: codeOf(error) ?? refusalOf(error) });
      }
    },
    async stop() {
      await receiver.client.disconnect();
    },
  };
}

type Me = { botId: string; botUserId: string; teamId: string; url: string | null };

/** Asks until Slack answers; null when told to stop. */
async function askWhoWeAre({ client, ctx }: Desk, signal: AbortSignal): Promise<Me | null> {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      const { bot_id = '', user_id = '', team_id = '', url } = await client.auth.test();
      return { botId: bot_id, botUserId: user_id, teamId: team_id, url: url ?? null };
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === 'refused') throw new AppError('start.slack-refused', { reason: codeOf(error) });
      ctx.log.warn({ error, attempt }, 'Slack does not answer');
      await patience(Math.min(500 * 2 ** attempt, 30_000), signal);
    }
  }
  return null;
}

function patience(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    timer.unref();
    signal?.addEventListener('abort', () => done(), { once: true });
  });
}

function sayLater(response: ServerResponse): void {
  response.writeHead(503, { 'retry-after': '10' }).end();
}
