import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Json } from './model.ts';
import { startTestSlack, type TestSlack, until } from './testing.ts';
import { button, modal, plain, startTestApp, type TestApp } from './testing-app.ts';

let app: TestApp;
let house: TestSlack;

beforeEach(async () => {
  app = await startTestApp();
  house = app.house;
});
afterEach(() => app.stop());

const submit = (viewId: unknown, values: Json = {}) => house.act({ do: 'submit', user: 'U0P1', viewId, values });

it('lets a trigger open one view, and only in time', async () => {
  const once = await app.trigger();
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
  await app.open(modal({ notify_on_close: true }));
  const push = async () =>
    house.call('views.push', { trigger_id: await app.trigger(), view: modal({ notify_on_close: true }) });
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
    const told = app.heard.filter((one) => one.type === 'view_closed');
    return told.length === 3 ? told : null;
  });
  expect(closed.map((one) => one.is_cleared)).toEqual([false, true, true]);
  expect(await house.call('views.push', { trigger_id: await app.trigger('U0P2'), view: modal() })).toMatchObject({
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
  const opened = (await app.open(form('one'))).view as Json;
  expect(await app.open(modal({ external_id: 'ext-1' }), 'U0P2')).toMatchObject({ error: 'duplicate_external_id' });
  app.answers.view_submission = { response_action: 'errors', errors: { i: 'no' } };
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

it('sends along what else is filled in when a button of a modal is pressed', async () => {
  const row = { type: 'actions', elements: [button('look')] };
  const words = { type: 'plain_text_input', action_id: 'a' };
  const input = { type: 'input', block_id: 'i', label: plain('i'), element: words };
  const { id } = (await app.open(modal({ submit: plain('Send'), blocks: [input, row] }))).view as Json;
  await house.act({
    do: 'click',
    user: 'U0P1',
    viewId: id,
    actionId: 'look',
    values: { i: { a: 'half' } },
    wait: 3000,
  });
  const pressed = app.heard.find((payload) => payload.type === 'block_actions');
  expect(pressed).toMatchObject({ view: { state: { values: { i: { a: { value: 'half' } } } } } });
});

it('does what the answer to a submission says', async () => {
  const send = modal({ submit: plain('Send') });
  const { id } = (await app.open(send)).view as Json;
  app.answers.view_submission = {
    response_action: 'update',
    view: modal({ title: plain('Second'), submit: plain('S') }),
  };
  expect(await submit(id)).toMatchObject({ response_action: 'update', viewId: id });
  expect(house.views('U0P1')).toMatchObject([{ id, title: { text: 'Second' } }]);
  app.answers.view_submission = { response_action: 'push', view: modal({ title: plain('Third') }) };
  const { viewId } = await submit(id);
  expect(house.views('U0P1')).toHaveLength(2);
  app.answers.view_submission = { response_action: 'update', view: modal({ title: plain('x'.repeat(25)) }) };
  expect(await submit(viewId)).toMatchObject({ failed: 'invalid_arguments' });
  app.answers.view_submission = { response_action: 'clear' };
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
  const { id } = (await app.open(modal({ blocks, submit: plain('Send') }))).view as Json;
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
  expect(app.heard.some((one) => one.type === 'view_submission')).toBe(false);
  await submit(id, good);
  const sent = app.heard.find((one) => one.type === 'view_submission')?.view as Json;
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
