import type { InlineKeyboardMarkup, Message, ReplyKeyboardMarkup } from '@grammyjs/types';

export type SentMarkup = InlineKeyboardMarkup | ReplyKeyboardMarkup | { remove_keyboard: true } | { force_reply: true };

export type StoredMessage = {
  /** As the Bot API shows it, but without `reply_to_message`, which is looked up when shown. */
  message: Message;
  /** By the bot. */
  outgoing: boolean;
  replyTo?: number;
  /** The markup as sent, of any kind; messages of the Bot API carry only inline keyboards. */
  markup?: SentMarkup;
  /** How many times it was edited. */
  edits: number;
  deleted?: boolean;
  /** What a payment needs and the message does not show. */
  invoicePayload?: string;
  reactions?: { bot?: string[]; person?: string[] };
};
