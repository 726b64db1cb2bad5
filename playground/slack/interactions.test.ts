import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Json } from './model.ts';
import { startTestSlack, type TestSlack, testCast, until } from './testing.ts';

// A hand-made app on one socket, so that the payloads themselves are seen.

let house: TestSlack;
let socket: WebSocket;
let heard: Json[];
/** What the app answers to the next envelopes of a type; everything else is acked with nothing. */
let answers: Record<string, Json>;

beforeEach(async () => {
  house = await startTestSlack();
  await connect();
});
afterEach(async () => {
  socket.terminate();
  await house.stop();
});

async function connect(): Promise<void> {
  heard = [];
  answers = {};
  const { url } = await house.call('apps.connections.open', {}, testCast.appToken);
  socket = new WebSocket(String(url));
  socket.on('message', (data) => {
    const envelope = JSON.parse(String(data)) as Json;
    if (!envelope.envelope_id) return;
    const payload = envelope.payload as Json;
    heard.push(payload);
    const { envelope_id } = envelope;
    socket.send(JSON.stringify({ envelope_id, payload: answers[String(payload.type ?? payload.command)] ?? {} }));
  });
  await new Promise((resolve) => socket.once('message', resolve));
}

const plain = (text: string) => ({ type: 'plain_text', text });
const modal = (more: Json = {}) => ({
  type: 'modal',
  title: plain('T'),
  callback_id: 'form',
  blocks: [{ type: 'divider' }],
  ...more,
});

async function card(elements: Json[]): Promise<string> {
  const blocks = [{ type: 'actions', block_id: 'b', elements }];
  return String((await house.call('chat.postMessage', { channel: 'C0WORK', text: 'card', blocks })).ts);
}

const button = (action_id: string, value?: string) => ({
  type: 'button',
  action_id,
  text: plain(action_id),
  ...(value ? { value } : {}),
});
const click = (ts: string, actionId: string, more: Json = {}) =>
  house.act({ do: 'click', user: 'U0P1', channel: 'work', ts, actionId, wait: 3000, ...more });
const trigger = async (user = 'U0P1') =>
  String((await house.act({ do: 'shortcut', user, callbackId: 'x', wait: 3000 })).triggerId);
const open = async (view: Json, user = 'U0P1') => house.call('views.open', { trigger_id: await trigger(user), view });
const submit = (viewId: unknown, values: Json = {}) => house.act({ do: 'submit', user: 'U0P1', viewId, values });

it('sends a click with message, container and state', async () => {
  const options = [1, 2].map((n) => ({ text: plain(`n${n}`), value: `v${n}` }));
  const ts = await card([button('go', '7'), { type: 'static_select', action_id: 'pick', options }]);
  await click(ts, 'pick', { selected: 'v2' });
  const { triggerId } = await click(ts, 'go');
  const [picked, pressed] = heard.filter((one) => one.type === 'block_actions');
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

it('lets a trigger open one view, and only in time', async () => {
  const once = await trigger();
  expect(await house.call('views.open', { trigger_id: once, view: modal() })).toMatchObject({ ok: true });
  const again = { trigger_id: once, view: modal() };
  expect(await house.call('views.open', again)).toMatchObject({ error: 'exchanged_trigger_id' });
  expect(await house.call('views.open', { ...again, trigger_id: 'x' })).toMatchObject({ error: 'invalid_trigger_id' });
  expect(await house.call('views.open', { trigger_id: once })).toMatchObject({
    error: 'invalid_arguments',
    response_metadata: { messages: ['[ERROR] missing required field: view'] },
  });
  const hasty = await startTestSlack({ timing: { triggerMs: -1, holdMs: 1 } });
  const { triggerId } = await hasty.act({ do: 'shortcut', user: 'U0P1', callbackId: 'x' });
  expect(await hasty.call('views.open', { trigger_id: triggerId, view: modal() })).toMatchObject({
    error: 'expired_trigger_id',
  });
  await hasty.stop();
});

it('stacks three modals and closes them one by one or all at once', async () => {
  await open(modal({ notify_on_close: true }));
  const push = async () =>
    house.call('views.push', { trigger_id: await trigger(), view: modal({ notify_on_close: true }) });
  const second = (await push()).view as Json;
  const third = (await push()).view as Json;
  expect(third).toMatchObject({ previous_view_id: second.id, root_view_id: second.root_view_id });
  expect(await push()).toMatchObject({ error: 'push_limit_reached' });
  await expect(submit(second.id)).rejects.toThrow('lies under another view');
  await house.act({ do: 'close', user: 'U0P1', viewId: third.id });
  expect(house.views('U0P1')).toHaveLength(2);
  await house.act({ do: 'close', user: 'U0P1', viewId: second.id, all: true });
  expect(house.views('U0P1')).toHaveLength(0);
  const closed = await until(() => {
    const told = heard.filter((one) => one.type === 'view_closed');
    return told.length === 3 ? told : null;
  });
  expect(closed.map((one) => one.is_cleared)).toEqual([false, true, true]);
  expect(await house.call('views.push', { trigger_id: await trigger('U0P2'), view: modal() })).toMatchObject({
    error: 'not_found',
  });
});

it('updates by id, external id and hash, and keeps what was typed', async () => {
  const form = (label: string) =>
    modal({
      external_id: 'ext-1',
      submit: plain('Send'),
      blocks: [
        { type: 'input', block_id: 'i', label: plain(label), element: { type: 'plain_text_input', action_id: 'a' } },
      ],
    });
  const opened = (await open(form('one'))).view as Json;
  expect(await open(modal({ external_id: 'ext-1' }), 'U0P2')).toMatchObject({ error: 'duplicate_external_id' });
  answers.view_submission = { response_action: 'errors', errors: { i: 'no' } };
  await submit(opened.id, { i: { a: 'typed' } });
  const updated = await house.call('views.update', { external_id: 'ext-1', view: form('two'), hash: opened.hash });
  expect(updated).toMatchObject({ view: { id: opened.id, state: { values: { i: { a: { value: 'typed' } } } } } });
  expect(await house.call('views.update', { view_id: opened.id, view: form('x'), hash: opened.hash })).toMatchObject({
    error: 'hash_conflict',
  });
  expect(await house.call('views.update', { view_id: 'V0NONE', view: form('x') })).toMatchObject({
    error: 'not_found',
  });
});

it('does what the answer to a submission says', async () => {
  const send = modal({ submit: plain('Send') });
  const { id } = (await open(send)).view as Json;
  answers.view_submission = { response_action: 'update', view: modal({ title: plain('Second'), submit: plain('S') }) };
  expect(await submit(id)).toMatchObject({ response_action: 'update', viewId: id });
  expect(house.views('U0P1')).toMatchObject([{ id, title: { text: 'Second' } }]);
  answers.view_submission = { response_action: 'push', view: modal({ title: plain('Third') }) };
  const { viewId } = await submit(id);
  expect(house.views('U0P1')).toHaveLength(2);
  answers.view_submission = { response_action: 'update', view: modal({ title: plain('x'.repeat(25)) }) };
  expect(await submit(viewId)).toMatchObject({ failed: 'invalid_arguments' });
  answers.view_submission = { response_action: 'clear' };
  await submit(viewId);
  expect(house.views('U0P1')).toHaveLength(0);
});

it('fills in inputs of every kind, and refuses what the client would', async () => {
  const options = ['a', 'b', 'c'].map((value) => ({ text: plain(value), value }));
  const input = (block_id: string, element: Json, more: Json = {}) => ({
    type: 'input',
    block_id,
    label: plain(block_id),
    element: { action_id: 'v', ...element },
    ...more,
  });
  const blocks = [
    input('words', { type: 'plain_text_input', min_length: 3, max_length: 5 }),
    input('count', { type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: '9' }),
    input('one', { type: 'static_select', options }),
    input('some', { type: 'multi_static_select', options, max_selected_items: 2 }),
    input('checks', { type: 'checkboxes', options }),
    input('radio', { type: 'radio_buttons', options, initial_option: options[1] }),
    input('who', { type: 'users_select' }),
    input('where', { type: 'conversations_select' }),
    input('day', { type: 'datepicker' }),
    input('hour', { type: 'timepicker' }),
    input('photo', { type: 'file_input' }),
    input('note', { type: 'plain_text_input' }, { optional: true }),
  ];
  const { id } = (await open(modal({ blocks, submit: plain('Send') }))).view as Json;
  const empty = await submit(id);
  expect(empty).toMatchObject({ byClient: true, response_action: 'errors' });
  expect(Object.keys(empty.errors as Json).sort()).toEqual(
    ['checks', 'count', 'day', 'hour', 'one', 'photo', 'some', 'where', 'who', 'words'].sort(),
  );
  const { fileId } = await house.act({ do: 'upload', user: 'U0P1', name: 'a.jpg', mime: 'image/jpeg', base64: 'eA==' });
  const good: Json = {
    words: { v: 'pipe' },
    count: { v: 4 },
    one: { v: 'b' },
    some: { v: ['a', 'c'] },
    checks: { v: ['a'] },
    who: { v: 'U0P2' },
    where: { v: 'work' },
    day: { v: '2026-11-22' },
    hour: { v: '09:30' },
    photo: { v: [fileId] },
  };
  const wrong = await submit(id, {
    ...good,
    words: { v: 'too long' },
    count: { v: '9.5' },
    some: { v: ['a', 'b', 'c'] },
  });
  expect(Object.keys(wrong.errors as Json)).toEqual(['words', 'count', 'some']);
  await expect(submit(id, { one: { v: 'z' } })).rejects.toThrow('no option z');
  await expect(submit(id, { nothing: { v: 'z' } })).rejects.toThrow('no input nothing.v');
  expect(heard.some((one) => one.type === 'view_submission')).toBe(false);
  await submit(id, good);
  const sent = heard.find((one) => one.type === 'view_submission')?.view as Json;
  expect((sent.state as Json).values).toMatchObject({
    words: { v: { type: 'plain_text_input', value: 'pipe' } },
    count: { v: { type: 'number_input', value: '4' } },
    one: { v: { selected_option: { value: 'b' } } },
    some: { v: { selected_options: [{ value: 'a' }, { value: 'c' }] } },
    checks: { v: { selected_options: [{ value: 'a' }] } },
    radio: { v: { selected_option: { value: 'b' } } },
    who: { v: { selected_user: 'U0P2' } },
    where: { v: { selected_conversation: 'C0WORK' } },
    day: { v: { selected_date: '2026-11-22' } },
    hour: { v: { selected_time: '09:30' } },
    photo: { v: { files: [{ id: fileId, mimetype: 'image/jpeg' }] } },
    note: { v: { value: null } },
  });
});

it('answers through a response_url five times', async () => {
  const ts = await card([button('go')]);
  await click(ts, 'go');
  const url = String(heard.find((one) => one.type === 'block_actions')?.response_url);
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
  const pressed = heard.find((one) => one.type === 'block_actions') as Json;
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
  expect(heard.at(-1)).toMatchObject({
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
    const seen = heard.map((one) => one.event as Json);
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
