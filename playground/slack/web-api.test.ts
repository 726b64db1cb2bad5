import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Json } from './model.ts';
import { startTestSlack, type TestSlack, testCast } from './testing.ts';

let house: TestSlack;
beforeAll(async () => {
  house = await startTestSlack();
});
afterAll(() => house.stop());

const post = async (method: string, init: RequestInit) => {
  const response = await fetch(house.root + method, { method: 'POST', ...init });
  return (await response.json()) as Json;
};
const bearer = { authorization: 'Bearer xoxb-test' };

it('asks for a token and tells wrong ones apart', async () => {
  expect(await post('auth.test', {})).toEqual({ ok: false, error: 'not_authed' });
  expect(await house.call('auth.test', {}, 'xoxb-other')).toEqual({ ok: false, error: 'invalid_auth' });
  expect(await house.call('auth.test', {}, testCast.appToken)).toMatchObject({ error: 'not_allowed_token_type' });
  expect(await house.call('apps.connections.open')).toMatchObject({ error: 'not_allowed_token_type' });
  expect(await house.call('auth.test')).toMatchObject({ ok: true, user_id: 'U0BOT', bot_id: 'B0BOT' });
});

it('knows no other methods', async () => {
  expect(await house.call('usergroups.list')).toMatchObject({ ok: false, error: 'unknown_method' });
  expect(await house.call('constructor')).toMatchObject({ ok: false, error: 'unknown_method' });
});

it('reads JSON, forms with JSON inside, and multipart alike', async () => {
  const blocks = [{ type: 'divider', block_id: 'd' }];
  const args = { channel: 'C0WORK', text: 'x' };
  const json = await house.call('chat.postMessage', { ...args, blocks });
  const form = new URLSearchParams({ ...args, token: 'xoxb-test', blocks: JSON.stringify(blocks) });
  const urlencoded = await post('chat.postMessage', { body: form });
  const multipart = new FormData();
  for (const [name, value] of form) multipart.set(name, value);
  const answers = [json, urlencoded, await post('chat.postMessage', { body: multipart })];
  for (const answer of answers) expect(answer).toMatchObject({ ok: true, channel: 'C0WORK', message: { blocks } });
});

it('refuses what is no call', async () => {
  const json = { ...bearer, 'content-type': 'application/json' };
  expect(await post('auth.test', { headers: json, body: '{' })).toMatchObject({ error: 'invalid_json' });
  expect(await post('auth.test', { headers: json, body: '[]' })).toMatchObject({ error: 'json_not_object' });
  expect(await post('auth.test', { headers: { ...bearer, 'content-type': 'text/plain' }, body: 'x' })).toMatchObject({
    error: 'invalid_post_type',
  });
  expect(await post('auth.test', { headers: json, body: '{"token":"xoxb-test"}' })).toMatchObject({ ok: true });
  const inBody = { 'content-type': 'application/json' };
  expect(await post('auth.test', { headers: inBody, body: '{"token":"xoxb-test"}' })).toMatchObject({
    error: 'not_authed',
  });
  expect(await post('auth.test', { headers: json, body: '{}' })).toMatchObject({ warning: 'missing_charset' });
});

it('posts only where it may and something', async () => {
  const say = (args: Json) => house.call('chat.postMessage', args);
  expect(await say({ channel: 'C0NONE', text: 'x' })).toMatchObject({ error: 'channel_not_found' });
  expect(await say({ channel: 'C0RANDOM', text: 'x' })).toMatchObject({ error: 'not_in_channel' });
  expect(await say({ channel: 'C0WORK' })).toMatchObject({ error: 'no_text' });
  expect(await say({ channel: 'C0WORK', text: 'x'.repeat(40_001) })).toMatchObject({ error: 'msg_too_long' });
  expect(await say({ channel: 'C0WORK', text: 'x', thread_ts: '1.2' })).toMatchObject({ error: 'invalid_thread_ts' });
  expect(await say({ channel: '#work', text: 'by name' })).toMatchObject({ ok: true, channel: 'C0WORK' });
  expect(await say({ channel: 'U0P1', text: 'to a person' })).toMatchObject({ ok: true, channel: 'D0P1' });
  await house.call('conversations.join', { channel: 'C0RANDOM' });
  expect(await say({ channel: 'C0RANDOM', text: 'x' })).toMatchObject({ ok: true });
  await house.call('conversations.archive', { channel: 'C0RANDOM' });
  expect(await say({ channel: 'C0RANDOM', text: 'x' })).toMatchObject({ error: 'is_archived' });
});

it('changes and deletes its own messages only', async () => {
  const { ts } = await house.call('chat.postMessage', {
    channel: 'C0WORK',
    text: 'one',
    blocks: [{ type: 'divider' }],
  });
  const at = { channel: 'C0WORK', ts };
  expect(await house.call('chat.update', { ...at, text: 'two' })).toMatchObject({ ok: true, text: 'two' });
  const seen = () => house.messages().find((one) => one.ts === ts);
  // Blocks that are not given stay; an empty list takes them away.
  expect(seen()).toMatchObject({ text: 'two', edits: 1, edited: { user: 'U0BOT' }, blocks: [{ type: 'divider' }] });
  await house.call('chat.update', { ...at, text: 'three', blocks: [] });
  expect(seen()?.blocks).toEqual([]);
  expect(await house.call('chat.update', at)).toMatchObject({ error: 'no_text' });
  expect(await house.call('chat.update', { ...at, text: 'x'.repeat(4001) })).toMatchObject({ error: 'msg_too_long' });
  const { ts: theirs } = await house.act({ do: 'message', user: 'U0P1', channel: 'work', text: 'mine' });
  expect(await house.call('chat.update', { channel: 'C0WORK', ts: theirs, text: 'x' })).toMatchObject({
    error: 'cant_update_message',
  });
  expect(await house.call('chat.delete', { channel: 'C0WORK', ts: theirs })).toMatchObject({
    error: 'cant_delete_message',
  });
  expect(await house.call('chat.delete', at)).toMatchObject({ ok: true, ts });
  expect(seen()).toMatchObject({ deleted: true });
  expect(await house.call('chat.update', { ...at, text: 'x' })).toMatchObject({ error: 'message_not_found' });
});

it('shows an ephemeral message to one person', async () => {
  const args = { channel: 'C0WORK', text: 'only you' };
  expect(await house.call('chat.postEphemeral', { ...args, user: 'U0NONE' })).toMatchObject({
    error: 'user_not_found',
  });
  const { message_ts: ts } = await house.call('chat.postEphemeral', { ...args, user: 'U0P3' });
  const seenBy = (user: string) => house.messages('C0WORK', user).some((one) => one.ts === ts);
  expect([seenBy('U0P3'), seenBy('U0P4')]).toEqual([true, false]);
  const { messages } = await house.call('conversations.history', { channel: 'C0WORK' });
  expect((messages as Json[]).some((one) => one.ts === ts)).toBe(false);
  expect(await house.call('chat.update', { ...args, ts })).toMatchObject({ error: 'message_not_found' });
});

it('keeps threads', async () => {
  const { ts } = await house.call('chat.postMessage', { channel: 'C0WORK', text: 'parent' });
  const reply = await house.call('chat.postMessage', { channel: 'C0WORK', text: 'r1', thread_ts: ts });
  const nested = await house.call('chat.postMessage', { channel: 'C0WORK', text: 'r2', thread_ts: reply.ts });
  expect(nested).toMatchObject({ message: { thread_ts: ts, parent_user_id: 'U0BOT' } });
  const thread = await house.call('conversations.replies', { channel: 'C0WORK', ts });
  expect((thread.messages as Json[]).map((one) => one.text)).toEqual(['parent', 'r1', 'r2']);
  expect((thread.messages as Json[])[0]).toMatchObject({ reply_count: 2, latest_reply: nested.ts });
  const { messages } = await house.call('conversations.history', { channel: 'C0WORK', limit: 1 });
  expect(messages).toMatchObject([{ text: 'parent', reply_count: 2 }]);
  await house.call('chat.delete', { channel: 'C0WORK', ts });
  const after = await house.call('conversations.history', { channel: 'C0WORK', limit: 1 });
  expect(after.messages).toMatchObject([{ subtype: 'tombstone', reply_count: 2 }]);
});

it('pages by cursor', async () => {
  const seen: string[] = [];
  let cursor = '';
  do {
    const page = await house.call('users.list', { limit: 20, ...(cursor ? { cursor } : {}) });
    seen.push(...(page.members as Json[]).map((one) => String(one.id)));
    cursor = String((page.response_metadata as Json).next_cursor);
  } while (cursor);
  expect(new Set(seen).size).toBe(56);
  expect(await house.call('users.list', { cursor: 'zzz' })).toMatchObject({ error: 'invalid_cursor' });
});

it('finds people', async () => {
  expect(await house.call('users.lookupByEmail', { email: 'PERSON7@example.test' })).toMatchObject({
    user: { id: 'U0P7', profile: { email: 'person7@example.test' } },
  });
  expect(await house.call('users.lookupByEmail', { email: 'nobody@x.y' })).toMatchObject({ error: 'users_not_found' });
  expect(await house.call('users.info', { user: 'U0NONE' })).toMatchObject({ error: 'user_not_found' });
  expect(await house.call('users.info', { user: 'U0P54' })).toMatchObject({ user: { deleted: true } });
  expect(await house.call('users.info', { user: 'U0P1', include_locale: true })).toMatchObject({
    user: { tz_offset: 10_800, locale: 'en-US', is_bot: false },
  });
});
