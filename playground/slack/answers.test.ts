import { createRequire } from 'node:module';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Json } from './model.ts';
import { startTestSlack, type TestSlack } from './testing.ts';

// Every answer is held to the response types of @slack/web-api: no member they do not name, none of another type.

const types = createRequire(import.meta.url)
  .resolve('@slack/web-api')
  .replace(/index\.js$/, 'types/response/index.d.ts');

/**
 * What Slack really sends although those types, collected from samples, leave it out or do not allow null:
 * docs.slack.dev/reference/objects and /methods.
 */
const beyondTheTypes: RegExp[] = [
  /^conversations\.\w+ \/channels?(\/\d+)? .*parent_conversation$/,
  /^users\.conversations \/channels\/\d+\/parent_conversation must be string$/,
  /^conversations\.info \/channel .*(user|priority)$/,
  /^conversations\.history \/channel_actions_ts must be number$/,
  /^conversations\.(history|replies) \/messages\/\d+ .*pinned_to$/,
  /^chat\.update \/message .*attachments$/,
  /^(pins\.list|reactions\.get) .*message .*(attachments|edited|is_locked|latest_reply|reply_\w+|subscribed|thread_ts)$/,
  /^views\.\w+ \/view\/(close|submit) must be object$/,
  /^views\.\w+ \/view\/previous_view_id must be string$/,
  /^views\.\w+ \/view\/state .*values$/,
];

let house: TestSlack;
let validatorOf: (method: string) => ValidateFunction;

beforeAll(async () => {
  house = await startTestSlack();
  const generator = createGenerator({
    path: types,
    skipTypeCheck: true,
    expose: 'all',
    topRef: true,
    additionalProperties: false,
  });
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const known = new Map<string, ValidateFunction>();
  validatorOf = (method) => {
    const name = `${method.replace(/(^|\.)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())}Response`;
    const validator = known.get(name) ?? ajv.compile(withoutBlocks(generator.createSchema(name)) as object);
    known.set(name, validator);
    return validator;
  };
}, 60_000);
afterAll(() => house.stop());

/**
 * Blocks and attachments are left open here: those types know only the blocks that were in the samples (no header in a
 * message, no button in a view), and spelled out they would take half a minute to compile.
 */
function withoutBlocks(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutBlocks);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy: Json = {};
  for (const [name, member] of Object.entries(schema)) copy[name] = openNames.has(name) ? {} : withoutBlocks(member);
  return copy;
}
const openNames = new Set(['blocks', 'title_blocks', 'attachments', 'room', 'root']);

function complaints(method: string, answer: Json): string[] {
  const validate = validatorOf(method);
  if (validate(answer)) return [];
  return (validate.errors ?? [])
    .map((error: ErrorObject) => {
      const { additionalProperty } = error.params as { additionalProperty?: string };
      return `${method} ${error.instancePath} ${error.message} ${additionalProperty ?? ''}`.trim();
    })
    .filter((complaint) => !beyondTheTypes.some((known) => known.test(complaint)));
}

it('answers every method in the shapes of @slack/web-api', async () => {
  const answers: [string, Json][] = [];
  const call = async (method: string, args: Json = {}): Promise<Json> => {
    const token = method === 'apps.connections.open' ? 'xapp-test' : 'xoxb-test';
    const answer = await house.call(method, args, token);
    expect(answer, method).toMatchObject({ ok: true });
    answers.push([method, answer]);
    return answer;
  };
  const plain = (text: string) => ({ type: 'plain_text', text });
  const button = { type: 'button', action_id: 'go', text: plain('Go'), value: '1', confirm: { text: plain('Sure?') } };
  const blocks = [
    { type: 'header', text: plain('H') },
    { type: 'section', text: { type: 'mrkdwn', text: '*x*' }, accessory: button },
    { type: 'context', elements: [{ type: 'mrkdwn', text: 'x' }] },
    { type: 'actions', elements: [button, { type: 'users_select', action_id: 'who' }] },
    { type: 'image', image_url: 'https://a.b/c.png', alt_text: 'c' },
  ];
  const channel = 'C0WORK';

  await call('auth.test');
  await call('apps.connections.open');
  await call('bots.info', { bot: 'B0BOT' });
  await call('team.info');
  const { ts } = await call('chat.postMessage', {
    channel,
    text: 'x',
    blocks,
    attachments: [{ text: 'a', color: '#fff' }],
  });
  await call('chat.postMessage', { channel, text: 'reply', thread_ts: ts });
  await call('chat.postEphemeral', { channel, text: 'x', user: 'U0P1' });
  await call('chat.update', { channel, ts, text: 'y', blocks });
  await call('chat.getPermalink', { channel, message_ts: ts });
  await call('reactions.add', { channel, timestamp: ts, name: 'eyes' });
  await call('reactions.get', { channel, timestamp: ts });
  await call('pins.add', { channel, timestamp: ts });
  await call('pins.list', { channel });
  const files = [{ name: 'leak.jpg', mime: 'image/jpeg', base64: 'eA==' }];
  const shared = await house.act({ do: 'message', user: 'U0P1', channel, text: 'look', files });
  await call('conversations.history', { channel });
  await call('conversations.replies', { channel, ts });
  await call('pins.remove', { channel, timestamp: ts });
  await call('reactions.remove', { channel, timestamp: ts, name: 'eyes' });
  await call('chat.delete', { channel, ts });
  const [fileId] = shared.files as string[];
  await call('files.info', { file: fileId });
  const upload = await call('files.getUploadURLExternal', { filename: 'a.png', length: 1 });
  await fetch(String(upload.upload_url), { method: 'POST', body: 'x' });
  await call('files.completeUploadExternal', { files: [{ id: upload.file_id, title: 'A' }], channel_id: channel });

  await call('users.list', { include_locale: true });
  await call('users.info', { user: 'U0P1' });
  await call('users.info', { user: 'U0BOT' });
  await call('users.lookupByEmail', { email: 'person1@example.test' });
  await call('users.profile.get', { user: 'U0P1' });
  await call('users.conversations', { types: 'public_channel,im' });
  await call('conversations.open', { users: 'U0P1', return_im: true });
  await call('conversations.list', { types: 'public_channel,private_channel,im,mpim' });
  await call('conversations.info', { channel, include_num_members: true });
  await call('conversations.info', { channel: 'D0P1' });
  await call('conversations.members', { channel });
  await call('conversations.join', { channel: 'C0RANDOM' });
  await call('conversations.setTopic', { channel, topic: 't' });
  const made = (await call('conversations.create', { name: 'made' })).channel as Json;
  await call('conversations.invite', { channel: made.id, users: 'U0P1' });
  await call('conversations.archive', { channel: made.id });

  const trigger = async () => (await house.act({ do: 'shortcut', user: 'U0P1', callbackId: 'x' })).triggerId;
  const input = { type: 'input', label: plain('L'), element: { type: 'plain_text_input' } };
  const view = { type: 'modal', title: plain('T'), submit: plain('S'), blocks: [...blocks, input] };
  const opened = await call('views.open', { trigger_id: await trigger(), view });
  await call('views.update', { view_id: (opened.view as Json).id, view });
  await call('views.push', { trigger_id: await trigger(), view });
  await call('views.publish', { user_id: 'U0P1', view: { type: 'home', blocks } });

  // Only now: compiling a schema takes so long that idle connections would be cut meanwhile.
  const found = answers.flatMap(([method, answer]) => complaints(method, answer));
  expect([...new Set(found)].sort()).toEqual([]);
}, 60_000);

it('would notice a wrong shape', () => {
  expect(complaints('auth.test', { ok: true, user_id: 7 })).toEqual(['auth.test /user_id must be string']);
  expect(complaints('auth.test', { ok: true, nick: 'x' })).toEqual([
    'auth.test  must NOT have additional properties nick',
  ]);
});
