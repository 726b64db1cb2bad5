import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openTestTelegram, type TestTelegram, token } from './test-telegram.ts';

const generator = createGenerator({
  path: fileURLToPath(new URL('../../node_modules/@grammyjs/types/mod.d.ts', import.meta.url)),
  tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)),
  type: 'Update',
  skipTypeCheck: true,
  additionalProperties: false,
});
const ajv = new Ajv({ strict: false, allErrors: true });
const text = { type: 'string' };
const fileSchema = {
  type: 'object',
  properties: { file_id: text, file_unique_id: text, file_size: { type: 'number' }, file_path: text },
  required: ['file_id', 'file_unique_id'],
  additionalProperties: false,
};
const validators = new Map<string, ValidateFunction>();

/** The validator of a type by its name in the table of methods, such as `Array of Message`. */
function validatorOf(type: string): ValidateFunction {
  const known = validators.get(type);
  if (known) return known;
  const made = ajv.compile(schemaOf(type));
  validators.set(type, made);
  return made;
}

function schemaOf(type: string): object {
  if (type === 'Boolean') return { const: true };
  if (type === 'String') return { type: 'string' };
  // The generator takes the browser's File for this name.
  if (type === 'File') return fileSchema;
  // getMe promises more than a User.
  if (type === 'User') return generator.createSchema('UserFromGetMe');
  if (!type.startsWith('Array of ')) return generator.createSchema(type);
  const item = schemaOf(type.slice('Array of '.length)) as { definitions?: object; $ref?: string };
  const { definitions, ...rest } = item;
  return { definitions, type: 'array', items: rest };
}

function complaints(type: string, value: unknown): string[] {
  const validate = validatorOf(type);
  return validate(value)
    ? []
    : (validate.errors ?? []).map((e) => `${type}${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
}

const table = JSON.parse(readFileSync(new URL('./bot-api.json', import.meta.url), 'utf8')) as {
  methods: Record<string, { returns: string[] }>;
};

let tg: TestTelegram;
beforeAll(async () => {
  tg = await openTestTelegram();
});
afterAll(() => tg.stop());

it('answers every method, and every update, in the shape of @grammyjs/types', async () => {
  await liveADay();
  const calls = tg.journal.list().filter((call) => call.status === 200);
  const wrong: string[] = [];
  for (const call of calls) {
    const returns = table.methods[call.method]?.returns ?? [];
    const { result } = call.response as { result: unknown };
    const found = returns.map((type) => complaints(type, result));
    if (!found.some((list) => list.length === 0)) wrong.push(`${call.method}: ${found.flat().join('; ')}`);
  }
  expect(wrong).toEqual([]);
  const answered = new Set(calls.map((call) => call.method));
  // Nothing is shipped here, so a shipping query cannot be answered well.
  const missing = Object.keys(table.methods).filter((name) => !answered.has(name) && name !== 'answerShippingQuery');
  expect(missing).toEqual([]);
  const kinds = calls
    .filter((call) => call.method === 'getUpdates')
    .flatMap((call) => (call.response as { result: object[] }).result)
    .flatMap((update) => Object.keys(update).slice(1));
  expect(new Set(kinds)).toEqual(
    new Set([
      'message',
      'edited_message',
      'callback_query',
      'pre_checkout_query',
      'my_chat_member',
      'message_reaction',
    ]),
  );
}, 60_000);

it('notices a wrong shape', () => {
  expect(complaints('Message', { message_id: 1, date: 1, chat: { id: 1, type: 'private', first_name: 'A' } })).toEqual(
    [],
  );
  expect(
    complaints('Message', { message_id: '1', date: 1, chat: { id: 1, type: 'private', first_name: 'A' } }),
  ).not.toEqual([]);
  expect(
    complaints('Message', { message_id: 1, date: 1, sparkle: 1, chat: { id: 1, type: 'private', first_name: 'A' } }),
  ).not.toEqual([]);
});

/** Every method at least once, and every kind of update. */
async function liveADay(): Promise<void> {
  const ok = async (method: string, params: object = {}) => {
    const reply = await tg.call(method, params);
    expect(reply, method).toMatchObject({ ok: true });
    return reply.result;
  };
  const upload = async (method: string, field: string, extra: Record<string, string> = {}) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ chat_id: '1', caption: '<b>c</b>', parse_mode: 'HTML', ...extra }))
      form.set(name, value);
    form.set(field, new Blob(['content']), 'a.bin');
    const response = await fetch(`${tg.root}/bot${token}/${method}`, { method: 'POST', body: form });
    return ((await response.json()) as { result: { document: { file_id: string } } }).result;
  };
  await ok('getUpdates', {
    allowed_updates: [
      'message',
      'edited_message',
      'callback_query',
      'pre_checkout_query',
      'my_chat_member',
      'message_reaction',
    ],
  });
  const hello = await tg.act({ chat: 1, do: 'text', text: '/start x https://example.com' });
  await tg.act({ chat: 1, do: 'edit', messageId: hello.messageId, text: 'hello' });
  await tg.act({ chat: 1, do: 'react', messageId: hello.messageId, emoji: '👍' });
  await tg.act({ chat: 1, do: 'text', text: 'f', forward: true, replyTo: hello.messageId });
  for (const deed of ['photo', 'voice', 'video', 'sticker', 'location']) await tg.act({ chat: 1, do: deed, count: 2 });
  await tg.act({ chat: 1, do: 'document', name: 'a.pdf', mime: 'application/pdf', size: 100 });
  await tg.act({ chat: 1, do: 'contact', own: true });
  await tg.act({ chat: 2, do: 'text', text: 'x' });
  await tg.act({ chat: 2, do: 'block' });

  await ok('getMe');
  const keyboard = {
    inline_keyboard: [
      [
        { text: 'Go', callback_data: 'go' },
        { text: 'Site', url: 'https://example.com' },
      ],
    ],
  };
  const { message_id } = await ok('sendMessage', {
    chat_id: 1,
    text: 'x',
    reply_markup: keyboard,
    reply_parameters: { message_id: hello.messageId },
  });
  await ok('sendMessage', {
    chat_id: 1,
    text: 'x',
    reply_markup: { keyboard: [['Home', { text: 'Phone', request_contact: true }]], is_persistent: true },
  });
  const tap = await tg.act({ chat: 1, do: 'press', messageId: message_id, label: 'Go' });
  await ok('answerCallbackQuery', { callback_query_id: tap.callbackId });
  await ok('editMessageText', { chat_id: 1, message_id, text: '<b>y</b>', parse_mode: 'HTML', reply_markup: keyboard });
  await ok('editMessageReplyMarkup', { chat_id: 1, message_id });
  await ok('getUpdates');
  const photoUpdate = await tg.act({ chat: 1, do: 'photo', caption: 'p' });
  const updates = await ok('getUpdates', { offset: photoUpdate.updateId });
  const photo = updates[0].message.photo[0].file_id;
  const sentPhoto = await ok('sendPhoto', { chat_id: 1, photo, caption: 'c' });
  await ok('editMessageCaption', { chat_id: 1, message_id: sentPhoto.message_id, caption: '/d' });
  const { document } = await upload('sendDocument', 'document');
  await ok('editMessageMedia', {
    chat_id: 1,
    message_id: sentPhoto.message_id,
    media: { type: 'document', media: document.file_id },
  });
  await upload('sendVideo', 'video');
  await upload('sendVoice', 'voice', { duration: '3' });
  await ok('sendMediaGroup', { chat_id: 1, media: [1, 2].map(() => ({ type: 'photo', media: photo, caption: 'c' })) });
  await ok('sendLocation', { chat_id: 1, latitude: 1, longitude: 2 });
  await ok('sendContact', { chat_id: 1, phone_number: '+1', first_name: 'F' });
  await ok('copyMessage', { chat_id: 1, from_chat_id: 1, message_id: sentPhoto.message_id });
  await ok('forwardMessage', { chat_id: 1, from_chat_id: 1, message_id: hello.messageId });
  await ok('sendChatAction', { chat_id: 1, action: 'typing' });
  await ok('setMessageReaction', {
    chat_id: 1,
    message_id: hello.messageId,
    reaction: [{ type: 'emoji', emoji: '👍' }],
  });
  await ok('pinChatMessage', { chat_id: 1, message_id });
  await ok('getChat', { chat_id: 1 });
  await ok('unpinChatMessage', { chat_id: 1 });
  await ok('getChatMember', { chat_id: 1, user_id: 1 });
  await ok('getUserProfilePhotos', { user_id: 1 });
  await ok('getFile', { file_id: photo });
  await payInvoice(ok);
  await ok('setMyCommands', {
    commands: [{ command: 'start', description: 'Begin' }],
    language_code: 'ru',
    scope: { type: 'all_private_chats' },
  });
  await ok('getMyCommands', { language_code: 'ru', scope: { type: 'all_private_chats' } });
  await ok('deleteMyCommands', {});
  for (const what of ['Name', 'Description', 'ShortDescription']) {
    const name = what === 'ShortDescription' ? 'short_description' : what.toLowerCase();
    await ok(`setMy${what}`, { [name]: 'words', language_code: 'en' });
    expect(await ok(`getMy${what}`, { language_code: 'en' })).toEqual({ [name]: 'words' });
  }
  await ok('setChatMenuButton', { menu_button: { type: 'commands' } });
  await ok('getChatMenuButton', { chat_id: 1 });
  await ok('deleteMessage', { chat_id: 1, message_id });
  await ok('deleteMessages', { chat_id: 1, message_ids: [sentPhoto.message_id, 99999] });
  await ok('getUpdates');
  await ok('setWebhook', { url: 'http://127.0.0.1:1/', max_connections: 2, secret_token: 's' });
  await tg.act({ chat: 1, do: 'text', text: 'x' });
  await vi.waitFor(async () => expect((await ok('getWebhookInfo')).last_error_message).toBe('Connection refused'));
  await ok('deleteWebhook');
}

async function payInvoice(ok: (method: string, params: object) => Promise<{ message_id: number }>): Promise<void> {
  const terms = { title: 't', description: 'd', payload: 'p', currency: 'XTR', prices: [{ label: 'l', amount: 1 }] };
  const invoice = await ok('sendInvoice', { chat_id: 1, ...terms });
  await ok('createInvoiceLink', terms);
  const paying = tg.act({ chat: 1, do: 'pay', messageId: invoice.message_id });
  const id = await vi.waitFor(async () => {
    const { result } = await tg.call('getUpdates');
    return result.at(-1).pre_checkout_query.id as string;
  });
  await ok('answerPreCheckoutQuery', { pre_checkout_query_id: id, ok: true });
  await ok('refundStarPayment', { user_id: 1, telegram_payment_charge_id: (await paying).chargeId });
}
