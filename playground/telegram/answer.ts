import type { ServerResponse } from 'node:http';
import { BodyError } from '../wire/body.ts';
import type { Fault, Faults } from '../wire/faults.ts';
import { badRequest, TelegramError, tooLarge, tooManyRequests } from './errors.ts';

/** A fault on every method spares polling, or it would be spent there; an outage spares nothing. */
export function takeFault(faults: Faults, method: string): Fault | null {
  if (method !== 'getUpdates') return faults.take('telegram', method);
  return faults.take('telegram', method, (fault) => fault.method !== '*' || fault.kind === 'outage');
}

/** Refuses the call if that is what the fault does. */
export function throwFault(fault: Fault | null): void {
  if (fault?.kind === '429') throw tooManyRequests(fault.retryAfter);
  if (fault?.kind === '500') throw new TelegramError(500, 'Internal Server Error');
  if (fault?.kind === 'error') {
    const words = fault.description ?? 'Bad Request: fault armed on purpose';
    const code = /^Forbidden/.test(words)
      ? 403
      : /^Conflict/.test(words)
        ? 409
        : /^Unauthorized/.test(words)
          ? 401
          : 400;
    throw new TelegramError(code, words);
  }
}

/** What is answered for an error; anything unforeseen is told on stderr and answered as 500. */
export function refusal(error: unknown): { ok: false; error_code: number; description: string; parameters?: object } {
  if (error instanceof TelegramError) {
    const { code, message, parameters } = error;
    return { ok: false, error_code: code, description: message, ...(parameters ? { parameters } : {}) };
  }
  if (error instanceof BodyError) return refusal(error.status === 413 ? tooLarge() : badRequest(error.message));
  process.stderr.write(`playground: telegram failed: ${error instanceof Error ? error.stack : String(error)}\n`);
  return { ok: false, error_code: 500, description: 'Internal Server Error' };
}

export function send(res: ServerResponse, status: number, answer: object): void {
  if (res.destroyed || res.writableEnded) return;
  const body = Buffer.from(JSON.stringify(answer));
  const retryAfter = (answer as { parameters?: { retry_after?: number } }).parameters?.retry_after;
  res.writeHead(status, {
    'content-type': 'application/json',
    'content-length': body.length,
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  });
  res.end(body);
}

/** What the journal shows in place of uploaded bytes. */
export function namesOf(files: { field: string; name: string; bytes: Buffer }[]): Record<string, string> {
  return Object.fromEntries(files.map((file) => [file.field, `(${file.name || 'file'}, ${file.bytes.length} bytes)`]));
}
