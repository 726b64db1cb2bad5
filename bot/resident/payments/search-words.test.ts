import { expect, it } from 'vitest';
import { invoiceSearch } from '#api/billing/schema.ts';
import { readBillSearch } from './search-words.ts';

it.each([
  ['октябрь', { month: 10 }],
  ['за Октябрь', { month: 10 }],
  ['октября 2025', { month: 10, year: 2025 }],
  ['окт. 25', { month: 10, year: 2025 }],
  ['май 2026 г.', { month: 5, year: 2026 }],
  ['март', { month: 3 }],
  ['в марте', { month: 3 }],
  ['for October', { month: 10 }],
  ['may', { month: 5 }],
  ['10.2026', { month: 10, year: 2026 }],
  ['2026-10', { month: 10, year: 2026 }],
  ['1/26', { month: 1, year: 2026 }],
  ['7', { month: 7 }],
  ['2026', { year: 2026, number: '2026' }],
  ['№ 0000510057-1026', { number: '0000510057-1026' }],
  ['13.2026', { number: '13.2026' }],
  ['0', { number: '0' }],
  ['ремонт', { number: 'ремонт' }],
])('“%s” means %o', (words, meant) => {
  const search = readBillSearch(words);
  expect(search).toEqual(meant);
  expect(invoiceSearch.safeParse(search).success).toBe(true);
});
