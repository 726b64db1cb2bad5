import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTelegram, type TestTelegram } from './test-telegram.ts';

let tg: TestTelegram;
let hers: number;
beforeAll(async () => {
  tg = await openTestTelegram();
  await tg.start(1);
  await tg.start(2);
  hers = (await tg.act({ chat: 1, do: 'text', text: 'hers' })).messageId;
});
afterAll(() => tg.stop());

const messages = (chat = 1) => (tg.telegram.transcript({ chat }) as { messages: Record<string, unknown>[] }).messages;
const pageChat = (id: number) => tg.telegram.snapshotForPage().chats.find((chat) => chat.person.id === id);

describe('marks on messages', () => {
  it('copies without a trace and forwards with one', async () => {
    const copy = await tg.call('copyMessage', { chat_id: 2, from_chat_id: 1, message_id: hers });
    expect(messages(2).at(-1)).toMatchObject({ message_id: copy.result.message_id, text: 'hers', outgoing: true });
    expect(messages(2).at(-1)).not.toHaveProperty('forward_origin');
    const forward = await tg.call('forwardMessage', { chat_id: 2, from_chat_id: 1, message_id: hers });
    expect(forward.result).toMatchObject({ text: 'hers', forward_origin: { type: 'user', sender_user: { id: 1 } } });
    const secret = await tg.call('sendMessage', { chat_id: 1, text: 's', protect_content: true });
    expect(await tg.refusal('copyMessage', { chat_id: 2, from_chat_id: 1, message_id: secret.result.message_id })).toBe(
      "400 Bad Request: message has protected content and can't be copied",
    );
  });

  it('pins, unpins, and forgets the pin of a deleted message', async () => {
    const { message_id } = (await tg.call('sendMessage', { chat_id: 1, text: 'pin' })).result;
    await tg.call('pinChatMessage', { chat_id: 1, message_id });
    expect((await tg.call('getChat', { chat_id: 1 })).result.pinned_message).toMatchObject({ text: 'pin' });
    await tg.call('deleteMessage', { chat_id: 1, message_id });
    expect(tg.telegram.transcript({ chat: 1 })).toMatchObject({ pinned: [] });
    expect(await tg.refusal('unpinChatMessage', { chat_id: 1 })).toBe('400 Bad Request: message to unpin not found');
  });

  it('sets one reaction and takes it away', async () => {
    const react = (reaction: object[]) => tg.refusal('setMessageReaction', { chat_id: 1, message_id: hers, reaction });
    expect(await react([{ type: 'emoji', emoji: '👍' }])).toBe('ok');
    expect(messages().find((one) => one.message_id === hers)).toMatchObject({ reactions: { bot: ['👍'] } });
    expect(
      await react([
        { type: 'emoji', emoji: '👍' },
        { type: 'emoji', emoji: '🔥' },
      ]),
    ).toBe('400 Bad Request: REACTIONS_TOO_MANY');
    expect(await react([])).toBe('ok');
    expect(messages().find((one) => one.message_id === hers)).toMatchObject({ reactions: { bot: [] } });
  });

  it('shows the message replied to, one level deep', async () => {
    const first = await tg.call('sendMessage', { chat_id: 1, text: 'r1', reply_parameters: { message_id: hers } });
    expect(first.result.reply_to_message).toMatchObject({ text: 'hers' });
    const second = await tg.call('sendMessage', {
      chat_id: 1,
      text: 'r2',
      reply_parameters: { message_id: first.result.message_id },
    });
    expect(second.result.reply_to_message).toMatchObject({ text: 'r1' });
    expect(second.result.reply_to_message.reply_to_message).toBeUndefined();
    const lost = { message_id: 99999, allow_sending_without_reply: true };
    expect(await tg.refusal('sendMessage', { chat_id: 1, text: 'x', reply_parameters: lost })).toBe('ok');
  });
});

describe('keyboards and the profile', () => {
  it('keeps the reply keyboard until another one or its removal', async () => {
    const keyboard = { keyboard: [[{ text: 'Home' }]], is_persistent: true };
    const { result } = await tg.call('sendMessage', { chat_id: 1, text: 'x', reply_markup: keyboard });
    expect(result.reply_markup).toBeUndefined();
    await tg.call('sendMessage', { chat_id: 1, text: 'y' });
    expect(pageChat(1)?.keyboard).toEqual({ messageId: result.message_id, markup: keyboard });
    await tg.call('sendMessage', { chat_id: 1, text: 'z', reply_markup: { remove_keyboard: true } });
    expect(pageChat(1)?.keyboard).toBeNull();
  });

  it('resolves commands by scope and language', async () => {
    const set = (command: string, more: object = {}) =>
      tg.call('setMyCommands', { commands: [{ command, description: 'd' }], ...more });
    await set('common');
    await set('russian', { language_code: 'ru' });
    await set('mine', { scope: { type: 'chat', chat_id: 2 } });
    const of = (id: number) => pageChat(id)?.commands.map(({ command }) => command);
    expect([of(1), of(2), of(3)]).toEqual([['russian'], ['mine'], ['common']]);
    await tg.call('deleteMyCommands', { scope: { type: 'chat', chat_id: 2 } });
    expect(of(2)).toEqual(['common']);
    expect(await tg.refusal('setMyCommands', { commands: [], scope: { type: 'chat', chat_id: 77 } })).toBe(
      '400 Bad Request: chat not found',
    );
  });

  it('gives the profile in the language asked, else in the default', async () => {
    await tg.call('setMyDescription', { description: 'for all' });
    await tg.call('setMyDescription', { description: 'для всех', language_code: 'ru' });
    const read = async (language_code: string) =>
      (await tg.call('getMyDescription', { language_code })).result.description;
    expect([await read('ru'), await read('en')]).toEqual(['для всех', 'for all']);
    expect(await tg.refusal('setMyDescription', { description: 'x'.repeat(513) })).toBe(
      '400 Bad Request: bot description is too long',
    );
  });
});

describe('people', () => {
  it('tells the bot of blocks, edits and forwards', async () => {
    const offset = (await tg.act({ chat: 2, do: 'text', text: 'first', forward: true })).updateId;
    const own = await tg.act({ chat: 2, do: 'text', text: 'befor' });
    await tg.act({ chat: 2, do: 'edit', messageId: own.messageId, text: 'before' });
    await tg.act({ chat: 2, do: 'block' });
    await expect(tg.act({ chat: 2, do: 'text', text: 'x' })).rejects.toThrow('blocked the bot');
    await tg.act({ chat: 2, do: 'unblock' });
    const { result } = await tg.call('getUpdates', { offset });
    expect(result).toMatchObject([
      { message: { text: 'first', forward_origin: { type: 'hidden_user' } } },
      { message: { text: 'befor' } },
      { edited_message: { text: 'before', message_id: own.messageId, edit_date: expect.any(Number) } },
      { my_chat_member: { old_chat_member: { status: 'member' }, new_chat_member: { status: 'kicked' } } },
      { my_chat_member: { new_chat_member: { status: 'member' } } },
    ]);
  });

  it('splits what no client could send at once', async () => {
    const offset = (await tg.act({ chat: 1, do: 'text', text: 'mark' })).updateId + 1;
    await tg.act({ chat: '1', do: 'text', text: 'ы'.repeat(10_000) });
    const { result } = await tg.call('getUpdates', { offset });
    expect(result.map((update: { message: { text: string } }) => update.message.text.length)).toEqual([
      4096, 4096, 1808,
    ]);
  });

  it('brings strangers, and keeps a name as it is', async () => {
    await expect(tg.act({ chat: 500, do: 'text', text: 'x' })).rejects.toThrow('nobody has the id 500');
    await tg.act({ chat: 500, person: { first_name: '<b>O & _co_', phone: '+1' }, do: 'contact', own: true });
    expect(messages(500)).toMatchObject([
      { contact: { phone_number: '+1', user_id: 500 }, from: { first_name: '<b>O & _co_' } },
    ]);
    await expect(tg.act({ chat: 500, do: 'dance' })).rejects.toThrow('unknown deed dance');
    await expect(tg.act({ chat: -1, do: 'text', text: 'x' })).rejects.toThrow('chat must be');
  });

  it('lets whoever watches know', async () => {
    const heard: string[] = [];
    const stop = tg.telegram.subscribe((event) => heard.push(event.type));
    const { messageId } = await tg.act({ chat: 1, do: 'text', text: 'x' });
    const sent = (await tg.call('sendMessage', { chat_id: 1, text: 'y' })).result.message_id;
    await tg.call('sendChatAction', { chat_id: 1, action: 'typing' });
    await tg.call('editMessageText', { chat_id: 1, message_id: sent, text: 'z' });
    await tg.call('deleteMessages', { chat_id: 1, message_ids: [sent, messageId] });
    stop();
    expect(heard).toEqual(['message', 'message', 'chat-action', 'edit', 'delete']);
    expect(tg.telegram.transcript({ chat: 1 })).toMatchObject({ chatActions: [{ action: 'typing' }] });
  });
});
