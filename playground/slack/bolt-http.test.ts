import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestSlack, type TestSlack, testCast, until } from './testing.ts';

let house: TestSlack;
let app: App;
let server: Server;
let url: string;

beforeAll(async () => {
  house = await startTestSlack({ timing: { speed: 1000 } });
  const receiver = new HTTPReceiver({
    signingSecret: testCast.signingSecret,
    endpoints: ['/slack/events'],
    logLevel: LogLevel.ERROR,
  });
  app = new App({
    token: testCast.bot.token,
    receiver,
    clientOptions: { slackApiUrl: house.root },
    logLevel: LogLevel.ERROR,
  });
  app.event('app_home_opened', async ({ event, client }) => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'My queue' } }];
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
  });
  app.command('/ticket', async ({ ack, command }) => {
    await ack(command.text === 'public' ? { response_type: 'in_channel', text: 'for all' } : `list of ${command.text}`);
  });
  app.shortcut('new_ticket', async ({ ack, shortcut, client }) => {
    await ack();
    await client.views.open({
      trigger_id: shortcut.trigger_id,
      view: { type: 'modal', title: { type: 'plain_text', text: 'New' }, blocks: [{ type: 'divider' }] },
    });
  });
  app.shortcut('to_ticket', async ({ ack, shortcut, respond }) => {
    await ack();
    if (shortcut.type === 'message_action') await respond(`made of: ${shortcut.message.text}`);
  });
  server = (await app.start({ port: 0, host: '127.0.0.1' })) as Server;
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
});

afterAll(async () => {
  server.closeAllConnections();
  await app.stop();
  await house.stop();
});

it('proves itself by the challenge before anything is sent', async () => {
  await expect(house.act({ do: 'connect-http', url: url.replace('events', 'nowhere') })).rejects.toThrow('challenge');
  await house.act({ do: 'connect-http', url });
  expect(house.slack.snapshotForPage().connection).toEqual({ mode: 'http', connections: 0, url });
});

it('delivers events signed so that Bolt takes them', async () => {
  await house.act({ do: 'open-home', user: 'U0P1' });
  const home = await until(() => (house.slack.transcript({}).homes as Record<string, unknown>).U0P1);
  expect(home).toMatchObject({ type: 'home', blocks: [{ text: { text: 'My queue' } }] });
});

it('shows what a command answers: to one person, or to all', async () => {
  const run = (text: string) =>
    house.act({ do: 'command', user: 'U0P2', channel: 'work', command: '/ticket', text, wait: 3000 });
  expect(await run('mine')).toMatchObject({ ack: 'list of mine' });
  expect(house.messages().find((one) => one.text === 'list of mine')).toMatchObject({ ephemeralFor: 'U0P2' });
  await run('public');
  expect(house.messages().find((one) => one.text === 'for all')?.ephemeralFor).toBeUndefined();
});

it('runs shortcuts of both kinds', async () => {
  await house.act({ do: 'shortcut', user: 'U0P3', callbackId: 'new_ticket', wait: 3000 });
  await until(() => house.views('U0P3').length === 1);
  const { ts } = await house.act({ do: 'message', user: 'U0P3', channel: 'work', text: 'No light' });
  await house.act({ do: 'message-shortcut', user: 'U0P4', callbackId: 'to_ticket', channel: 'work', ts });
  const answer = await until(() => house.messages().find((one) => one.text === 'made of: No light'));
  expect(answer.ephemeralFor).toBe('U0P4');
});

it('repeats an event that failed, and says which time it is', async () => {
  const nowhere = 'http://127.0.0.1:9/slack/events';
  await house.act({ do: 'connect-http', url: nowhere, verify: false });
  const before = house.journal.list().at(-1)?.n ?? 0;
  await house.act({ do: 'open-home', user: 'U0P5' });
  const tries = await until(() => {
    const calls = house.journal.list(before).filter((call) => call.method === 'http app_home_opened');
    return calls.length === 4 ? calls : null;
  });
  expect(tries.map((call) => call.request)).toMatchObject([
    {},
    { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'connection_failed' },
    { 'x-slack-retry-num': '2' },
    { 'x-slack-retry-num': '3' },
  ]);
  const click = await house.act({ do: 'shortcut', user: 'U0P5', callbackId: 'new_ticket', wait: 3000 });
  expect(click).toMatchObject({ ack: null, failed: 'dispatch_failed' });
});
