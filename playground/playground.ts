import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type Cast, loadCast } from './cast.ts';
import { control } from './control.ts';
import { createLive } from './live.ts';
import { createPageSource } from './page-state.ts';
import { createPayments } from './payments/payments.ts';
import { isLocal, sendJson, sendPageFile, sendText } from './respond.ts';
import { createSlack } from './slack/slack.ts';
import { createTelegram } from './telegram/telegram.ts';
import { createFaults } from './wire/faults.ts';
import { createJournal } from './wire/journal.ts';

export interface PlaygroundOptions {
  /** The folder the playground owns; chats, counters and files survive a restart in it. */
  dataDir: string;
  /** Where `handle` is reached, such as `http://127.0.0.1:8081/playground`; no slash at the end. */
  baseUrl: string;
  cast?: Cast;
  /** The platforms' sending limits; on unless told otherwise. */
  limits?: boolean;
  /** The Slack app's manifest, where it is known: the page then offers its commands and shortcuts by name. */
  manifest?: object;
}

/** All that a bot, or a test, needs to know to be pointed here. */
export interface PlaygroundInfo {
  telegram: { root: string; token: string; chats: Array<{ id: number; name: string }> };
  slack: {
    root: string;
    botToken: string;
    appToken: string;
    signingSecret: string;
    channels: Array<{ id: string; name: string }>;
    colleagues: Array<{ id: string; name: string; email: string }>;
  };
  payments: {
    yookassa: { root: string; shopId: string; secret: string };
    stripe: { root: string; secret: string; webhookSecret: string };
  };
}

export interface Playground {
  /** Takes every request under `/playground`; the URL still has that prefix. */
  handle(req: IncomingMessage, res: ServerResponse): void;
  /** Takes the WebSocket of Socket Mode; refuses any other. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** One deed of a person, as `POST /playground/control/act` takes it. */
  act(action: Record<string, unknown>): Promise<object>;
  info: PlaygroundInfo;
  close(): Promise<void>;
}

const dist = fileURLToPath(new URL('./page/dist', import.meta.url));

/**
 * A Bot API and a Slack on loopback, with the page to talk through. Holds its state in `dataDir`.
 * Refuses to be made when NODE_ENV is `production`.
 */
export async function createPlayground(options: PlaygroundOptions): Promise<Playground> {
  if (process.env.NODE_ENV === 'production') {
    throw new Error('The playground stands in for Telegram and Slack and refuses to run with NODE_ENV=production.');
  }
  const cast = options.cast ?? loadCast();
  const limits = { on: options.limits ?? true };
  const journal = createJournal();
  const faults = createFaults();
  const telegram = await createTelegram({
    dir: join(options.dataDir, 'telegram'),
    root: `${options.baseUrl}/telegram`,
    cast,
    journal,
    faults,
    limits: limits.on,
  });
  const slack = await createSlack({
    dir: join(options.dataDir, 'slack'),
    root: `${options.baseUrl}/slack/api/`,
    baseUrl: options.baseUrl,
    cast,
    journal,
    faults,
    limits: limits.on,
  });
  const live = createLive(telegram, slack, journal);
  const payments = createPayments(join(options.dataDir, 'payments'), `${options.baseUrl}/pay`);
  const info = { ...infoOf(cast, options.baseUrl), payments: payments.info };
  const pages = createPageSource(telegram, slack, cast, options.manifest ?? null);
  const parts = { telegram, slack, payments, journal, faults, live, info, limits, pages };

  async function route(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? '/', 'http://localhost');
    const path = url.pathname.replace(/^\/playground/, '');
    if (path.startsWith('/telegram/')) return telegram.handle(req, res, path.slice('/telegram'.length) + url.search);
    if (path.startsWith('/slack/')) return slack.handle(req, res, path.slice('/slack'.length) + url.search);
    if (path.startsWith('/pay/')) return payments.handle(req, res, path.slice('/pay'.length) + url.search);
    if (path.startsWith('/control/')) return control(parts, req, res, url);
    if (req.method !== 'GET' && req.method !== 'HEAD') return sendText(res, 405, 'Method Not Allowed');
    if (path === '/live') return isLocal(req) ? live.open(res) : sendText(res, 403, 'Forbidden');
    if (path === '') {
      res.writeHead(302, { location: '/playground/' });
      res.end();
      return;
    }
    return sendPageFile(res, dist, path.slice(1));
  }

  return {
    handle(req, res) {
      route(req, res).catch((error: unknown) => {
        process.stderr.write(`playground: ${req.method} ${req.url}: ${describe(error)}\n`);
        if (res.headersSent) res.destroy();
        else sendJson(res, 500, { ok: false, error: 'the playground itself failed; see its log' });
      });
    },
    upgrade(req, socket, head) {
      if (!new URL(req.url ?? '/', 'http://localhost').pathname.startsWith('/playground/slack/socket')) {
        socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
        return;
      }
      slack.upgrade(req, socket, head);
    },
    act: (action) => (({ slack, payments })[String(action.surface)] ?? telegram).act(action),
    info,
    async close() {
      live.close();
      await Promise.all([telegram.close(), slack.close(), payments.close()]);
    },
  };
}

function infoOf(cast: Cast, baseUrl: string): Omit<PlaygroundInfo, 'payments'> {
  return {
    telegram: {
      root: `${baseUrl}/telegram`,
      token: cast.telegram.bot.token,
      chats: cast.telegram.people.map((person) => ({
        id: person.id,
        name: [person.first_name, person.last_name].filter(Boolean).join(' '),
      })),
    },
    slack: {
      root: `${baseUrl}/slack/api/`,
      botToken: cast.slack.bot.token,
      appToken: cast.slack.appToken,
      signingSecret: cast.slack.signingSecret,
      channels: cast.slack.channels.map(({ id, name }) => ({ id, name })),
      colleagues: cast.slack.colleagues.map(({ id, real_name, email }) => ({ id, name: real_name, email })),
    },
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
