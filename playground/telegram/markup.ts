import type { InlineKeyboardButton, InlineKeyboardMarkup } from '@grammyjs/types';
import { badRequest } from './errors.ts';
import { normalUrl } from './html.ts';
import type { SentMarkup } from './stored-message.ts';

/** More than this and the server says the markup is too long. */
const maxButtons = 100;

/**
 * The markup of a message, already of the right shape. Refuses as Telegram does: an inline button without an action,
 * with two, with an address that is none, an empty text, too many buttons.
 */
export function readMarkup(
  value: unknown,
  options: { inlineOnly?: boolean; invoice?: boolean } = {},
): SentMarkup | null {
  if (value === undefined) return null;
  const markup = value as SentMarkup;
  if ('inline_keyboard' in markup) {
    const rows = markup.inline_keyboard.filter((row) => row.length > 0);
    const buttons = rows.flat();
    if (buttons.length > maxButtons) throw badRequest('reply markup is too long');
    buttons.forEach((button, index) => {
      checkInlineButton(button, options.invoice === true && index === 0);
    });
    if (options.invoice && buttons.length > 0 && !('pay' in (buttons[0] as object))) {
      throw badRequest('REPLY_MARKUP_BUY_EMPTY');
    }
    return rows.length > 0 ? { inline_keyboard: rows } : null;
  }
  if (options.inlineOnly) throw badRequest('inline keyboard expected');
  if ('keyboard' in markup) {
    const rows = markup.keyboard.filter((row) => row.length > 0);
    if (rows.length === 0) return null;
    if (rows.flat().length > 300) throw badRequest('reply markup is too long');
    for (const button of rows.flat()) {
      const text = typeof button === 'string' ? button : button.text;
      if (text.trim() === '') throw badRequest('keyboard button text must be non-empty');
    }
    return { ...markup, keyboard: rows };
  }
  if ('remove_keyboard' in markup) return markup.remove_keyboard ? markup : null;
  if ('force_reply' in markup) return markup.force_reply ? markup : null;
  return null;
}

/** What of a markup the Bot API shows in a message. */
export function shownMarkup(markup: SentMarkup | null): { reply_markup?: InlineKeyboardMarkup } {
  return markup && 'inline_keyboard' in markup ? { reply_markup: markup } : {};
}

const actions = [
  'url',
  'callback_data',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
] as const;

function checkInlineButton(button: InlineKeyboardButton, mayPay: boolean): void {
  if (button.text.trim() === '') throw badRequest('inline keyboard button text must be non-empty');
  const chosen = actions.filter((action) => (button as unknown as Record<string, unknown>)[action] !== undefined);
  if (chosen.length === 0) {
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  }
  if (chosen.length > 1) {
    throw badRequest("can't parse inline keyboard button: exactly one of the optional fields must be used");
  }
  if ('pay' in button && !mayPay) throw badRequest('BUTTON_TYPE_INVALID');
  if ('url' in button && normalUrl(button.url) === null) {
    throw badRequest(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`);
  }
  if ('web_app' in button && !button.web_app.url.startsWith('https://')) {
    throw badRequest(
      `inline keyboard button Web App URL '${button.web_app.url}' is invalid: Only HTTPS links are allowed`,
    );
  }
}
