import type { InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity } from 'grammy/types';
import type { Button, Part, Text, View } from '#bot/resident/view.ts';

/** Telegram's caps, after entities: https://core.telegram.org/bots/api#sendmessage */
export const textCap = 4096;
export const captionCap = 1024;
export const callbackCap = 64;

export type Rendered = { text: string; entities: MessageEntity[] };

/**
 * A text as Telegram wants it: the words, and entities with offsets in UTF-16 units. Words past `cap` are cut at a whole
 * character with an ellipsis; an empty text becomes a dash, since Telegram refuses one.
 */
export function renderText(text: Text, cap = textCap): Rendered {
  const out: Rendered = { text: '', entities: [] };
  append(out, text);
  if (out.text.trim() === '') return { text: '—', entities: [] };
  if (out.text.length <= cap) return { text: out.text, entities: trimmed(out.entities, out.text.length) };
  const end = cutPoint(out.text, cap - 1);
  return { text: `${out.text.slice(0, end)}…`, entities: trimmed(out.entities, end) };
}

/** The rows of a view; `encode` turns a route into at most 64 bytes of callback data. */
export async function renderRows(
  rows: View['rows'],
  encode: (route: string) => Promise<string>,
): Promise<InlineKeyboardMarkup | undefined> {
  const kept = rows.filter((row) => row.length > 0);
  if (kept.length === 0) return undefined;
  return {
    inline_keyboard: await Promise.all(
      kept.map((row) => Promise.all(row.map((button) => renderButton(button, encode)))),
    ),
  };
}

async function renderButton(button: Button, encode: (route: string) => Promise<string>): Promise<InlineKeyboardButton> {
  if ('url' in button) return { text: button.label, url: button.url };
  return { text: button.label, callback_data: await encode(button.route) };
}

function append(out: Rendered, text: Text): void {
  if (typeof text === 'string') {
    out.text += text;
    return;
  }
  if (Array.isArray(text)) {
    for (const part of text as readonly Part[]) append(out, part);
    return;
  }
  const part = text as Exclude<Part, string>;
  const offset = out.text.length;
  append(out, part.of);
  const length = out.text.length - offset;
  if (length === 0) return;
  if (part.kind === 'link') out.entities.push({ type: 'text_link', offset, length, url: part.url });
  else out.entities.push({ type: part.kind === 'quote' ? 'blockquote' : part.kind, offset, length });
}

/** Entities may not reach past the text. */
function trimmed(entities: MessageEntity[], end: number): MessageEntity[] {
  return entities
    .filter((entity) => entity.offset < end)
    .map((entity) => (entity.offset + entity.length > end ? { ...entity, length: end - entity.offset } : entity))
    .sort((a, b) => a.offset - b.offset || b.length - a.length);
}

/** Never between the halves of a surrogate pair. */
function cutPoint(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  return code >= 0xd800 && code <= 0xdbff ? at - 1 : at;
}
