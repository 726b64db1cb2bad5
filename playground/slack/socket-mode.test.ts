import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Json } from './model.ts';
import { startTestSlack, type TestSlack, testCast, until } from './testing.ts';

type Line = { socket: WebSocket; heard: Json[]; closed: boolean; ack(index: number, payload?: unknown): void };

let house: TestSlack;
const lines: Line[] = [];

const timing = { holdMs: 1000, pingMs: 20, speed: 10_000 };

beforeEach(async () => {
  house = await startTestSlack({ timing });
});
afterEach(async () => {
  for (const line of lines.splice(0)) line.socket.terminate();
  await house.stop();
});

/** The same workspace, but with little patience for acks. */
async function impatient(): Promise<void> {
  await house.stop();
  house = await startTestSlack({ timing: { ...timing, ackMs: 60 } });
}

async function connect(): Promise<Line> {
  const { url } = await house.call('apps.connections.open', {}, testCast.appToken);
  const socket = new WebSocket(String(url));
  const line: Line = {
    socket,
    heard: [],
    closed: false,
    ack(index, payload) {
      const { envelope_id } = line.heard[index] ?? {};
      socket.send(JSON.stringify({ envelope_id, ...(payload === undefined ? {} : { payload }) }));
    },
  };
  socket.on('message', (data) => line.heard.push(JSON.parse(String(data)) as Json));
  socket.on('close', () => {
    line.closed = true;
  });
  lines.push(line);
  await until(() => line.heard.length > 0);
  return line;
}

const say = (text: string) => house.act({ do: 'message', user: 'U0P1', channel: 'work', text });
const shortcut = (wait = 0) => house.act({ do: 'shortcut', user: 'U0P1', callbackId: 'x', wait });

it('greets with the number of connections and takes a ticket once', async () => {
  const { url } = await house.call('apps.connections.open', {}, testCast.appToken);
  expect(String(url)).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/playground\/slack\/socket\?ticket=/);
  const first = await connect();
  expect(first.heard[0]).toMatchObject({
    type: 'hello',
    num_connections: 1,
    connection_info: { app_id: testCast.bot.app_id },
  });
  expect((await connect()).heard[0]).toMatchObject({ num_connections: 2 });
  const once = new WebSocket(String(url));
  await new Promise((resolve) => once.on('open', resolve));
  const twice = new WebSocket(String(url));
  await expect(new Promise((resolve, reject) => twice.on('open', resolve).on('error', reject))).rejects.toThrow('408');
  once.terminate();
});

it('pings, and answers pings', async () => {
  const { socket } = await connect();
  await new Promise((resolve) => socket.once('ping', resolve));
  const pong = new Promise((resolve) => socket.once('pong', resolve));
  socket.ping('x');
  await pong;
});

it('hands each envelope to one connection of several', async () => {
  const both = [await connect(), await connect()];
  for (let i = 0; i < 6; i++) await say(`m${i}`);
  const envelopes = () => both.map((line) => line.heard.slice(1));
  await until(() => envelopes().flat().length >= 6);
  const [left = [], right = []] = envelopes();
  expect([left.length, right.length]).toEqual([3, 3]);
  expect(left[0]).toMatchObject({
    type: 'events_api',
    accepts_response_payload: false,
    retry_attempt: 0,
    payload: { type: 'event_callback', event: { type: 'message', channel_type: 'channel', user: 'U0P1' } },
  });
});

it('takes ten connections and sends the eleventh away', async () => {
  for (let i = 0; i < 10; i++) await connect();
  const eleventh = await connect();
  expect(eleventh.heard[0]).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
  await until(() => eleventh.closed);
});

it('repeats an unacknowledged event three times with the same ids', async () => {
  await impatient();
  const line = await connect();
  await say('nobody answers');
  await until(() => line.heard.length === 5);
  const envelopes = line.heard.slice(1);
  expect(envelopes.map((one) => one.retry_attempt)).toEqual([0, 1, 2, 3]);
  expect(envelopes[1]).toMatchObject({ retry_reason: 'timeout' });
  expect(new Set(envelopes.map((one) => (one.payload as Json).event_id)).size).toBe(1);
  await until(() => house.journal.list().find((call) => call.method === 'socket message'));
  expect(line.heard).toHaveLength(5);
});

it('stops repeating once it is acknowledged', async () => {
  await impatient();
  const line = await connect();
  await say('first try fails');
  await until(() => line.heard.length === 3);
  line.ack(2);
  const noted = await until(() => house.journal.list().find((call) => call.method === 'socket message'));
  expect(noted).toMatchObject({ status: 200, request: { retry_attempt: 1 } });
  expect(line.heard).toHaveLength(3);
});

it('does not repeat a click when the app is late: the person sees a warning', async () => {
  await impatient();
  const line = await connect();
  expect(await shortcut(2000)).toMatchObject({ ack: null, failed: 'operation_timeout' });
  expect(line.heard).toHaveLength(2);
});

it('gives what a lost connection held to another one', async () => {
  const [first, second] = [await connect(), await connect()];
  const click = shortcut(2000);
  const holder = await until(() => [first, second].find((line) => line.heard.length === 2));
  holder.socket.terminate();
  const other = holder === first ? second : first;
  await until(() => other.heard.length === 2);
  expect(other.heard[1]?.envelope_id).toBe(holder.heard[1]?.envelope_id);
  other.ack(1, { text: 'done' });
  expect(await click).toMatchObject({ ack: { text: 'done' } });
});

it('keeps events for an app that is away, and clicks for a while', async () => {
  await say('you were out');
  const kept = shortcut(5000);
  const line = await connect();
  await until(() => line.heard.length === 3);
  expect(line.heard.slice(1).map((one) => one.type)).toEqual(['events_api', 'interactive']);
  line.ack(1);
  line.ack(2);
  expect(await kept).toMatchObject({ ack: {} });
  line.socket.terminate();
  await until(() => house.slack.snapshotForPage().connection.connections === 0);
  expect(await shortcut(5000)).toMatchObject({ ack: null, failed: 'dispatch_failed' });
});

it('asks connections to leave and sends them nothing more', async () => {
  const line = await connect();
  await house.act({ do: 'disconnect', reason: 'warning' });
  await until(() => line.heard.length === 2);
  expect(line.heard[1]).toMatchObject({ type: 'disconnect', reason: 'warning', debug_info: {} });
  await say('to the next one');
  const next = await connect();
  await until(() => next.heard.length === 2);
  expect(line.heard).toHaveLength(2);
  next.ack(1);
  await house.act({ do: 'disconnect', cut: true });
  await until(() => next.closed);
});

it('tells the feed what became of a click', async () => {
  await impatient();
  const acks: unknown[] = [];
  house.slack.subscribe((item) => {
    if (item.type === 'ack') acks.push([item.ok, item.error]);
  });
  const line = await connect();
  await shortcut();
  await until(() => line.heard.length === 2);
  line.ack(1);
  await until(() => acks.length === 1);
  await shortcut(2000);
  expect(acks).toEqual([
    [true, null],
    [false, 'operation_timeout'],
  ]);
});
