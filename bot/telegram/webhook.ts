import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Update } from 'grammy/types';
import type { Log } from '#api/core/log.ts';
import { chatOf } from './polling.ts';

const bodyCap = 1024 * 1024;

/**
 * Answers Telegram's webhook: 401 without the secret, 400 for what is no update, 200 only after the update is stored,
 * 503 with Retry-After when it could not be. Updates of one chat are handled one after another.
 */
export function createWebhook(
  secret: string,
  handle: (update: Update) => Promise<void>,
  log: Log,
): (request: IncomingMessage, response: ServerResponse) => void {
  const chats = new Map<number, Promise<void>>();

  function inTurn(update: Update): Promise<void> {
    const chat = chatOf(update);
    const before = chats.get(chat) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(() => handle(update));
    chats.set(chat, mine);
    const forget = () => {
      if (chats.get(chat) === mine) chats.delete(chat);
    };
    mine.then(forget, forget);
    return mine;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return end(response, 405);
    if (!isSecret(request.headers['x-telegram-bot-api-secret-token'], secret)) return end(response, 401);
    const update = await readBody(request);
    if (!update) return end(response, 400);
    try {
      await inTurn(update);
      end(response, 200);
    } catch (error) {
      log.error({ error, updateId: update.update_id }, 'update not stored');
      response.setHeader('retry-after', '2');
      end(response, 503);
    }
  }

  return (request, response) => void answer(request, response);
}

function isSecret(given: string | string[] | undefined, secret: string): boolean {
  const a = Buffer.from(String(given ?? ''));
  const b = Buffer.from(secret);
  return a.length === b.length && timingSafeEqual(a, b);
}

async function readBody(request: IncomingMessage): Promise<Update | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyCap) return null;
    chunks.push(chunk);
  }
  try {
    const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const isUpdate =
      typeof parsed === 'object' && parsed !== null && Number.isSafeInteger((parsed as Update).update_id);
    return isUpdate ? (parsed as Update) : null;
  } catch {
    return null;
  }
}

function end(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.end();
}
