import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Ack, EnvelopeKind, Sent } from './delivery.ts';
import { nameOf } from './delivery.ts';
import type { Json } from './model.ts';
import type { World } from './world.ts';

type Envelope = {
  id: string;
  kind: EnvelopeKind;
  payload: Json;
  /** Repetitions so far. */
  attempt: number;
  reason: string;
  bornAt: number;
  sentAt: number;
  socket: WebSocket | null;
  timer: NodeJS.Timeout | null;
  settle(ack: Ack): void;
};

type Envelopes = {
  send(kind: EnvelopeKind, payload: Json): Sent;
  acked(id: string, payload: unknown): void;
  /** What this connection held without an ack goes to another one, or waits for the next. */
  lost(socket: WebSocket): void;
  /** A connection is there: what waited goes out. */
  flush(): void;
  clear(): void;
};

/** More than this is not kept for an app that is not there. */
const mostWaiting = 1000;

/**
 * Envelopes on their way. Each goes to one connection (`pick`); an event without ack in time is repeated up to three
 * times, at once, after one and after five minutes. A person's action is not repeated when the app is merely late, as
 * in Slack: their client shows a warning. When its connection dies before the ack it goes to another one, or waits
 * `holdMs` for the next.
 */
export function createEnvelopes(world: World, pick: () => WebSocket | null): Envelopes {
  const open = new Map<string, Envelope>();
  const waiting = new Set<Envelope>();
  const { timing } = world;

  const finish = (envelope: Envelope, ack: Ack) => {
    if (!open.delete(envelope.id)) return;
    if (envelope.timer) clearTimeout(envelope.timer);
    waiting.delete(envelope);
    envelope.settle(ack);
    const error = ack.ok ? null : ack.error;
    world.journal.record({
      at: envelope.bornAt,
      surface: 'slack',
      direction: 'out',
      method: `socket ${nameOf(envelope.kind, envelope.payload)}`,
      request: { envelope_id: envelope.id, retry_attempt: envelope.attempt, payload: envelope.payload },
      status: ack.ok ? 200 : 0,
      response: ack.ok ? ack.payload : { error },
      ms: world.now() - envelope.bornAt,
    });
    if (envelope.kind !== 'events_api') world.feed.tell({ type: 'ack', envelopeId: envelope.id, ok: ack.ok, error });
  };

  const giveUp = (envelope: Envelope) => finish(envelope, { ok: false, error: 'dispatch_failed' });

  const wait = (envelope: Envelope) => {
    envelope.socket = null;
    waiting.add(envelope);
    const [oldest] = waiting;
    if (waiting.size > mostWaiting && oldest) giveUp(oldest);
    if (envelope.timer) clearTimeout(envelope.timer);
    envelope.timer = null;
    if (envelope.kind === 'events_api') return;
    envelope.timer = setTimeout(() => giveUp(envelope), timing.holdMs);
  };

  const put = (envelope: Envelope) => {
    const socket = pick();
    if (!socket) {
      wait(envelope);
      return;
    }
    waiting.delete(envelope);
    envelope.socket = socket;
    envelope.sentAt = world.now();
    if (envelope.timer) clearTimeout(envelope.timer);
    envelope.timer = setTimeout(() => late(envelope), timing.ackMs);
    const { id, kind, payload, attempt, reason } = envelope;
    const retry = kind === 'events_api' ? { retry_attempt: attempt, retry_reason: reason } : {};
    socket.send(
      JSON.stringify({
        envelope_id: id,
        payload,
        type: kind,
        accepts_response_payload: kind !== 'events_api',
        ...retry,
      }),
    );
  };

  const late = (envelope: Envelope) => {
    if (envelope.kind !== 'events_api') finish(envelope, { ok: false, error: 'operation_timeout' });
    else again(envelope, 'timeout', timing.retryMs[envelope.attempt]);
  };

  const again = (envelope: Envelope, reason: string, afterMs: number | undefined) => {
    if (envelope.attempt >= timing.retryMs.length || afterMs === undefined) {
      giveUp(envelope);
      return;
    }
    envelope.attempt += 1;
    envelope.reason = reason;
    envelope.socket = null;
    if (envelope.timer) clearTimeout(envelope.timer);
    if (afterMs === 0) put(envelope);
    else envelope.timer = setTimeout(() => put(envelope), afterMs / timing.speed);
  };

  return {
    send(kind, payload) {
      const id = randomUUID();
      const acked = new Promise<Ack>((settle) => {
        const bornAt = world.now();
        const envelope: Envelope = {
          id,
          kind,
          payload,
          attempt: 0,
          reason: '',
          bornAt,
          sentAt: bornAt,
          socket: null,
          timer: null,
          settle,
        };
        open.set(id, envelope);
        put(envelope);
      });
      return { envelopeId: id, acked };
    },
    acked(id, payload) {
      const envelope = open.get(id);
      if (envelope) finish(envelope, { ok: true, payload });
    },
    lost(socket) {
      for (const envelope of [...open.values()]) {
        if (envelope.socket === socket) again(envelope, 'connection_failed', 0);
      }
    },
    flush() {
      for (const envelope of [...waiting]) {
        if (world.now() - envelope.bornAt > timing.eventHoldMs) giveUp(envelope);
        else put(envelope);
      }
    },
    clear() {
      for (const envelope of [...open.values()]) {
        if (envelope.timer) clearTimeout(envelope.timer);
        envelope.settle({ ok: false, error: 'dispatch_failed' });
      }
      open.clear();
      waiting.clear();
    },
  };
}
