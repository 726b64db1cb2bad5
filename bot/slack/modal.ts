import type { InputBlock, KnownBlock, ModalView, Option, PlainTextOption } from '@slack/types';
import { plain } from './blocks.ts';
import type { Desk } from './desk.ts';
import type { AboutModal, Tap } from './payloads.ts';
import type { Speech } from './speech.ts';

/** Opens a form; in place of the modal that the button stood in, if it stood in one. */
export async function showModal(
  { client }: Desk,
  tap: Pick<Tap, 'triggerId' | 'form'>,
  view: ModalView,
): Promise<void> {
  if (tap.form) await client.views.update({ view_id: tap.form.viewId, view });
  else await client.views.open({ trigger_id: tap.triggerId, view });
}

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

/** A modal with buttons and nothing to send. */
export function menuModal(
  { t }: Speech,
  name: string,
  about: AboutModal,
  title: string,
  blocks: KnownBlock[],
): ModalView {
  return {
    type: 'modal',
    callback_id: name,
    private_metadata: JSON.stringify(about),
    title: plain(title, 24),
    close: plain(t('slack.buttons.close'), 24),
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

/** A choice of one, shown as a list to open. `chosen` is the value it begins with. */
export function choiceField(
  block: string,
  label: string,
  options: PlainTextOption[] | { label: string; options: PlainTextOption[] }[],
  more: { chosen?: string | undefined; hint?: string; isOptional?: boolean; placeholder?: string } = {},
): InputBlock {
  const { chosen, hint, isOptional = false, placeholder } = more;
  const groups = options.flatMap((one) => ('options' in one ? [one] : []));
  const single = options.flatMap((one) => ('options' in one ? [] : [one]));
  const initial = [...single, ...groups.flatMap((group) => group.options)].find((one) => one.value === chosen);
  return {
    type: 'input',
    block_id: block,
    label: plain(label, 2000),
    optional: isOptional,
    element: {
      type: 'static_select',
      action_id: block,
      ...(groups.length > 0
        ? { option_groups: groups.map((group) => ({ label: plain(group.label, 75), options: group.options })) }
        : { options: single }),
      ...(initial ? { initial_option: initial } : {}),
      ...(placeholder ? { placeholder: plain(placeholder, 150) } : {}),
    },
    ...(hint ? { hint: plain(hint, 2000) } : {}),
  };
}

/** A choice of one among a few, all of them shown. */
export function radioField(block: string, label: string, options: Option[], chosen?: string): InputBlock {
  const initial = options.find((one) => one.value === chosen);
  return {
    type: 'input',
    block_id: block,
    label: plain(label, 2000),
    element: {
      type: 'radio_buttons',
      action_id: block,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

/** Some of a few, at most ten, all of them shown; `chosen` are the values it begins with. */
export function checkField(
  block: string,
  label: string,
  options: PlainTextOption[],
  chosen: readonly string[] = [],
  isOptional = false,
): InputBlock {
  const initial = options.filter((one) => chosen.includes(one.value ?? ''));
  return {
    type: 'input',
    block_id: block,
    label: plain(label, 2000),
    optional: isOptional,
    element: {
      type: 'checkboxes',
      action_id: block,
      options,
      ...(initial.length > 0 ? { initial_options: initial } : {}),
    },
  };
}

/** A day of the calendar; `2026-11-20` to begin with. */
export function dayField(
  block: string,
  label: string,
  more: { initial?: string; hint?: string; isOptional?: boolean } = {},
): InputBlock {
  const { initial, hint, isOptional = false } = more;
  return {
    type: 'input',
    block_id: block,
    label: plain(label, 2000),
    optional: isOptional,
    element: { type: 'datepicker', action_id: block, ...(initial ? { initial_date: initial } : {}) },
    ...(hint ? { hint: plain(hint, 2000) } : {}),
  };
}

/** A time on the wall, `14:30`. */
export function timeField(
  block: string,
  label: string,
  more: { initial?: string; isOptional?: boolean } = {},
): InputBlock {
  const { initial, isOptional = false } = more;
  return {
    type: 'input',
    block_id: block,
    label: plain(label, 2000),
    optional: isOptional,
    element: { type: 'timepicker', action_id: block, ...(initial ? { initial_time: initial } : {}) },
  };
}

/** Emoji and signs are no words: a report, a question and a reason need at least a letter or a digit. */
export function hasMeaning(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
