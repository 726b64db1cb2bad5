import { WebSocket } from 'ws';
import type { Json } from './model.ts';
import { startTestSlack, type TestSlack, testCast } from './testing.ts';

/** A hand-made app on one socket, so that a test sees the payloads themselves. */
export type TestApp = {
  house: TestSlack;
  /** Payloads in the order they came. */
  heard: Json[];
  /** What the next envelopes of a type are acked with; everything else is acked with nothing. */
  answers: Record<string, Json>;
  /** A trigger_id that a person has just caused. */
  trigger(user?: string): Promise<string>;
  /** Opens a view on a person's screen. */
  open(view: Json, user?: string): Promise<Json>;
  stop(): Promise<void>;
};

export async function startTestApp(): Promise<TestApp> {
  const house = await startTestSlack();
  const heard: Json[] = [];
  const answers: Record<string, Json> = {};
  const { url } = await house.call('apps.connections.open', {}, testCast.appToken);
  const socket = new WebSocket(String(url));
  socket.on('message', (data) => {
    const envelope = JSON.parse(String(data)) as Json;
    if (!envelope.envelope_id) return;
    const payload = envelope.payload as Json;
    heard.push(payload);
    const { envelope_id } = envelope;
    socket.send(JSON.stringify({ envelope_id, payload: answers[String(payload.type ?? payload.command)] ?? {} }));
  });
  await new Promise((resolve) => socket.once('message', resolve));
  const trigger = async (user = 'U0P1') =>
    String((await house.act({ do: 'shortcut', user, callbackId: 'x', wait: 3000 })).triggerId);
  return {
    house,
    heard,
    answers,
    trigger,
    open: async (view, user) => house.call('views.open', { trigger_id: await trigger(user), view }),
    async stop() {
      socket.terminate();
      await house.stop();
    },
  };
}

export const plain = (text: string): Json => ({ type: 'plain_text', text });

export const button = (action_id: string, value?: string): Json => ({
  type: 'button',
  action_id,
  text: plain(action_id),
  ...(value ? { value } : {}),
});

/** The smallest modal, with what a test is about. */
export const modal = (more: Json = {}): Json => ({
  type: 'modal',
  title: plain('T'),
  callback_id: 'form',
  blocks: [{ type: 'divider' }],
  ...more,
});
