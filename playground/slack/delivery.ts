import type { Json } from './model.ts';

export type EnvelopeKind = 'events_api' | 'interactive' | 'slash_commands';

/** What the app answered, or why it did not. `failed` is what the person's client shows. */
export type Ack = { ok: true; payload: unknown } | { ok: false; error: 'operation_timeout' | 'dispatch_failed' };

export type Sent = { envelopeId: string; acked: Promise<Ack> };

export type Deliver = (kind: EnvelopeKind, payload: Json) => Sent;

/** For the journal: what kind of thing this envelope carries, such as `message` or `block_actions`. */
export function nameOf(kind: EnvelopeKind, payload: Json): string {
  if (kind === 'slash_commands') return String(payload.command);
  if (kind === 'interactive') return String(payload.type);
  const event = payload.event as Json;
  return event.subtype ? `${event.type}.${event.subtype}` : String(event.type);
}
