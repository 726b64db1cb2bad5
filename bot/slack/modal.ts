import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { plain } from './blocks.ts';
import type { AboutModal } from './payloads.ts';
import type { Speech } from './speech.ts';

/** A form on one screen. `name` is its callback id; titles hold 24 characters. */
export function modal(
  { t }: Speech,
  name: string,
  about: AboutModal,
  words: { title: string; submit: string },
  blocks: KnownBlock[],
): ModalView {
  return {
    type: 'modal',
    callback_id: name,
    private_metadata: JSON.stringify(about),
    title: plain(words.title, 24),
    submit: plain(words.submit, 24),
    close: plain(t('slack.buttons.cancel'), 24),
    blocks,
  };
}

/** A field for words of several lines; 3000 characters at most. */
export function wordsField(
  block: string,
  label: string,
  more: { initial?: string; hint?: string; isOptional?: boolean; lines?: 'one' | 'many' } = {},
): InputBlock {
  const { initial, hint, isOptional = false, lines = 'many' } = more;
  return {
    type: 'input',
    block_id: block,
    label: plain(label, 2000),
    optional: isOptional,
    element: {
      type: 'plain_text_input',
      action_id: block,
      multiline: lines === 'many',
      max_length: 3000,
      ...(initial ? { initial_value: initial.slice(0, 3000) } : {}),
    },
    ...(hint ? { hint: plain(hint, 2000) } : {}),
  };
}

/** A field for photos and files. */
export function filesField(block: string, label: string, filetypes?: string[]): InputBlock {
  return {
    type: 'input',
    block_id: block,
    label: plain(label, 2000),
    optional: true,
    element: { type: 'file_input', action_id: block, max_files: 10, ...(filetypes ? { filetypes } : {}) },
  };
}

/** Emoji and signs are no words: a report, a question and a reason need at least a letter or a digit. */
export function hasMeaning(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
