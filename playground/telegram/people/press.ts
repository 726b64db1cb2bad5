import type { InlineKeyboardButton } from '@grammyjs/types';
import { ActError } from '../errors.ts';
import { showMessage } from '../message-index.ts';
import { userOf } from '../post.ts';
import { pushUpdate } from '../updates.ts';
import type { CallbackRecord, Chat, World } from '../world.ts';
import { type Action, needed, number, text } from './receive.ts';

/** How many answered taps are remembered for the transcript. */
const keptCallbacks = 500;

/**
 * A tap on an inline button: by its visible label, or by its data. Data need not be on the keyboard any more (or ever):
 * a client may be late, and a bad one may send anything.
 */
export async function press(world: World, chat: Chat, action: Action): Promise<object> {
  if (chat.blocked) throw new ActError('this person has blocked the bot: unblock first');
  const messageId = needed(number(action, 'messageId'), 'messageId');
  const stored = world.messages.find(chat.id, messageId);
  if (!stored) throw new ActError(`there is no message ${messageId} in this chat`);
  const data = text(action, 'data') ?? dataOf(stored.message.reply_markup?.inline_keyboard ?? [], action);
  if (Buffer.byteLength(data) > 64) throw new ActError('data is longer than 64 bytes');

  const id = world.ids.digits(`callback/${chat.id}/${world.next('callback')}`);
  const callback: CallbackRecord = {
    id,
    chat: chat.id,
    messageId,
    data,
    at: world.clock.now(),
    updateId: null,
    answer: null,
  };
  forgetOld(world);
  callback.updateId = pushUpdate(
    world,
    'callback_query',
    {
      id,
      from: userOf(chat.person),
      message: showMessage(world.messages, stored),
      chat_instance: world.ids.digits(`chat/${chat.id}`),
      data,
    } as never,
    `callback/${chat.id}`,
  );
  world.callbacks.put(id, callback);
  world.publish({ type: 'callback', chat: chat.id, callback });
  const wait = number(action, 'wait');
  if (wait !== undefined && wait > 0) await answered(world, callback, wait);
  return { updateId: callback.updateId, callbackId: id, answer: callback.answer };
}

function dataOf(rows: InlineKeyboardButton[][], action: Action): string {
  const label = needed(text(action, 'label'), 'data or label');
  const button = rows.flat().find((candidate) => candidate.text === label);
  if (!button) {
    const labels = rows.flat().map((candidate) => candidate.text);
    throw new ActError(`no button "${label}" under this message; there are: ${labels.join(' | ') || 'none'}`);
  }
  if (!('callback_data' in button)) throw new ActError(`the button "${label}" does not tell the bot anything`);
  return button.callback_data;
}

function answered(world: World, callback: CallbackRecord, wait: number): Promise<void> {
  return new Promise((resolve) => {
    const stop = world.subscribe((event) => {
      if (event.type === 'callback-answer' && event.callback.id === callback.id) end();
    });
    const timer = setTimeout(() => end(), wait);
    const end = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
  });
}

function forgetOld(world: World): void {
  for (const callback of world.callbacks.values()) {
    if (world.callbacks.size <= keptCallbacks) break;
    // One that may still be answered stays.
    if (!callback.answer && world.clock.now() - callback.at < 150_000) break;
    world.callbacks.delete(callback.id);
  }
}
