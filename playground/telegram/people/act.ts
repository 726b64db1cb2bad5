import { ActError } from '../errors.ts';
import { pay } from '../payments.ts';
import type { Chat, World } from '../world.ts';
import { sendContact, sendFile, sendLocation, sendPhotos } from './media.ts';
import { press } from './press.ts';
import { react } from './react.ts';
import { type Action, chatOfPerson, needed, number, text } from './receive.ts';
import { editText, setBlocked, writeText } from './write.ts';

type Deed = (world: World, chat: Chat, action: Action) => object | Promise<object>;

const deeds: Record<string, Deed> = {
  text: writeText,
  'press-reply': (world, chat, action) => writeText(world, chat, { ...action, text: action.label }),
  press,
  photo: sendPhotos,
  voice: sendFile,
  video: sendFile,
  document: sendFile,
  sticker: sendFile,
  contact: sendContact,
  location: sendLocation,
  edit: editText,
  block: (world, chat) => setBlocked(world, chat, true),
  react,
  pay: (world, chat, action) => {
    const link = text(action, 'link');
    return pay(world, chat, link ? { link } : { messageId: needed(number(action, 'messageId'), 'messageId') });
  },
  unblock: (world, chat) => setBlocked(world, chat, false),
};

/** Something a person does in their chat with the bot. Refuses with ActError what nobody could do. */
export async function actAsPerson(world: World, raw: unknown): Promise<object> {
  if (typeof raw !== 'object' || raw === null) throw new ActError('an action is an object');
  const given = raw as Action;
  // A query string or a shell gives the id as text.
  const chat = typeof given.chat === 'string' && /^\d+$/.test(given.chat) ? Number(given.chat) : given.chat;
  const action = { ...given, chat };
  const deed = Object.hasOwn(deeds, String(action.do)) ? deeds[action.do] : undefined;
  if (!deed) throw new ActError(`unknown deed ${String(action.do)}; there are: ${Object.keys(deeds).join(', ')}`);
  if (!Number.isSafeInteger(action.chat) || action.chat <= 0) throw new ActError('chat must be the id of a person');
  return deed(world, chatOfPerson(world, action), action);
}
