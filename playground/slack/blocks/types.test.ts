import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { beforeAll, expect, it } from 'vitest';
import { SlackError } from '../errors.ts';
import type { Json } from '../model.ts';
import { checkMessageBlocks } from './message-blocks.ts';

// The hand-written rules against a schema made of @slack/types: what the types refuse, the rules must refuse too.

const types = createRequire(import.meta.url)
  .resolve('@slack/types')
  .replace(/index\.js$/, 'block-kit/blocks.d.ts');
let isKnown: ValidateFunction;

beforeAll(() => {
  const generator = createGenerator({ path: types, skipTypeCheck: true, additionalProperties: false });
  isKnown = new Ajv({ strict: false, validateFormats: false }).compile(generator.createSchema('KnownBlock'));
}, 60_000);

function refuses(block: unknown): string[] {
  try {
    checkMessageBlocks([block], () => true);
    return [];
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return (error.extra.errors as string[]) ?? [error.code];
  }
}

const text = { type: 'plain_text', text: 'x', emoji: true };
const mrkdwn = { type: 'mrkdwn', text: '*x*', verbatim: false };
const confirm = { title: text, text: mrkdwn, confirm: text, deny: text, style: 'danger' };
const option = { text, value: 'v', description: text };
const image = { type: 'image', image_url: 'https://a.b/c.png', alt_text: 'c' };
const pick = { action_id: 'a', placeholder: text, confirm, focus_on_load: true };
const typed = {
  action_id: 'a',
  placeholder: text,
  dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
};
const filter = { include: ['public', 'im'], exclude_bot_users: true };

const forActions: Json[] = [
  {
    type: 'button',
    text,
    action_id: 'a',
    value: 'v',
    url: 'https://a.b',
    style: 'primary',
    confirm,
    accessibility_label: 'x',
  },
  { type: 'static_select', ...pick, options: [option], initial_option: option },
  { type: 'static_select', ...pick, option_groups: [{ label: text, options: [option] }] },
  { type: 'multi_static_select', ...pick, options: [option], initial_options: [option], max_selected_items: 2 },
  { type: 'external_select', ...pick, min_query_length: 2 },
  { type: 'users_select', ...pick, initial_user: 'U1' },
  { type: 'multi_users_select', ...pick, initial_users: ['U1'] },
  { type: 'conversations_select', ...pick, filter, default_to_current_conversation: true },
  { type: 'channels_select', ...pick, initial_channel: 'C1' },
  { type: 'datepicker', ...pick, initial_date: '2026-11-22' },
  { type: 'timepicker', ...pick, initial_time: '09:30', timezone: 'Europe/Moscow' },
  { type: 'datetimepicker', action_id: 'a', initial_date_time: 1_790_000_000 },
  { type: 'checkboxes', action_id: 'a', options: [{ ...option, text: mrkdwn }] },
  { type: 'radio_buttons', action_id: 'a', options: [option], initial_option: option },
  { type: 'overflow', action_id: 'a', options: [option] },
];
const forInput: Json[] = [
  { type: 'plain_text_input', ...typed, multiline: true, min_length: 1, max_length: 9, initial_value: 'x' },
  { type: 'number_input', ...typed, is_decimal_allowed: false, min_value: '1', max_value: '9' },
  { type: 'email_text_input', ...typed },
  { type: 'url_text_input', ...typed },
  { type: 'users_select', ...pick },
];

const samples: Json[] = [
  ...forActions.map((element) => ({ type: 'actions', block_id: 'b', elements: [element] })),
  ...forInput.map((element) => ({
    type: 'input',
    block_id: 'b',
    label: text,
    hint: text,
    optional: true,
    dispatch_action: true,
    element,
  })),
  { type: 'section', text: mrkdwn, fields: [text, mrkdwn], accessory: image, expand: true },
  { type: 'context', elements: [mrkdwn, image] },
  { type: 'header', text },
  { type: 'divider' },
  { ...image, title: text },
  { type: 'markdown', text: '# x' },
];

it('takes what the types take', () => {
  for (const sample of samples) {
    expect(isKnown(sample), JSON.stringify(isKnown.errors)).toBe(true);
    expect(refuses(sample)).toEqual([]);
  }
});

it('refuses whatever the types refuse, each member of each sample left out or spoilt in turn', () => {
  const missed: string[] = [];
  let refused = 0;
  for (const sample of samples) {
    for (const [spoilt, how] of spoil(sample)) {
      if (isKnown(spoilt)) continue;
      refused += 1;
      if (refuses(spoilt).length === 0) missed.push(`${String(sample.type)}: ${how}`);
    }
  }
  expect(refused).toBeGreaterThan(500);
  expect([...new Set(missed)]).toEqual([]);
});

/** The sample with one member, at any depth, absent, of another type, or joined by a strange one. */
function* spoil(value: Json, path = ''): Generator<[Json, string]> {
  yield [{ ...value, strange: 1 }, `${path}/strange added`];
  for (const [name, member] of Object.entries(value)) {
    const at = `${path}/${name}`;
    const { [name]: _, ...without } = value;
    yield [without, `${at} left out`];
    for (const wrong of [7, 'wrong', [], {}, true])
      yield [{ ...value, [name]: wrong }, `${at} = ${JSON.stringify(wrong)}`];
    if (Array.isArray(member)) {
      for (const [index, one] of member.entries()) {
        if (typeof one !== 'object') continue;
        for (const [inner, how] of spoil(one as Json, `${at}/${index}`))
          yield [{ ...value, [name]: member.with(index, inner) }, how];
      }
    } else if (typeof member === 'object' && member !== null) {
      for (const [inner, how] of spoil(member as Json, at)) yield [{ ...value, [name]: inner }, how];
    }
  }
}
