import { randomBytes } from 'node:crypto';
import type { Json } from '../model.ts';

/**
 * Blocks as Slack gives them back: block and action ids filled in, plain_text with `emoji`, mrkdwn with `verbatim`.
 * The input is not changed.
 */
export function completeBlocks(blocks: readonly Json[]): Json[] {
  return blocks.map((block) => {
    const copy = completeTexts(block) as Json;
    copy.block_id ??= freshId();
    for (const element of interactiveElements(copy)) element.action_id ??= freshId();
    return copy;
  });
}

/** The elements of a block that a person can act upon. */
export function interactiveElements(block: Json): Json[] {
  const found: Json[] = [];
  if (block.type === 'actions' || block.type === 'context_actions') found.push(...((block.elements as Json[]) ?? []));
  if (block.type === 'section' && block.accessory) found.push(block.accessory as Json);
  if (block.type === 'input' && block.element) found.push(block.element as Json);
  return found.filter((element) => element.type !== 'image');
}

const verbatimTypes = new Set(['plain_text', 'mrkdwn']);

function completeTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(completeTexts);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Json = {};
  for (const [name, member] of Object.entries(value)) if (member !== undefined) copy[name] = completeTexts(member);
  if (typeof copy.type === 'string' && verbatimTypes.has(copy.type) && typeof copy.text === 'string') {
    if (copy.type === 'plain_text') copy.emoji ??= true;
    else copy.verbatim ??= false;
  }
  return copy;
}

function freshId(): string {
  return randomBytes(4).toString('base64url').slice(0, 5);
}
