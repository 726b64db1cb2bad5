import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Json } from './model.ts';
import { type TestSlack, until } from './testing.ts';
import { button, plain, startTestApp, type TestApp } from './testing-app.ts';

let app: TestApp;
let house: TestSlack;

beforeEach(async () => {
  app = await startTestApp();
  house = app.house;
});
afterEach(() => app.stop());

async function card(elements: Json[]): Promise<string> {
  const blocks = [{ type: 'actions', block_id: 'b', elements }];
  return String((await house.call('chat.postMessage', { channel: 'C0WORK', text: 'card', blocks })).ts);
}

const click = (ts: string, actionId: string, more: Json = {}) =>
  house.act({ do: 'click', user: 'U0P1', channel: 'work', ts, actionId, wait: 3000, ...more });

it('sends a click with message, container and state', async () => {
  const options = [1, 2].map((n) => ({ text: plain(`n${n}`), value: `v${n}` }));
  const ts = await card([button('go', '7'), { type: 'static_select', action_id: 'pick', options }]);
  await click(ts, 'pick', { selected: 'v2' });
  const { triggerId } = await click(ts, 'go');
  const [picked, pressed] = app.heard.filter((one) => one.type === 'block_actions');
  expect(picked).toMatchObject({ actions: [{ type: 'static_select', selected_option: { value: 'v2' } }] });
  expect(pressed).toMatchObject({
    type: 'block_actions',
    user: { id: 'U0P1', username: 'person1', team_id: 'T0TEST' },
    container: { type: 'message', message_ts: ts, channel_id: 'C0WORK', is_ephemeral: false },
    channel: { id: 'C0WORK', name: 'work' },
    message: { ts, text: 'card', bot_id: 'B0BOT' },
    trigger_id: triggerId,
    actions: [{ type: 'button', block_id: 'b', action_id: 'go', value: '7' }],
    state: { values: { b: { pick: { selected_option: { value: 'v2' } } } } },
  });
  await expect(click(ts, 'gone')).rejects.toThrow('no element gone here; there are: go, pick');
});

it('answers through a response_url five times', async () => {
  const ts = await card([button('go')]);
  await click(ts, 'go');
  const url = String(app.heard.find((one) => one.type === 'block_actions')?.response_url);
  const answer = (body: Json) =>
    fetch(url, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  await answer({ text: 'only for you' });
  await answer({ text: 'for all', response_type: 'in_channel' });
  await answer({ text: 'new card', replace_original: true });
  const [original, own, all] = house.messages();
  expect(original).toMatchObject({ ts, text: 'new card', blocks: [] });
  expect(own).toMatchObject({ text: 'only for you', ephemeralFor: 'U0P1' });
  expect(all).toMatchObject({ text: 'for all' });
  expect((await answer({ text: '' })).status).toBe(400);
  await answer({ delete_original: true });
  expect(house.messages()[0]).toMatchObject({ deleted: true });
  const sixth = await answer({ text: 'x' });
  expect([sixth.status, await sixth.json()]).toEqual([404, { ok: false, error: 'used_url' }]);
});

it('replaces an ephemeral message, which only a response_url can', async () => {
  const blocks = [{ type: 'actions', elements: [button('undo')] }];
  const { message_ts: ts } = await house.call('chat.postEphemeral', {
    channel: 'C0WORK',
    user: 'U0P1',
    text: 'sent',
    blocks,
  });
  await click(String(ts), 'undo');
  const pressed = app.heard.find((one) => one.type === 'block_actions') as Json;
  expect(pressed).toMatchObject({ container: { is_ephemeral: true } });
  expect(pressed.message).toBeUndefined();
  const body = JSON.stringify({ replace_original: true, text: 'taken back' });
  await fetch(String(pressed.response_url), { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  expect(house.messages()).toMatchObject([{ ts, text: 'taken back', ephemeralFor: 'U0P1' }]);
  await expect(click(String(ts), 'undo', { user: 'U0P2' })).rejects.toThrow('does not see');
});

it('publishes a Home and hears its buttons', async () => {
  const home = { type: 'home', blocks: [{ type: 'actions', elements: [button('take', '12')] }] };
  const first = await house.call('views.publish', { user_id: 'U0P1', view: home });
  expect(await house.call('views.publish', { user_id: 'U0P1', view: home, hash: 'old' })).toMatchObject({
    error: 'hash_conflict',
  });
  const { hash } = first.view as Json;
  expect(await house.call('views.publish', { user_id: 'U0P1', view: home, hash })).toMatchObject({ ok: true });
  await house.act({ do: 'click', user: 'U0P1', home: true, actionId: 'take', wait: 3000 });
  expect(app.heard.at(-1)).toMatchObject({
    container: { type: 'view' },
    view: { type: 'home' },
    actions: [{ value: '12' }],
  });
});

it('tells of people, files, mentions and reactions', async () => {
  const files = [{ name: 'leak.jpg', mime: 'image/jpeg', base64: 'eA==' }];
  await house.act({ do: 'message', user: 'U0P1', channel: 'work', text: 'see <!channel> & <@U0BOT>', files });
  const { ts } = await house.call('chat.postMessage', { channel: 'C0WORK', text: 'x' });
  await house.act({ do: 'react', user: 'U0P2', channel: 'work', ts, name: 'eyes' });
  await house.act({ do: 'message', user: 'U0P3', channel: 'im', text: 'psst' });
  await house.act({ do: 'join-team', user: 'U0NEW', name: 'newcomer' });
  await house.act({ do: 'change-user', user: 'U0NEW', set: { deleted: true } });
  const events = await until(() => {
    const seen = app.heard.map((one) => one.event as Json);
    return seen.some((one) => one.type === 'user_change') ? seen : null;
  });
  expect(events).toMatchObject([
    {
      type: 'message',
      subtype: 'file_share',
      text: 'see &lt;!channel&gt; &amp; <@U0BOT>',
      files: [{ name: 'leak.jpg', mimetype: 'image/jpeg' }],
    },
    { type: 'app_mention', user: 'U0P1' },
    { type: 'message', bot_id: 'B0BOT', user: 'U0BOT' },
    { type: 'reaction_added', reaction: 'eyes', user: 'U0P2', item: { ts }, item_user: 'U0BOT' },
    { type: 'message', channel_type: 'im', channel: 'D0P3', text: 'psst' },
    { type: 'team_join', user: { id: 'U0NEW' } },
    { type: 'user_change', user: { deleted: true } },
  ]);
  expect(house.messages()[0]?.pings).toEqual(['U0BOT']);
});
