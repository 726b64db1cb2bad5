import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTelegram, type TestTelegram, token } from './test-telegram.ts';

let tg: TestTelegram;
beforeAll(async () => {
  tg = await openTestTelegram();
});
afterAll(() => tg.stop());

it('answers getMe over GET, POST, forms and in any letter case', async () => {
  const get = await fetch(`${tg.root}/bot${token}/getme`);
  expect(await get.json()).toMatchObject({
    ok: true,
    result: { id: 700000001, is_bot: true, username: 'domovoy_demo_bot' },
  });
  const form = await fetch(`${tg.root}/bot${token}/GETME`, { method: 'POST', body: new URLSearchParams() });
  expect(form.status).toBe(200);
});

it('tells a wrong token from a wrong method', async () => {
  const wrong = await fetch(`${tg.root}/bot1:abc/getMe`);
  expect([wrong.status, await wrong.json()]).toEqual([
    401,
    { ok: false, error_code: 401, description: 'Unauthorized' },
  ]);
  expect(await tg.refusal('getMoney')).toBe('404 Not Found');
});

it('carries a conversation: a text, an answer, a tap, an edit, a photo', async () => {
  const sent = await tg.act({ chat: 1, do: 'text', text: '/start abc' });
  const { result: updates } = await tg.call('getUpdates', {});
  expect(updates).toHaveLength(1);
  expect(updates[0]).toMatchObject({
    update_id: sent.updateId,
    message: {
      text: '/start abc',
      entities: [{ type: 'bot_command', offset: 0, length: 6 }],
      chat: { id: 1, type: 'private' },
    },
  });
  const { result: message } = await tg.call('sendMessage', {
    chat_id: 1,
    text: '<b>Hi</b> &amp; bye',
    parse_mode: 'HTML',
    reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
  });
  expect(message).toMatchObject({
    text: 'Hi & bye',
    entities: [{ type: 'bold', offset: 0, length: 2 }],
    from: { is_bot: true },
  });
  const pressing = tg.act({ chat: 1, do: 'press', messageId: message.message_id, label: 'Go', wait: 5000 });
  const { result: taps } = await tg.call('getUpdates', { offset: sent.updateId + 1, timeout: 5 });
  expect(taps[0].callback_query).toMatchObject({ data: 'go', message: { message_id: message.message_id } });
  expect(
    (await tg.call('answerCallbackQuery', { callback_query_id: taps[0].callback_query.id, text: 'ok' })).result,
  ).toBe(true);
  expect(await pressing).toMatchObject({ answer: { text: 'ok', show_alert: false } });
  const edited = await tg.call('editMessageText', { chat_id: 1, message_id: message.message_id, text: 'Done' });
  expect(edited.result).toMatchObject({ text: 'Done', edit_date: expect.any(Number) });
  expect(edited.result.reply_markup).toBeUndefined();

  const form = new FormData();
  form.set('chat_id', '1');
  form.set('caption', 'look');
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300"/></svg>';
  form.set('photo', new Blob([svg]), 'a.svg');
  const photo = (await (
    await fetch(`${tg.root}/bot${token}/sendPhoto`, { method: 'POST', body: form })
  ).json()) as never;
  expect(photo).toMatchObject({
    ok: true,
    result: { caption: 'look', photo: [{ width: 90 }, { width: 320 }, { width: 400, height: 300 }] },
  });

  expect(tg.telegram.transcript({ chat: 1 })).toMatchObject({
    messages: [
      { text: '/start abc', outgoing: false },
      { text: 'Done', outgoing: true, edits: 1 },
      { caption: 'look' },
    ],
    callbacks: [{ data: 'go' }],
  });
});
