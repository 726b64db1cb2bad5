import { describe, expect, it } from 'vitest';
import { countSlips, isSlipOf, onOtherKeyboard, plainWords } from './slips.ts';

describe('a slip of the finger', () => {
  it.each([
    ['лампочка', 'лампочка', 0],
    ['лмапочка', 'лампочка', 1],
    ['лампчка', 'лампочка', 1],
    ['лампоччка', 'лампочка', 1],
    ['лампучка', 'лампочка', 1],
    ['', 'лифт', 4],
    ['ca', 'abc', 3],
  ])('%s is %s with %i', (one, other, slips) => {
    expect(countSlips(one, other)).toBe(slips);
    expect(countSlips(other, one)).toBe(slips);
  });

  it('leaves the first letter alone and forgives no more than it may', () => {
    expect(isSlipOf('leek', 'leak', 1)).toBe(true);
    expect(isSlipOf('night', 'light', 1)).toBe(false);
    expect(isSlipOf('лампа', 'лампочка', 2)).toBe(false);
    expect(isSlipOf('кот', 'код', 0)).toBe(false);
  });
});

it('types the same keys on the other keyboard, both ways', () => {
  expect(onOtherKeyboard('ghjntxrf')).toBe('протечка');
  expect(onOtherKeyboard(',jqkth')).toBe('бойлер');
  expect(onOtherKeyboard('дуфл')).toBe('leak');
  expect(onOtherKeyboard('12')).toBe('12');
});

it('takes words apart at whatever is neither letter nor digit', () => {
  expect(plainWords('Кран.Течёт! №5/кв-57 🙂')).toEqual(['кран', 'течет', '5', 'кв', '57']);
  expect(plainWords(' … ')).toEqual([]);
});
