import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Body, BodyError, readBody } from '../wire/body.ts';
import type { Fault } from '../wire/faults.ts';
import { type Args, text } from './args.ts';
import { SlackError } from './errors.ts';
import type { Method } from './method.ts';
import { methods } from './methods.ts';
import type { Json } from './model.ts';
import type { World } from './world.ts';

const bodyCap = 8 << 20;

/** `POST /playground/slack/api/<method>`: reads, authenticates, suffers the armed fault, runs, answers, notes. */
export async function callWebApi(world: World, req: IncomingMessage, res: ServerResponse, name: string): Promise<void> {
  const at = world.now();
  let args: Args = {};
  let outcome: Outcome;
  const fault = world.faults.take('slack', name);
  if (fault?.kind === 'outage') {
    note(world, name, at, args, { status: 0, body: { fault: fault.kind }, headers: {} });
    req.socket.destroy();
    return;
  }
  try {
    const body = await readCall(req);
    args = { ...queryOf(req), ...body.fields };
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    outcome = fault ? breakCall(fault) : null;
    outcome ??= await run(world, methods[name], req, args, body);
  } catch (error) {
    outcome = refusal(error);
  }
  note(world, name, at, args, outcome);
  if (fault?.kind === 'lost-answer') {
    req.socket.destroy();
    return;
  }
  if (res.writableEnded) return;
  res.writeHead(outcome.status, {
    'content-type': 'application/json; charset=utf-8',
    'x-slack-req-id': world.newId('r'),
    'x-oauth-scopes': 'app_mentions:read,channels:history,channels:read,chat:write,commands,files:read,files:write',
    ...outcome.headers,
  });
  res.end(JSON.stringify(outcome.body));
}

type Answer = { status: number; body: Json; headers: Record<string, string> };
type Outcome = Answer | null;

async function run(
  world: World,
  method: Method | undefined,
  req: IncomingMessage,
  args: Args,
  body: Body,
): Promise<Answer> {
  if (!method) throw new SlackError('unknown_method', { req_method: (req.url ?? '').split('/').pop()?.split('?')[0] });
  authenticate(world, method, req, args, body);
  const answer = await method.run(world, args, body.files);
  const bare = body.kind === 'json' && !/charset=/i.test(req.headers['content-type'] ?? '');
  const warned = bare ? withWarning(answer, 'missing_charset') : answer;
  return { status: 200, body: { ok: true, ...warned }, headers: {} };
}

/** Refuses `not_authed`, `invalid_auth`, `not_allowed_token_type`. JSON bodies carry no token: docs.slack.dev/apis/web-api. */
function authenticate(world: World, method: Method, req: IncomingMessage, args: Args, body: Body): void {
  const inHeader = /^Bearer\s+(.+)$/i.exec(req.headers.authorization ?? '')?.[1]?.trim();
  const token = inHeader ?? (body.kind === 'json' ? null : text(args, 'token'));
  if (method.token === 'none') return;
  if (!token) throw new SlackError('not_authed');
  const { bot, appToken } = world.cast;
  if (token !== bot.token && token !== appToken) throw new SlackError('invalid_auth');
  const right = method.token === 'app' ? appToken : bot.token;
  if (token !== right) throw new SlackError('not_allowed_token_type');
}

async function readCall(req: IncomingMessage): Promise<Body> {
  try {
    const body = await readBody(req, bodyCap);
    if (body.kind === 'other') throw new SlackError('invalid_post_type');
    return body;
  } catch (error) {
    if (!(error instanceof BodyError)) throw error;
    if (error.status === 413) throw new SlackError('request_too_large', {}, { status: 413 });
    const json = (req.headers['content-type'] ?? '').includes('json');
    if (!json) throw new SlackError('invalid_form_data');
    throw new SlackError(error.message.includes('expected') ? 'json_not_object' : 'invalid_json');
  }
}

function queryOf(req: IncomingMessage): Json {
  const at = (req.url ?? '').indexOf('?');
  return at < 0 ? {} : Object.fromEntries(new URLSearchParams((req.url ?? '').slice(at)));
}

function breakCall(fault: Fault): Outcome {
  if (fault.kind === '429') {
    const headers = { 'retry-after': String(fault.retryAfter) };
    return { status: 429, body: { ok: false, error: 'ratelimited' }, headers };
  }
  if (fault.kind === '500') return { status: 500, body: { ok: false, error: 'internal_error' }, headers: {} };
  if (fault.kind === 'error') {
    return { status: 200, body: { ok: false, error: fault.description ?? 'fatal_error' }, headers: {} };
  }
  return null;
}

function refusal(error: unknown): Answer {
  if (error instanceof SlackError) {
    return { status: error.status, body: { ok: false, error: error.code, ...error.extra }, headers: error.headers };
  }
  process.stderr.write(
    `playground: slack: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return { status: 500, body: { ok: false, error: 'internal_error' }, headers: {} };
}

function withWarning(answer: Json, warning: string): Json {
  const metadata = (answer.response_metadata as Json | undefined) ?? {};
  return { ...answer, warning, response_metadata: { ...metadata, warnings: [warning] } };
}

function note(world: World, method: string, at: number, request: Args, answer: Answer): void {
  const { token: _, ...shown } = request;
  world.journal.record({
    at,
    surface: 'slack',
    direction: 'in',
    method,
    request: shown,
    status: answer.status,
    response: answer.body,
    ms: world.now() - at,
  });
}
