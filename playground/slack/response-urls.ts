import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyError, readBody } from '../wire/body.ts';
import { flag } from './args.ts';
import { SlackError } from './errors.ts';
import { botId, findMessage } from './lookup.ts';
import { addMessage, changeMessage, removeMessage } from './messages.ts';
import { readContent } from './methods/chat.ts';
import type { Json, Message, ResponseUrl } from './model.ts';
import type { World } from './world.ts';

const lifetimeMs = 30 * 60_000;
const mostUses = 5;

/** An address the app may answer to, five times within half an hour, without any token. */
export function newResponseUrl(
  world: World,
  to: { channel: string; user: string; message?: Message | null; threadTs?: string | null },
): string {
  const id = randomBytes(18).toString('base64url');
  const now = world.now();
  for (const [old, one] of Object.entries(world.state.responseUrls)) {
    if (now - one.createdAt < 2 * lifetimeMs) break;
    delete world.state.responseUrls[old];
  }
  world.state.responseUrls[id] = {
    id,
    channel: to.channel,
    user: to.user,
    messageTs: to.message?.ts ?? null,
    threadTs: to.message?.threadTs ?? to.threadTs ?? null,
    uses: 0,
    createdAt: now,
  };
  world.touch();
  return `${world.baseUrl}/slack/response/${id}`;
}

/** `POST /playground/slack/response/<id>`: 200 `ok`, 404 `expired_url`/`used_url`, 4xx with an error as Slack answers. */
export async function handleResponseUrl(
  world: World,
  req: IncomingMessage,
  res: ServerResponse,
  id: string,
): Promise<void> {
  const at = world.now();
  let request: Json = {};
  let status = 200;
  let answer: Json = { ok: true };
  try {
    const known = world.state.responseUrls[id];
    if (!known || at - known.createdAt > lifetimeMs) throw new SlackError('expired_url', {}, { status: 404 });
    if (known.uses >= mostUses) throw new SlackError('used_url', {}, { status: 404 });
    const body = await readBody(req, 1 << 20);
    request = typeof body.fields.payload === 'string' ? JSON.parse(body.fields.payload) : body.fields;
    if (body.kind === 'empty' || body.kind === 'other') throw new SlackError('invalid_payload', {}, { status: 400 });
    known.uses += 1;
    respond(world, known, request);
  } catch (error) {
    if (error instanceof SlackError) {
      status = error.status === 200 ? 400 : error.status;
      answer = { ok: false, error: error.code, ...error.extra };
    } else if (error instanceof BodyError || error instanceof SyntaxError) {
      status = 400;
      answer = { ok: false, error: 'invalid_payload' };
    } else throw error;
  }
  world.journal.record({
    at,
    surface: 'slack',
    direction: 'in',
    method: 'response_url',
    request,
    status,
    response: answer,
    ms: world.now() - at,
  });
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  // Slack answers a JSON post with JSON only when something is wrong, and with the word ok when it is not.
  res.end(status === 200 ? JSON.stringify({ ok: true }) : JSON.stringify(answer));
}

/** An answer through a response_url, or the body of a slash command's ack. Ephemeral unless `in_channel`. */
export function respond(world: World, to: ResponseUrl, answer: Json): void {
  const original = to.messageTs ? findMessage(world, to.channel, to.messageTs) : null;
  if (flag(answer, 'delete_original')) {
    if (original && !original.deleted) removeMessage(world, original);
    return;
  }
  const content = readContent(world, answer);
  if (flag(answer, 'replace_original') && original && !original.deleted) {
    changeMessage(world, original, content, botId(world));
    return;
  }
  const asked = typeof answer.thread_ts === 'string' ? answer.thread_ts : null;
  addMessage(world, {
    channel: to.channel,
    user: botId(world),
    byBot: true,
    ...content,
    threadTs: asked ?? to.threadTs,
    ephemeralFor: answer.response_type === 'in_channel' ? null : to.user,
  });
}
