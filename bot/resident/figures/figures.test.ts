import { describe, expect, it } from 'vitest';
import { translator } from '#locales/translate.ts';
import { barsPicture } from './picture.ts';
import { figuresWords, houseLine, lengthOf } from './words.ts';

const en = { t: translator('en') };
const ru = { t: translator('ru') };
const hour = 3_600_000;
const none = { onTime: null, firstMs: null, solvedMs: null };
const good = { onTime: 92, firstMs: 70 * 60_000, solvedMs: 19 * hour };
const months = { month: '2026-11', lastMonth: '2026-10' };

describe('lengths', () => {
  it.each([
    [20_000, '1 min'],
    [59 * 60_000, '59 min'],
    [70 * 60_000, '1 h 10 min'],
    [5 * hour, '5 h'],
    [19.4 * hour, '19 h'],
    [47.9 * hour, '2 d'],
    [76 * hour, '3 d 4 h'],
  ])('%i ms are %s', (ms, words) => {
    expect(lengthOf(en, ms)).toBe(words);
  });
});

describe('the line under the list', () => {
  it('compares the house with the company, and speaks of the last month while this one is young', () => {
    const house = { now: good, before: none };
    const company = { now: { ...good, onTime: 88, solvedMs: 22 * hour }, before: good };
    expect(houseLine(en, { ...months, house, company })).toBe(
      'How we do in your house this month: 92 % on time, first answer in 1 h 10 min, solved in 19 h (company: 88 %, 22 h)',
    );
    expect(houseLine(ru, { ...months, house: { now: none, before: good }, company: { now: none, before: good } })).toBe(
      'Как мы справлялись в вашем доме в прошлом месяце: 92 % в срок, первый ответ за 1 ч 10 мин, решаем за 19 ч (компания: 92 %, 19 ч)',
    );
  });

  it('is silent while there is nothing to say', () => {
    const both = { now: none, before: none };
    expect(houseLine(en, { ...months, house: both, company: both })).toBeNull();
    expect(figuresWords(en, none)).toBeNull();
  });
});

describe('the picture', () => {
  it('draws what it was given, and no name can break it', () => {
    const words = { title: '<script>&"', now: 'November', before: 'October', unknown: 'too few yet' };
    const svg = barsPicture([{ label: 'your house', now: 100, before: null }], words);
    expect(svg).toContain('&#60;script&#62;&#38;&#34;');
    expect(svg).toContain('100 %');
    expect(svg).toContain('too few yet');
  });
});
