import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bold, code, lines, link, type Part, quote } from '#bot/resident/view.ts';
import { renderRows, renderText, textCap } from './render.ts';

describe('text for Telegram', () => {
  it('carries shape as entities, so a name cannot break a message', () => {
    const { text, entities } = renderText([bold("<b>O'Neil & _co_`"), ' ', code('№ 12'), '\n', quote('a', bold('b'))]);
    expect(text).toBe("<b>O'Neil & _co_` № 12\nab");
    expect(entities).toEqual([
      { type: 'bold', offset: 0, length: 17 },
      { type: 'code', offset: 18, length: 4 },
      { type: 'blockquote', offset: 23, length: 2 },
      { type: 'bold', offset: 24, length: 1 },
    ]);
  });

  it('counts offsets in UTF-16 units, as Telegram does', () => {
    const { entities } = renderText(['🏠 ', bold('дом')]);
    expect(entities).toEqual([{ type: 'bold', offset: 3, length: 3 }]);
  });

  it('cuts a long text at a whole character and keeps entities inside', () => {
    const { text, entities } = renderText([bold('😀'.repeat(3000)), link('https://example.org', 'end')]);
    expect(text.length).toBeLessThanOrEqual(textCap);
    expect(text.endsWith('…')).toBe(true);
    expect(text).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
    expect(entities.every(({ offset, length }) => offset + length <= text.length)).toBe(true);
    expect(entities).toHaveLength(1);
  });

  it('never sends an empty text', () => {
    expect(renderText(lines(null, '', false)).text).toBe('—');
  });

  it('holds for any parts', () => {
    const part: fc.Arbitrary<Part> = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.record({ kind: fc.constantFrom('bold' as const, 'quote' as const), of: fc.string({ unit: 'binary' }) }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), fc.integer({ min: 10, max: 60 }), (parts, cap) => {
        const { text, entities } = renderText(parts, cap);
        expect(text.length).toBeLessThanOrEqual(cap);
        expect(text.length).toBeGreaterThan(0);
        for (const { offset, length } of entities) {
          expect(length).toBeGreaterThan(0);
          expect(offset + length).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

describe('buttons for Telegram', () => {
  it('leave out empty rows and say nothing when none is left', async () => {
    expect(await renderRows([[]], async (route) => route)).toBeUndefined();
    expect(
      await renderRows(
        [
          [],
          [
            { label: 'Home', route: 'home' },
            { label: 'Site', url: 'https://example.org' },
          ],
        ],
        async (route) => route,
      ),
    ).toEqual({
      inline_keyboard: [
        [
          { text: 'Home', callback_data: 'home' },
          { text: 'Site', url: 'https://example.org' },
        ],
      ],
    });
  });
});
