import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Update } from '@grammyjs/types';
import type { Webhook } from './webhook-state.ts';

/** Milliseconds the bot has to answer a delivery. */
const answerWithin = 60_000;
const maxAnswer = 1024 * 1024;

export type Outcome =
  | { ok: true; status: number; body: Record<string, unknown> | null }
  | { ok: false; status: number; words: string; retryAfter: number };

export type Agents = { http: HttpAgent; https: HttpsAgent; close(): void };

/** Connections kept open to the bot, at most so many. */
export function makeAgents(maxSockets: number): Agents {
  const http = new HttpAgent({ keepAlive: true, maxSockets });
  const https = new HttpsAgent({ keepAlive: true, maxSockets });
  return {
    http,
    https,
    close() {
      http.destroy();
      https.destroy();
    },
  };
}

/** One delivery; never rejects: what went wrong is in the outcome. */
export function postUpdate(webhook: Webhook, update: Update, agents: Agents): Promise<Outcome> {
  const url = new URL(webhook.url);
  const isHttps = url.protocol === 'https:';
  const body = Buffer.from(JSON.stringify(update));
  return new Promise((resolve) => {
    const fail = (words: string) => resolve({ ok: false, status: 0, words, retryAfter: 0 });
    const req = (isHttps ? httpsRequest : httpRequest)(
      url,
      {
        method: 'POST',
        agent: isHttps ? agents.https : agents.http,
        timeout: answerWithin,
        headers: {
          'content-type': 'application/json',
          'content-length': body.length,
          ...(webhook.secret ? { 'x-telegram-bot-api-secret-token': webhook.secret } : {}),
        },
      },
      (res) => {
        readAnswer(res).then(resolve, () => fail('Connection closed'));
      },
    );
    req.on('timeout', () => {
      fail('Read timeout expired');
      req.destroy();
    });
    req.on('error', (error: NodeJS.ErrnoException) => {
      fail(error.code === 'ECONNREFUSED' ? 'Connection refused' : 'Connection closed');
    });
    req.end(body);
  });
}

async function readAnswer(res: IncomingMessage): Promise<Outcome> {
  const status = res.statusCode ?? 0;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of res as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxAnswer) chunks.push(chunk);
  }
  if (status < 200 || status > 299) {
    const retryAfter = Math.min(Math.max(Number.parseInt(res.headers['retry-after'] ?? '0', 10) || 0, 0), 3600);
    const words = `Wrong response from the webhook: ${status} ${res.statusMessage ?? ''}`.trim();
    return { ok: false, status, words, retryAfter };
  }
  return { ok: true, status, body: parseAnswer(Buffer.concat(chunks).toString('utf8'), res.headers['content-type']) };
}

/** An answer that is neither JSON nor a form is nobody's method: most bots say just "ok". */
function parseAnswer(text: string, type = ''): Record<string, unknown> | null {
  if (type.includes('x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  if (!text.startsWith('{')) return null;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}
