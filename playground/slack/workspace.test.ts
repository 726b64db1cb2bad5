import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Json } from './model.ts';
import { startTestSlack, type TestSlack, testCast, until } from './testing.ts';

let house: TestSlack;
beforeAll(async () => {
  house = await startTestSlack();
});
afterAll(() => house.stop());

const bearer = { authorization: 'Bearer xoxb-test' };

it('adds and takes reactions and pins once', async () => {
  const { ts } = await house.call('chat.postMessage', { channel: 'C0WORK', text: 'x' });
  const at = { channel: 'C0WORK', timestamp: ts };
  const done = (method: string, more: Json = {}) => house.call(method, { ...at, ...more });
  expect(await done('reactions.add', { name: 'eyes' })).toEqual({ ok: true });
  expect(await done('reactions.add', { name: 'eyes' })).toMatchObject({ error: 'already_reacted' });
  expect(await done('reactions.add', { name: 'Not a name' })).toMatchObject({ error: 'invalid_name' });
  expect(await done('reactions.get')).toMatchObject({
    message: { reactions: [{ name: 'eyes', count: 1, users: ['U0BOT'] }] },
  });
  expect(await done('reactions.remove', { name: 'eyes' })).toEqual({ ok: true });
  expect(await done('reactions.remove', { name: 'eyes' })).toMatchObject({ error: 'no_reaction' });
  expect(await done('pins.add')).toEqual({ ok: true });
  expect(await done('pins.add')).toMatchObject({ error: 'already_pinned' });
  expect(house.slack.transcript({ channel: 'C0WORK' }).pinned).toEqual([ts]);
  expect(await done('pins.remove')).toEqual({ ok: true });
  expect(await done('pins.remove')).toMatchObject({ error: 'no_pin' });
});

it('takes a file in three calls and gives it back for the token', async () => {
  const client = new WebClient(testCast.bot.token, { slackApiUrl: house.root });
  const bytes = Buffer.from('a picture of a leak');
  await client.filesUploadV2({ channel_id: 'C0WORK', file: bytes, filename: 'leak.jpg', initial_comment: 'Look' });
  const message = await until(() => house.messages().find((one) => one.text === 'Look'));
  const [file] = message.files as Json[];
  expect(file).toMatchObject({ name: 'leak.jpg', mimetype: 'image/jpeg', size: bytes.length, channels: ['C0WORK'] });
  const given = await fetch(String(file?.url_private), { headers: bearer });
  expect(Buffer.from(await given.arrayBuffer())).toEqual(bytes);
  const refused = await fetch(String(file?.url_private), { redirect: 'manual' });
  expect(refused.status).toBe(302);
  expect((await fetch(String(file?.url_person))).status).toBe(200);
  expect(await house.call('files.info', { file: 'F0NONE' })).toMatchObject({ error: 'file_not_found' });
  const shown = (slack_file: Json) =>
    house.call('chat.postMessage', {
      channel: 'C0WORK',
      text: 'x',
      blocks: [{ type: 'image', alt_text: 'a leak', slack_file }],
    });
  expect(await shown({ id: file?.id })).toMatchObject({ ok: true });
  expect(await shown({ url: file?.url_private })).toMatchObject({ ok: true });
  expect(await shown({ id: 'F0NONE' })).toMatchObject({
    errors: ['invalid slack file [json-pointer:/blocks/0/slack_file]'],
  });
});

it('creates channels, invites and sets topics', async () => {
  const { channel } = await house.call('conversations.create', { name: 'new-place' });
  const { id } = channel as Json;
  expect(await house.call('conversations.create', { name: 'new-place' })).toMatchObject({ error: 'name_taken' });
  expect(await house.call('conversations.create', { name: 'New Place' })).toMatchObject({
    error: 'invalid_name_specials',
  });
  expect(await house.call('conversations.invite', { channel: id, users: 'U0P1,U0P2' })).toMatchObject({ ok: true });
  expect(await house.call('conversations.invite', { channel: id, users: 'U0P1' })).toMatchObject({
    error: 'already_in_channel',
  });
  expect(await house.call('conversations.members', { channel: id })).toMatchObject({
    members: ['U0BOT', 'U0P1', 'U0P2'],
  });
  expect(await house.call('conversations.setTopic', { channel: id, topic: 'leaks' })).toMatchObject({
    channel: { topic: { value: 'leaks', creator: 'U0BOT' } },
  });
  expect(await house.call('conversations.open', { users: 'U0P9' })).toMatchObject({ channel: { id: 'D0P9' } });
});

it('suffers the faults it was told to suffer', async () => {
  house.faults.arm({ surface: 'slack', method: 'auth.test', kind: '429', retryAfter: 7 });
  const limited = await fetch(`${house.root}auth.test`, { method: 'POST', headers: bearer });
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
  house.faults.arm({ surface: 'slack', kind: 'error', description: 'team_added_to_org' });
  expect(await house.call('auth.test')).toEqual({ ok: false, error: 'team_added_to_org' });
  house.faults.arm({ surface: 'slack', method: 'chat.postMessage', kind: 'lost-answer' });
  await expect(house.call('chat.postMessage', { channel: 'C0WORK', text: 'lost answer' })).rejects.toThrow();
  expect(house.messages().some((one) => one.text === 'lost answer')).toBe(true);
  house.faults.arm({ surface: 'slack', kind: 'outage' });
  await expect(house.call('auth.test')).rejects.toThrow();
  expect(await house.call('auth.test')).toMatchObject({ ok: true });
});

it('limits posts to a channel to a burst and one a second', async () => {
  const strict = await startTestSlack({ limits: true });
  const say = (channel: string) =>
    fetch(`${strict.root}chat.postMessage`, {
      method: 'POST',
      headers: bearer,
      body: new URLSearchParams({ channel, text: 'x' }),
    });
  const started = Date.now();
  let posted = 0;
  while ((await say('C0WORK')).status === 200) posted += 1;
  expect(posted).toBeGreaterThanOrEqual(5);
  expect(posted).toBeLessThanOrEqual(5 + (Date.now() - started) / 1000);
  expect((await say('U0P1')).status).toBe(200);
  const refused = await say('C0WORK');
  expect([refused.headers.get('retry-after'), await refused.json()]).toEqual([
    '1',
    { ok: false, error: 'ratelimited' },
  ]);
  strict.slack.setLimits(false);
  expect((await say('C0WORK')).status).toBe(200);
  await strict.stop();
});

it('keeps everything across a restart and forgets it on reset', async () => {
  const first = await startTestSlack();
  const { ts } = await first.call('chat.postMessage', { channel: 'C0WORK', text: 'remember' });
  await first.act({
    do: 'message',
    user: 'U0P1',
    channel: 'im',
    text: 'a file',
    files: [{ name: 'a.txt', base64: 'eA==' }],
  });
  await first.slack.close();
  const second = await startTestSlack({ dir: first.dir });
  expect(second.messages().map((one) => [one.ts, one.text])).toEqual([[ts, 'remember']]);
  const [file] = (second.messages('D0P1')[0]?.files ?? []) as Json[];
  const address = `${second.baseUrl}/slack/files/as-person/${file?.id}`;
  expect(await (await fetch(address)).text()).toBe('x');
  const later = await second.call('chat.postMessage', { channel: 'C0WORK', text: 'later' });
  expect(String(later.ts) > String(ts)).toBe(true);
  await second.slack.reset();
  expect(second.messages()).toEqual([]);
  expect((await fetch(address)).status).toBe(404);
  await second.stop();
  await first.stop();
});
