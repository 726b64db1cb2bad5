import { isObject } from '../args.ts';
import { SlackError } from '../errors.ts';
import type { Json } from '../model.ts';
import { checkBlocks } from './blocks.ts';

/**
 * Blocks of a message, checked. Refuses `invalid_blocks_format` (not a list of objects) and `invalid_blocks`, whose
 * `errors` and `response_metadata.messages` name every problem.
 */
export function checkMessageBlocks(blocks: unknown, hasFile: (reference: Json) => boolean): asserts blocks is Json[] {
  if (!Array.isArray(blocks) || !blocks.every(isObject)) throw new SlackError('invalid_blocks_format');
  const problems: string[] = [];
  checkBlocks(blocks, 'message', '/blocks', (at, message) => problems.push(`${message} [json-pointer:${at}]`), hasFile);
  if (problems.length === 0) return;
  throw new SlackError('invalid_blocks', {
    errors: problems,
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  });
}
