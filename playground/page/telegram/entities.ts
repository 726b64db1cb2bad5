import type { MessageEntity } from '@grammyjs/types';

/** A piece of a message: plain text, or an entity around further pieces. */
export type Piece = string | { entity: MessageEntity; children: Piece[]; text: string };

/**
 * Splits a text by its entities (offsets in UTF-16 units, as Telegram counts and as JavaScript does) into a tree.
 * Nested entities become children; an entity that crosses the end of its parent is cut there.
 */
export function splitByEntities(text: string, entities: readonly MessageEntity[] = []): Piece[] {
  const sorted = entities
    .filter((entity) => entity.length > 0 && entity.offset >= 0 && entity.offset < text.length)
    .sort((a, b) => a.offset - b.offset || b.length - a.length);
  return split(text, 0, text.length, sorted);
}

function split(text: string, from: number, to: number, entities: MessageEntity[]): Piece[] {
  const pieces: Piece[] = [];
  let at = from;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    index += 1;
    if (!entity || entity.offset < at) continue;
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset >= end) continue;
    if (entity.offset > at) pieces.push(text.slice(at, entity.offset));
    const inside: MessageEntity[] = [];
    while (index < entities.length) {
      const next = entities[index];
      if (!next || next.offset >= end) break;
      inside.push(next);
      index += 1;
    }
    pieces.push({
      entity,
      text: text.slice(entity.offset, end),
      children: split(text, entity.offset, end, inside),
    });
    at = end;
  }
  if (at < to) pieces.push(text.slice(at, to));
  return pieces;
}

/** Whether the text is nothing but one to three emoji: Telegram shows those large. */
export function isLargeEmoji(text: string): boolean {
  const emoji =
    /^(?:\p{Regional_Indicator}{2}|\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|[\u{1F3FB}-\u{1F3FF}])*){1,3}$/u;
  return emoji.test(text.trim());
}
