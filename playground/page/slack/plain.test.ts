import { describe, expect, it } from 'vitest';
import { initialOf, plainOf } from './plain.ts';

describe('plainOf', () => {
  it('finds the value in every shape Slack keeps one', () => {
    expect(plainOf({ type: 'plain_text_input', value: 'words' })).toBe('words');
    expect(plainOf({ type: 'static_select', selected_option: { text: {}, value: 'a' } })).toBe('a');
    expect(plainOf({ type: 'checkboxes', selected_options: [{ value: 'a' }, { value: 'b' }] })).toEqual(['a', 'b']);
    expect(plainOf({ type: 'users_select', selected_user: 'U1' })).toBe('U1');
    expect(plainOf({ type: 'datetimepicker', selected_date_time: 1790000000 })).toBe('1790000000');
    expect(plainOf({ type: 'file_input', files: [{ id: 'F1' }] })).toEqual(['F1']);
    const rich = {
      elements: [
        {
          elements: [
            { type: 'text', text: 'a ' },
            { type: 'text', text: 'b' },
          ],
        },
      ],
    };
    expect(plainOf({ type: 'rich_text_input', rich_text_value: rich })).toBe('a b');
  });

  it('is null where nothing was chosen', () => {
    expect(plainOf({ type: 'static_select', selected_option: null })).toBeNull();
    expect(plainOf(undefined)).toBeNull();
  });
});

describe('initialOf', () => {
  it('reads the first value of any element', () => {
    expect(initialOf({ type: 'datepicker', initial_date: '2026-11-20' })).toBe('2026-11-20');
    expect(initialOf({ type: 'static_select', initial_option: { value: 'x' } })).toBe('x');
    expect(initialOf({ type: 'button', value: 'not initial' })).toBeNull();
  });
});
