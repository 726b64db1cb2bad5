import { text } from '../args.ts';
import type { Ack, Sent } from '../delivery.ts';
import type { Json } from '../model.ts';

/** What an action answers: ids at once, and the app's ack when `wait` (ms) allows for it. `ack: null` = none in time. */
export async function withAck(action: Json, sent: Sent, more: Json): Promise<Json> {
  const wait = Number(text(action, 'wait') ?? 0);
  const base = { envelopeId: sent.envelopeId, ...more };
  if (!(wait > 0)) return base;
  return { ...base, ...ackResult(await within(sent.acked, wait)) };
}

/** `ack` is the app's payload; `failed` says why the person's client shows a warning instead. */
function ackResult(ack: Ack | null): Json {
  if (ack === null) return { ack: null };
  return ack.ok ? { ack: ack.payload } : { ack: null, failed: ack.error };
}

export function within<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), ms);
    promise.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
