import type { House } from './house.ts';
import type { SeenMessage } from './playground.ts';
import { type Words, wordsOf } from './words.ts';

/** A chat, message by message: for those who must know which answer belongs to which act. */
export type Phone = {
  chat: number;
  words: Words;
  say(text: string): Promise<number>;
  press(message: SeenMessage, label: RegExp): Promise<void>;
  /** The newest message of the bot after message `after` that matches. */
  shown(after: number, pattern: RegExp): Promise<SeenMessage | undefined>;
  act(action: Record<string, unknown>): Promise<{ messageId: number }>;
  /** The end of the chat, for whoever wonders what went wrong. */
  lately(): Promise<string>;
};

export function phone(house: Pick<House, 'playground'>, chat: number, locale: 'ru' | 'en'): Phone {
  const act = (action: Record<string, unknown>) =>
    house.playground.act<{ messageId: number }>({ surface: 'telegram', chat, ...action });
  return {
    chat,
    words: wordsOf(locale),
    act,
    say: async (text) => (await act({ do: 'text', text })).messageId,
    async press(message, label) {
      const button = message.reply_markup?.inline_keyboard.flat().find((one) => label.test(one.text));
      if (!button || !('callback_data' in button)) throw new Error(`no button ${label} under ${message.text}`);
      await act({ do: 'press', messageId: message.message_id, data: button.callback_data });
    },
    async lately() {
      const { messages } = await house.playground.telegram(chat);
      const lines = messages.slice(-12).map((one) => {
        const buttons = one.reply_markup?.inline_keyboard.flat().map((button) => button.text) ?? [];
        return `${one.message_id} ${one.outgoing ? 'bot' : 'me'}: ${one.text ?? one.caption ?? '(a file)'} [${buttons.join(' | ')}]`;
      });
      return `chat ${chat}:\n${lines.join('\n')}`;
    },
    async shown(after, pattern) {
      const { messages } = await house.playground.telegram(chat, after);
      return messages
        .reverse()
        .find((one) => one.outgoing && !one.deleted && pattern.test(one.text ?? one.caption ?? ''));
    },
  };
}
