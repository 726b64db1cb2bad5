import { describe, expect, it } from 'vitest';
import { SlackError } from '../errors.ts';
import type { Json } from '../model.ts';
import { checkMessageBlocks } from './message-blocks.ts';
import { checkView } from './view.ts';

const long = (length: number) => 'x'.repeat(length);
const plain = (text: string) => ({ type: 'plain_text', text });
const option = (value: string) => ({ text: plain(value), value });
const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));

function problems(blocks: unknown): string[] {
  try {
    checkMessageBlocks(blocks, () => true);
    return [];
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return (error.extra.errors as string[]) ?? [error.code];
  }
}

function viewMessages(view: unknown, type: 'modal' | 'home' = 'modal'): string[] {
  try {
    checkView(view, type, () => true);
    return [];
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return ((error.extra.response_metadata as Json)?.messages as string[]) ?? [error.code];
  }
}

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const actions = (elements: unknown[]) => [{ type: 'actions', elements }];
const button = (more: Json = {}) => ({ type: 'button', text: plain('Go'), ...more });
const select = (more: Json) => actions([{ type: 'static_select', action_id: 's', ...more }]);
const input = (element: Json, more: Json = {}) => [{ type: 'input', label: plain('L'), element, ...more }];

describe('blocks of a message', () => {
  it('takes an ordinary card', () => {
    const card = [
      { type: 'header', text: plain('№ 1204') },
      { ...section('*Leak*'), accessory: { type: 'overflow', action_id: 'more', options: [option('a'), option('b')] } },
      { type: 'section', fields: [{ type: 'mrkdwn', text: '*Due*' }, plain('today')] },
      {
        type: 'context',
        elements: [
          { type: 'mrkdwn', text: 'x' },
          { type: 'image', image_url: 'https://a.b/c.png', alt_text: 'c' },
        ],
      },
      { type: 'divider' },
      ...actions([
        button({
          action_id: 'a',
          value: '1',
          style: 'primary',
          confirm: { title: plain('Sure?'), text: plain('Really'), confirm: plain('Yes'), deny: plain('No') },
        }),
        { type: 'users_select', action_id: 'b', placeholder: plain('Who') },
        { type: 'datepicker', action_id: 'c', initial_date: '2026-11-20' },
      ]),
      { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] }] },
      { type: 'image', image_url: 'https://a.b/c.png', alt_text: 'c' },
    ];
    expect(problems(card)).toEqual([]);
  });

  it('words a limit as Slack does', () => {
    expect(problems([{ type: 'header', text: plain(long(151)) }])).toEqual([
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ]);
    expect(problems([section(long(3001))])).toEqual([
      'failed to match all allowed schemas [json-pointer:/blocks/0/text]',
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ]);
    expect(problems(many(51, () => ({ type: 'divider' })))).toEqual([
      'no more than 50 items allowed [json-pointer:/blocks]',
    ]);
    expect(problems(actions(many(26, () => button())))).toEqual([
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ]);
    expect(problems([{ type: 'section' }])).toEqual(['missing required field: text [json-pointer:/blocks/0]']);
    expect(problems([{ ...section('x'), colour: 'red' }])).toEqual([
      'invalid additional property: colour [json-pointer:/blocks/0]',
    ]);
    expect(problems([{ type: 'banner' }])).toEqual(['unsupported type: banner [json-pointer:/blocks/0/type]']);
  });

  it('refuses what is not a list of objects before looking closer', () => {
    for (const blocks of ['x', {}, [1], null]) expect(problems(blocks)).toEqual(['invalid_blocks_format']);
  });

  const fits: [string, (size: number) => unknown, number][] = [
    ['header', (n) => [{ type: 'header', text: plain(long(n)) }], 150],
    ['section text', (n) => [section(long(n))], 3000],
    ['fields', (n) => [{ type: 'section', fields: many(n, () => plain('x')) }], 10],
    ['a field', (n) => [{ type: 'section', fields: [plain(long(n))] }], 2000],
    ['button text', (n) => actions([button({ text: plain(long(n)) })]), 75],
    ['button value', (n) => actions([button({ value: long(n) })]), 2000],
    ['button url', (n) => actions([button({ url: `https://${long(n - 8)}` })]), 3000],
    ['action_id', (n) => actions([button({ action_id: long(n) })]), 255],
    ['block_id', (n) => [{ type: 'divider', block_id: long(n) }], 255],
    ['actions', (n) => actions(many(n, () => button())), 25],
    ['context elements', (n) => [{ type: 'context', elements: many(n, () => plain('x')) }], 10],
    ['options', (n) => select({ options: many(n, (i) => option(`o${i}`)) }), 100],
    ['option text', (n) => select({ options: [{ text: plain(long(n)), value: 'v' }] }), 75],
    ['placeholder', (n) => select({ options: [option('a')], placeholder: plain(long(n)) }), 150],
    ['overflow options', (n) => actions([{ type: 'overflow', options: many(n, (i) => option(`o${i}`)) }]), 5],
    ['radio options', (n) => actions([{ type: 'radio_buttons', options: many(n, (i) => option(`o${i}`)) }]), 10],
    ['alt text', (n) => [{ type: 'image', image_url: 'https://a.b/c', alt_text: long(n) }], 2000],
    ['label', (n) => input({ type: 'plain_text_input' }, { label: plain(long(n)) }), 2000],
    ['confirm title', (n) => actions([button({ confirm: { title: plain(long(n)), text: plain('x') } })]), 100],
    ['confirm text', (n) => actions([button({ confirm: { text: plain(long(n)) } })]), 300],
    ['confirm button', (n) => actions([button({ confirm: { text: plain('x'), confirm: plain(long(n)) } })]), 30],
    ['blocks', (n) => many(n, () => ({ type: 'divider' })), 50],
  ];
  it.each(fits)('takes %s up to its limit and not beyond', (_name, make, limit) => {
    expect(problems(make(limit))).toEqual([]);
    expect(problems(make(limit + 1)).length).toBeGreaterThan(0);
  });

  const broken: [string, unknown][] = [
    ['an empty text', [section('')]],
    ['mrkdwn in a header', [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }]],
    ['a text that is a string', [{ type: 'section', text: 'x' }]],
    ['a button without text', actions([{ type: 'button' }])],
    ['mrkdwn on a button', actions([button({ text: { type: 'mrkdwn', text: 'x' } })])],
    ['an unknown style', actions([button({ style: 'blue' })])],
    ['a value that is a number', actions([button({ value: 7 })])],
    ['an input element among actions', actions([{ type: 'plain_text_input' }])],
    ['a button as an input', input(button())],
    ['a file input in a message', input({ type: 'file_input' })],
    ['no elements', actions([])],
    ['a select without options', select({})],
    ['an option without a value', select({ options: [{ text: plain('a') }] })],
    ['an initial option that is not offered', select({ options: [option('a')], initial_option: option('b') })],
    [
      'two equal block ids',
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
    ],
    ['two equal action ids', actions([button({ action_id: 'a' }), button({ action_id: 'a' })])],
    ['an image without alt_text', [{ type: 'image', image_url: 'https://a.b/c' }]],
    ['a wrong date', actions([{ type: 'datepicker', initial_date: '20.11.2026' }])],
    ['a wrong time', actions([{ type: 'timepicker', initial_time: '24:00' }])],
    ['a number input that does not say whether it takes decimals', input({ type: 'number_input' })],
    ['max below min', input({ type: 'plain_text_input', min_length: 5, max_length: 2 })],
  ];
  it.each(broken)('refuses %s', (_name, blocks) => {
    expect(problems(blocks).length).toBeGreaterThan(0);
  });

  it('lets equal action ids stand in different blocks', () => {
    expect(problems([...actions([button({ action_id: 'a' })]), ...actions([button({ action_id: 'a' })])])).toEqual([]);
  });
});

describe('views', () => {
  const modal = (more: Json = {}) => ({ type: 'modal', title: plain('T'), blocks: [{ type: 'divider' }], ...more });

  it('names the view first, then what is wrong in it', () => {
    expect(viewMessages(modal({ blocks: many(101, () => ({ type: 'divider' })) }))).toEqual([
      '[ERROR] failed to match all allowed schemas [json-pointer:/view]',
      '[ERROR] no more than 100 items allowed [json-pointer:/view/blocks]',
    ]);
  });

  const fits: [string, (size: number) => Json, number][] = [
    ['title', (n) => modal({ title: plain(long(n)) }), 24],
    ['submit', (n) => modal({ submit: plain(long(n)) }), 24],
    ['close', (n) => modal({ close: plain(long(n)) }), 24],
    ['private_metadata', (n) => modal({ private_metadata: long(n) }), 3000],
    ['callback_id', (n) => modal({ callback_id: long(n) }), 255],
    ['blocks', (n) => modal({ blocks: many(n, () => ({ type: 'divider' })) }), 100],
  ];
  it.each(fits)('takes %s up to its limit and not beyond', (_name, make, limit) => {
    expect(viewMessages(make(limit))).toEqual([]);
    expect(viewMessages(make(limit + 1)).length).toBeGreaterThan(0);
  });

  it('wants a submit button under inputs, and a modal where a modal belongs', () => {
    const blocks = input({ type: 'plain_text_input' });
    expect(viewMessages(modal({ blocks })).join()).toContain('missing required field: submit');
    expect(viewMessages(modal({ blocks, submit: plain('Send') }))).toEqual([]);
    expect(viewMessages({ type: 'home', blocks: [] }).length).toBeGreaterThan(0);
    expect(viewMessages({ type: 'home', blocks: [] }, 'home')).toEqual([]);
    expect(viewMessages(modal({ title: undefined })).join()).toContain('missing required field: title');
    expect(viewMessages('x').length).toBeGreaterThan(0);
  });

  it('refuses a view above 250 kB', () => {
    const blocks = many(100, () => section(long(3000)));
    expect(viewMessages(modal({ blocks }))).toEqual(['view_too_large']);
  });
});
