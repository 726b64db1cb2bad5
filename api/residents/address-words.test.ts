import { describe, expect, it } from 'vitest';
import { fitOf, readAddress, readHouse } from './address-words.ts';

describe('reading an address as people type it', () => {
  it.each([
    ['Садовая 12 кв 57', ['садовая'], ['12'], '57'],
    ['ул. Садовая, д.12, кв.57', ['садовая'], ['12'], '57'],
    ['Садовая 12-57', ['садовая'], ['12'], '57'],
    ['Flat 57, 12 Sadovaya St.', ['sadovaya'], ['12'], '57'],
    ['apt #4b Maple Court 7', ['maple'], ['7'], '4b'],
    ['квартира № 3', [], [], '3'],
    ['живу на Садовой, 12', ['садовой'], ['12'], null],
  ])('%s', (typed, names, numbers, flat) => {
    expect(readAddress(typed)).toEqual({ names, numbers, flat });
  });
});

it('tells houses of one street apart by their numbers', () => {
  const typed = readAddress('на Садовой 14, кв 5');
  expect(fitOf(typed, readHouse('ул. Садовая, 14'))).toBe(1);
  expect(fitOf(typed, readHouse('ул. Садовая, 12'))).toBe(0);
  expect(fitOf(typed, readHouse('пр. Мира, 14'))).toBe(0);
});

it('does not take a number of another street for an address', () => {
  expect(fitOf(readAddress('14 кв 5'), readHouse('ул. Садовая, 14'))).toBe(0);
});
