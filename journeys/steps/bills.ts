import { expect } from 'vitest';
import type { House } from '../support/house.ts';
import type { ResidentHand } from '../support/people.ts';
import { wordsOf } from '../support/words.ts';

/** What the relative of flat 57 sees of its November bill: known to the kopeck, and adding up on the screen. */
export async function lookAtBills(house: House, resident: ResidentHand): Promise<void> {
  const words = wordsOf('ru');
  await resident.say('💳 Платежи');
  const list = await resident.sees(words.says('resident.bills.how-to-pay'));
  const bills = amountsOf(list.text ?? '');
  expect(list.text).toMatch(words.says('resident.money.to-pay', { sum: '24 526,55 ₽' }));
  expect(bills.slice(1, 3)).toEqual([13_083_67, 11_442_88]);
  expect((bills[1] ?? 0) + (bills[2] ?? 0)).toBe(bills[0]);

  await resident.press(/^1$/);
  const bill = await resident.sees(words.says('resident.bill.title'));
  const lines = (bill.text ?? '').split('\n').filter((line) => line.startsWith('• '));
  const sum = lines.map((line) => amountsOf(line).at(-1) ?? Number.NaN).reduce((all, one) => all + one, 0);
  expect(lines.length).toBeGreaterThanOrEqual(9);
  expect(sum).toBe(13_083_67);
  expect(bill.text).toMatch(words.says('resident.bill.left', { sum: '13 083,67 ₽', day: '15 декабря' }));

  await resident.press(words.label('resident.bills.back'));
  await resident.press(words.label('resident.groups-short.water'));
  await resident.sees(/2\D?185\D86/);
  const water = await resident.sees(words.says('resident.groups.water'));
  // 395,82 cold + 1 286,84 hot + 503,20 sewage.
  expect(amountsOf(water.text ?? '')).toContain(2_185_86);
  await house.resident(resident.chat).press(words.label('resident.groups-short.all'));
}

/** Every sum of money in a text, in kopecks. */
export function amountsOf(text: string): number[] {
  return [...text.matchAll(/(\d[\d\s]*,\d\d)\s*₽/g)].map((found) => Number(found[1]?.replace(/[\s,]/g, '')));
}
