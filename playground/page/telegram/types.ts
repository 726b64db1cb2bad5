import type { InlineKeyboardButton, Message } from '@grammyjs/types';
import type { TelegramPage } from '../../page-state.ts';

export type Chat = TelegramPage['chats'][number];

/** A message as the transcript shows it. `outgoing` is the bot's word: true means the bot wrote it. */
export type ShownMessage = Message & {
  outgoing: boolean;
  deleted?: boolean;
  edits?: number;
  reactions?: { bot?: string[]; person?: string[] };
};

export interface CallbackRecord {
  id: string;
  messageId: number;
  data: string;
  answer: { text: string; show_alert: boolean; url: string } | null;
}

export interface Transcript {
  messages: ShownMessage[];
  callbacks: CallbackRecord[];
  chatActions: Array<{ action: string; at: number }> | null;
  pinned: unknown;
}

export type Button = InlineKeyboardButton;
