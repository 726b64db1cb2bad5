import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Live } from './live.ts';
import { shorten } from './live.ts';
import type { PageSource } from './page-state.ts';
import type { Payments } from './payments/payments.ts';
import { isLocal, sendJson } from './respond.ts';
import type { Slack } from './slack/slack.ts';
import type { Telegram } from './telegram/telegram.ts';
import { BodyError, readRaw } from './wire/body.ts';
import { type FaultInput, type Faults, faultKinds, type Surface } from './wire/faults.ts';
import type { Journal } from './wire/journal.ts';

export interface Parts {
  telegram: Telegram;
  slack: Slack;
  payments: Payments;
  journal: Journal;
  faults: Faults;
  live: Live;
  info: object;
  limits: { on: boolean };
  pages: PageSource;
}

/** A photo album of ten in base64 still fits. */
const bodyCap = 160 * 1024 * 1024;

/** What the caller did wrong; becomes 400 with the message as `error`. */
class Refusal extends Error {}

/** Answers everything under `/playground/control/`; 404 for what is unknown, 400 `{ error }` for what is malformed. */
export async function control(parts: Parts, req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
  if (!isLocal(req)) return sendJson(res, 403, { error: 'the control answers on loopback only' });
  const name = url.pathname.replace(/^.*\/control\//, '');
  const route = routes[`${req.method} ${name}`];
  if (!route) return sendJson(res, 404, { error: `no such control: ${req.method} ${name}` });
  try {
    const input = req.method === 'POST' ? await readJson(req) : Object.fromEntries(url.searchParams);
    await route(parts, input, res);
  } catch (error) {
    if (error instanceof BodyError) return sendJson(res, error.status, { ok: false, error: error.message });
    if (error instanceof Refusal) return sendJson(res, 400, { ok: false, error: error.message });
    throw error;
  }
}

type Route = (parts: Parts, input: unknown, res: ServerResponse) => void | Promise<void>;

const routes: Record<string, Route> = {
  'POST act': act,
  'GET transcript': transcript,
  'GET faults': (parts, _input, res) => sendJson(res, 200, { faults: parts.faults.list() }),
  'POST faults': armFault,
  'GET limits': (parts, _input, res) => sendJson(res, 200, { on: parts.limits.on }),
  'POST limits': setLimits,
  'POST reset': reset,
  'GET page': (parts, _input, res) =>
    sendJson(res, 200, {
      info: parts.info,
      telegram: parts.pages.telegram(),
      slack: parts.pages.slack(),
      faults: parts.faults.list(),
      limits: parts.limits.on,
    }),
  'GET file': file,
};

async function act(parts: Parts, input: unknown, res: ServerResponse): Promise<void> {
  const list = Array.isArray(input) ? input : [input];
  const results: object[] = [];
  for (const [index, action] of list.entries()) {
    try {
      const { surface } = record(action, 'an action');
      if (surface !== 'telegram' && surface !== 'slack' && surface !== 'payments')
        throw new Error("surface must be 'telegram', 'slack' or 'payments'");
      results.push(await parts[surface].act(record(action, 'an action')));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return sendJson(res, 400, {
        ok: false,
        error: Array.isArray(input) ? `action ${index}: ${reason}` : reason,
        ...(Array.isArray(input) ? { done: results } : {}),
      });
    }
  }
  sendJson(res, 200, { ok: true, result: Array.isArray(input) ? results : results[0] });
}

function transcript(parts: Parts, input: unknown, res: ServerResponse): void {
  const query = input as Record<string, string>;
  if (query.surface === 'calls') {
    const after = Number(query.after ?? 0);
    if (!Number.isInteger(after)) throw new Refusal('after must be a whole number');
    sendJson(res, 200, { calls: parts.journal.list(after).map(shorten) });
    return;
  }
  if (query.surface !== 'telegram' && query.surface !== 'slack') {
    throw new Refusal("surface must be 'telegram', 'slack' or 'calls'");
  }
  const read = () => parts[query.surface as Surface].transcript(query);
  sendJson(res, 200, refusing(read));
}

function armFault(parts: Parts, input: unknown, res: ServerResponse): void {
  const fault = record(input, 'a fault');
  if (fault.clear === true) {
    parts.faults.clear();
  } else {
    if (fault.surface !== 'telegram' && fault.surface !== 'slack') {
      throw new Refusal("surface must be 'telegram' or 'slack'");
    }
    const kind = faultKinds.find((known) => known === fault.kind);
    if (!kind) throw new Refusal(`kind must be one of ${faultKinds.join(', ')}`);
    optional(fault, 'method', 'string');
    optional(fault, 'description', 'string');
    optional(fault, 'retryAfter', 'number');
    optional(fault, 'delayMs', 'number');
    const times = fault.times ?? 1;
    if (!Number.isInteger(times) || (times as number) === 0 || (times as number) < -1) {
      throw new Refusal('times must be a whole number above 0, or -1 until cleared');
    }
    parts.faults.arm({ ...(fault as unknown as FaultInput), kind });
  }
  parts.live.tell('faults');
  sendJson(res, 200, { ok: true, faults: parts.faults.list() });
}

function setLimits(parts: Parts, input: unknown, res: ServerResponse): void {
  const { on } = record(input, 'limits');
  if (typeof on !== 'boolean') throw new Refusal('on must be true or false');
  parts.limits.on = on;
  parts.telegram.setLimits(on);
  parts.slack.setLimits(on);
  parts.live.tell('limits');
  sendJson(res, 200, { ok: true, on });
}

async function reset(parts: Parts, _input: unknown, res: ServerResponse): Promise<void> {
  parts.faults.clear();
  parts.journal.clear();
  await parts.telegram.reset();
  await parts.slack.reset();
  parts.payments.reset();
  parts.live.tell('reset');
  sendJson(res, 200, { ok: true });
}

/** A file of a Telegram message for an <img> of the page; bots find theirs through getFile. */
async function file(parts: Parts, input: unknown, res: ServerResponse): Promise<void> {
  const { id } = input as Record<string, string | undefined>;
  if (!id) throw new Refusal('id is needed');
  const found = await parts.telegram.file(id);
  if (!found) return sendJson(res, 404, { ok: false, error: 'no such file' });
  // What a stranger sent is shown as a picture or sound and never run as a page of ours.
  const shown = /^(image\/(png|jpeg|gif|webp)|audio\/|video\/)/.test(found.mime);
  const name = encodeURIComponent(found.name ?? 'file');
  res.writeHead(200, {
    'content-type': shown ? found.mime : 'application/octet-stream',
    'content-length': found.bytes.length,
    'content-disposition': shown ? 'inline' : `attachment; filename*=UTF-8''${name}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'max-age=86400',
  });
  res.end(found.bytes);
}

async function readJson(req: IncomingMessage): Promise<unknown> {
  const raw = await readRaw(req, bodyCap);
  try {
    return JSON.parse(raw.length === 0 ? '{}' : raw.toString('utf8'));
  } catch {
    throw new Refusal('the body is not JSON');
  }
}

function record(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal(`${what} must be a JSON object`);
  }
  return value as Record<string, unknown>;
}

function optional(fields: Record<string, unknown>, name: string, type: 'string' | 'number'): void {
  if (fields[name] !== undefined && typeof fields[name] !== type) throw new Refusal(`${name} must be a ${type}`);
}

/** A half refuses by throwing; at this door that is the caller's mistake. */
function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error));
  }
}
