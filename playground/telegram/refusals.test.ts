import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTelegram, type TestTelegram, token } from './test-telegram.ts';

let tg: TestTelegram;
let mine: number;
let photo: number;
beforeAll(async () => {
  tg = await openTestTelegram();
  await tg.start(1);
  await tg.start(2);
  mine = (await tg.call('sendMessage', { chat_id: 1, text: 'mine' })).result.message_id;
  const sent = await tg.act({ chat: 1, do: 'photo' });
  photo = (await tg.call('copyMessage', { chat_id: 1, from_chat_id: 1, message_id: sent.messageId })).result.message_id;
});
afterAll(() => tg.stop());

const button = (fields: object) => ({ inline_keyboard: [[{ text: 'b', ...fields }]] });

describe('what is refused, in whose words', () => {
  const cases: [string, object, string][] = [
    ['sendMessage', { chat_id: 1 }, '400 Bad Request: message text is empty'],
    ['sendMessage', { chat_id: 1, text: '' }, '400 Bad Request: message text is empty'],
    ['sendMessage', { chat_id: 1, text: ' \n ' }, '400 Bad Request: text must be non-empty'],
    ['sendMessage', { chat_id: 1, text: 'x'.repeat(4097) }, '400 Bad Request: message is too long'],
    ['sendMessage', { text: 'x' }, '400 Bad Request: chat_id is empty'],
    ['sendMessage', { chat_id: 777, text: 'x' }, '400 Bad Request: chat not found'],
    ['sendMessage', { chat_id: '@nobody', text: 'x' }, '400 Bad Request: chat not found'],
    [
      'sendMessage',
      { chat_id: 1.5, text: 'x' },
      `400 Bad Request: can't parse parameter "chat_id": expected Integer or String`,
    ],
    ['sendMessage', { chat_id: 1, text: { a: 1 } }, `400 Bad Request: can't parse parameter "text": expected String`],
    ['sendMessage', { chat_id: 1, text: 'x', parse_mode: 'wiki' }, '400 Bad Request: unsupported parse_mode'],
    [
      'sendMessage',
      { chat_id: 1, text: 'a <p>b</p>', parse_mode: 'HTML' },
      `400 Bad Request: can't parse entities: Unsupported start tag "p" at byte offset 2`,
    ],
    [
      'sendMessage',
      { chat_id: 1, text: 'x', entities: [{ type: 'bold', offset: 0, length: 5 }] },
      "400 Bad Request: can't parse entities: Entity is out of the text's bounds",
    ],
    [
      'sendMessage',
      { chat_id: 1, text: 'x', reply_markup: '{' },
      "400 Bad Request: can't parse reply keyboard markup JSON object",
    ],
    ['sendMessage', { chat_id: 1, text: 'x', reply_markup: [] }, '400 Bad Request: object expected as reply markup'],
    [
      'sendMessage',
      { chat_id: 1, text: 'x', reply_markup: button({ callback_data: 'ы'.repeat(33) }) },
      '400 Bad Request: BUTTON_DATA_INVALID',
    ],
    [
      'sendMessage',
      { chat_id: 1, text: 'x', reply_markup: button({}) },
      "400 Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [
      'sendMessage',
      { chat_id: 1, text: 'x', reply_markup: { inline_keyboard: [[{ callback_data: 'a' }]] } },
      `400 Bad Request: can't parse inline keyboard button: Can't find field "text"`,
    ],
    [
      'sendMessage',
      { chat_id: 1, text: 'x', reply_markup: button({ url: 'http://localhost/' }) },
      "400 Bad Request: inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL",
    ],
    [
      'sendMessage',
      { chat_id: 1, text: 'x', reply_markup: { keyboard: [[{ text: '' }]] } },
      '400 Bad Request: keyboard button text must be non-empty',
    ],
    [
      'sendMessage',
      { chat_id: 1, text: 'x', reply_parameters: { message_id: 99999 } },
      '400 Bad Request: message to be replied not found',
    ],
    ['editMessageText', { chat_id: 1, message_id: 99999, text: 'x' }, '400 Bad Request: message to edit not found'],
    ['editMessageText', { chat_id: 1, text: 'x' }, '400 Bad Request: message identifier is not specified'],
    ['editMessageText', { text: 'x' }, '400 Bad Request: message identifier is not specified'],
    ['deleteMessage', { chat_id: 1, message_id: 99999 }, '400 Bad Request: message to delete not found'],
    ['copyMessage', { chat_id: 1, from_chat_id: 1, message_id: 99999 }, '400 Bad Request: message to copy not found'],
    [
      'forwardMessage',
      { chat_id: 1, from_chat_id: 1, message_id: 99999 },
      '400 Bad Request: message to forward not found',
    ],
    ['pinChatMessage', { chat_id: 1, message_id: 99999 }, '400 Bad Request: message to pin not found'],
    ['sendPhoto', { chat_id: 1 }, '400 Bad Request: there is no photo in the request'],
    ['sendPhoto', { chat_id: 1, photo: 'no-such-id' }, '400 Bad Request: wrong file identifier/HTTP URL specified'],
    [
      'sendPhoto',
      { chat_id: 1, photo: 'https://example.com/a.png' },
      '400 Bad Request: failed to get HTTP URL content',
    ],
    ['sendDocument', { chat_id: 1, document: 'attach://nothing' }, '400 Bad Request: file "nothing" not found'],
    ['sendMediaGroup', { chat_id: 1, media: [] }, '400 Bad Request: there are no messages to send'],
    ['getFile', { file_id: 'nothing' }, '400 Bad Request: wrong file_id or the file is temporarily unavailable'],
    ['sendChatAction', { chat_id: 1, action: 'dancing' }, '400 Bad Request: wrong parameter action in request'],
    ['sendLocation', { chat_id: 1, latitude: 91, longitude: 0 }, '400 Bad Request: wrong latitude or longitude'],
    [
      'setMessageReaction',
      { chat_id: 1, message_id: 1, reaction: [{ type: 'emoji', emoji: 'x' }] },
      '400 Bad Request: REACTION_INVALID',
    ],
    ['setMyCommands', { commands: [{ command: 'Большая', description: 'x' }] }, '400 Bad Request: BOT_COMMAND_INVALID'],
    [
      'setMyCommands',
      { commands: [{ command: 'a'.repeat(33), description: 'x' }] },
      '400 Bad Request: BOT_COMMAND_INVALID',
    ],
    [
      'setMyCommands',
      { commands: [{ command: 'a' }] },
      `400 Bad Request: can't parse BotCommand: Can't find field "description"`,
    ],
    [
      'setWebhook',
      { url: 'http://example.com/' },
      '400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
    ],
    [
      'setWebhook',
      { url: 'https://example.com/', secret_token: 'нет' },
      '400 Bad Request: secret token contains unallowed characters',
    ],
    ['answerCallbackQuery', { callback_query_id: '1', text: 'x'.repeat(201) }, '400 Bad Request: MESSAGE_TOO_LONG'],
    ['getChatMember', { chat_id: 1, user_id: 55 }, '400 Bad Request: PARTICIPANT_ID_INVALID'],
    ['getUserProfilePhotos', { user_id: 55 }, '400 Bad Request: user not found'],
    ['sendSticker', { chat_id: 1, sticker: 'x' }, '404 Not Found'],
  ];
  it.each(cases.map(([method, params, words]) => ({ method, params, words })))(
    '$method: $words',
    async ({ method, params, words }) => {
      expect(await tg.refusal(method, params)).toBe(words);
    },
  );

  it('tells what cannot be edited and how', async () => {
    const edit = (params: object) => tg.refusal('editMessageText', { chat_id: 1, message_id: mine, ...params });
    expect(await edit({ text: 'mine' })).toBe(
      '400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
    expect(await edit({ text: 'x'.repeat(4097) })).toBe('400 Bad Request: MESSAGE_TOO_LONG');
    expect(await edit({ text: 'x', reply_markup: { keyboard: [[{ text: 'a' }]] } })).toBe(
      '400 Bad Request: inline keyboard expected',
    );
    expect(await edit({ message_id: photo, text: 'x' })).toBe(
      '400 Bad Request: there is no text in the message to edit',
    );
    expect(await tg.refusal('editMessageCaption', { chat_id: 1, message_id: mine, caption: 'x' })).toBe(
      '400 Bad Request: there is no caption in the message to edit',
    );
    const theirs = await tg.act({ chat: 1, do: 'text', text: 'hers' });
    expect(await edit({ message_id: theirs.messageId, text: 'x' })).toBe("400 Bad Request: message can't be edited");
    const { result } = await tg.call('sendMessage', {
      chat_id: 1,
      text: 'k',
      reply_markup: { keyboard: [[{ text: 'a' }]] },
    });
    expect(await edit({ message_id: result.message_id, text: 'x' })).toBe("400 Bad Request: message can't be edited");
  });

  it('measures captions and texts after the markup is taken out', async () => {
    const html = `<b>${'x'.repeat(4096)}</b>`;
    expect(await tg.refusal('sendMessage', { chat_id: 1, text: html, parse_mode: 'HTML' })).toBe('ok');
    const caption = (length: number) =>
      tg.refusal('copyMessage', { chat_id: 1, from_chat_id: 1, message_id: photo, caption: 'y'.repeat(length) });
    expect(await caption(1024)).toBe('ok');
    expect(await caption(1025)).toBe('400 Bad Request: message caption is too long');
  });

  it('lets the bot write only to those who began and have not blocked it', async () => {
    expect(await tg.refusal('sendMessage', { chat_id: 3, text: 'x' })).toBe('ok');
    await tg.act({ chat: 9, person: { first_name: 'New' }, do: 'block' });
    expect(await tg.refusal('sendMessage', { chat_id: 9, text: 'x' })).toBe('400 Bad Request: chat not found');
    await tg.act({ chat: 2, do: 'block' });
    expect(await tg.refusal('sendMessage', { chat_id: 2, text: 'x' })).toBe(
      '403 Forbidden: bot was blocked by the user',
    );
    expect(await tg.refusal('sendChatAction', { chat_id: 2, action: 'typing' })).toBe(
      '403 Forbidden: bot was blocked by the user',
    );
    await tg.act({ chat: 2, do: 'unblock' });
    expect(await tg.refusal('sendMessage', { chat_id: 2, text: 'x' })).toBe('ok');
  });

  it('warns of parameters it does not know and goes on', async () => {
    const before = tg.journal.list().at(-1)?.n ?? 0;
    const sent = await tg.call('sendMessage', { chat_id: 1, text: 'x', disable_web_page_preview: true, sparkle: 1 });
    expect(sent.ok).toBe(true);
    expect(tg.journal.list(before)[0]?.warnings).toEqual([
      'sendMessage: unknown parameter disable_web_page_preview',
      'sendMessage: unknown parameter sparkle',
    ]);
  });

  it('deletes for two days and no longer', async () => {
    const { result } = await tg.call('sendMessage', { chat_id: 1, text: 'old' });
    await tg.act({ do: 'advance', seconds: 48 * 3600 + 5 });
    const old = { chat_id: 1, message_id: result.message_id };
    expect(await tg.refusal('deleteMessage', old)).toBe("400 Bad Request: message can't be deleted for everyone");
    expect(await tg.refusal('editMessageText', { ...old, text: 'still mine' })).toBe('ok');
    const fresh = await tg.call('sendMessage', { chat_id: 1, text: 'new' });
    expect(await tg.refusal('deleteMessage', { chat_id: 1, message_id: fresh.result.message_id })).toBe('ok');
    expect(await tg.refusal('deleteMessage', { chat_id: 1, message_id: fresh.result.message_id })).toBe(
      '400 Bad Request: message to delete not found',
    );
  });

  it('refuses a body that cannot be read', async () => {
    const broken = await fetch(`${tg.root}/bot${token}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"chat_id":',
    });
    expect([broken.status, await broken.json()]).toEqual([
      400,
      { ok: false, error_code: 400, description: "Bad Request: can't parse JSON object" },
    ]);
    expect((await fetch(`${tg.root}/botnonsense/getMe`)).status).toBe(404);
  });
});
