import type { Update } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { readUpdate } from './incoming.ts';

const from = { id: 7, is_bot: false, first_name: "<b>O'Neil", last_name: '& _co_`', language_code: 'ru' };
const chat = { id: 7, type: 'private' as const, first_name: 'x' };
const message = (more: object) => ({ message_id: 5, date: 1, chat, from, ...more });
const read = (update: object) => readUpdate({ update_id: 42, ...update } as Update, 1);

describe('what an update says', () => {
  it('reads a tap with its route and its message', () => {
    const tap = read({
      callback_query: { id: 'q', from, chat_instance: 'c', data: 'home', message: message({ text: 'x' }) },
    });
    expect(tap).toMatchObject({
      key: 'telegram:1:42',
      kind: 'tap',
      route: 'home',
      messageRef: '7:5',
      address: '7',
      languageCode: 'ru',
    });
  });

  it('keeps a name as it is written', () => {
    expect(read({ message: message({ text: 'hi' }) })).toMatchObject({
      kind: 'text',
      text: 'hi',
      saidName: "<b>O'Neil & _co_`",
    });
  });

  it('marks what was edited or forwarded', () => {
    expect(read({ edited_message: message({ text: 'new' }) })).toMatchObject({ kind: 'text', isEdited: true });
    const origin = { type: 'user', date: 1, sender_user: from };
    expect(read({ message: message({ text: 'fwd', forward_origin: origin }) })).toMatchObject({ isForwarded: true });
  });

  it('takes the largest size of a photo, with its album', () => {
    const photo = [
      { file_id: 'small', file_unique_id: 's', width: 90, height: 90, file_size: 10 },
      { file_id: 'large', file_unique_id: 'l', width: 900, height: 900, file_size: 1000 },
    ];
    expect(read({ message: message({ photo, caption: 'leak', media_group_id: 'g' }) })).toMatchObject({
      kind: 'files',
      text: 'leak',
      groupKey: 'g',
      files: [{ kind: 'photo', source: 'telegram', sourceRef: 'large', sizeBytes: 1000 }],
    });
  });

  it('says that a file over 20 MB is too big to fetch', () => {
    const document = {
      file_id: 'd',
      file_unique_id: 'd',
      file_name: 'a.zip',
      mime_type: 'application/zip',
      file_size: 25_000_000,
    };
    expect(read({ message: message({ document }) })).toMatchObject({
      kind: 'other',
      what: 'too-big',
      sizeBytes: 25_000_000,
    });
  });

  it("believes only one's own contact", () => {
    const own = read({ message: message({ contact: { phone_number: '+79990000001', first_name: 'A', user_id: 7 } }) });
    const other = read({
      message: message({ contact: { phone_number: '+79990000002', first_name: 'B', user_id: 8 } }),
    });
    expect(own).toMatchObject({ kind: 'contact', own: true });
    expect(other).toMatchObject({ kind: 'contact', own: false });
  });

  it('names stickers, places and polls', () => {
    expect(read({ message: message({ sticker: { file_id: 's' } }) })).toMatchObject({ kind: 'other', what: 'sticker' });
    expect(read({ message: message({ location: { latitude: 1, longitude: 1 } }) })).toMatchObject({ what: 'location' });
  });

  it('ignores groups and bots', () => {
    expect(read({ message: { ...message({ text: 'x' }), chat: { id: -1, type: 'group', title: 'g' } } })).toBeNull();
    expect(read({ message: { ...message({ text: 'x' }), from: { ...from, is_bot: true } } })).toBeNull();
    expect(read({ channel_post: message({ text: 'x' }) })).toBeNull();
  });
});
