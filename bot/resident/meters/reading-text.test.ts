import { describe, expect, it } from 'vitest';
import { type NamedMeter, readTogether } from './reading-text.ts';

const meters: NamedMeter[] = [
  { id: 'cold', resource: 'cold-water', zones: 1, decimals: 3 },
  { id: 'hot', resource: 'hot-water', zones: 1, decimals: 3 },
  { id: 'light', resource: 'electricity', zones: 2, decimals: 2 },
];
const all = [
  { meterId: 'cold', values: ['418'] },
  { meterId: 'hot', values: ['292'] },
  { meterId: 'light', values: ['12502', '4176'] },
];

describe('one message with all readings', () => {
  it.each([
    '418 292 12502/4176',
    '418; 292; 12502 / 4176',
    '418 292 12502 4176',
    '418\n292\n12502/4176',
    '1) 418\n2) 292\n3) 12502 / 4176',
    'хв 418 гв 292 свет 12502/4176',
    'ХВС: 418 м3, ГВС: 292 м3, эл 12502/4176 кВт·ч',
    'холодная вода 418, горячая 292, электричество 12502/4176',
    'cold 418 hot 292 power 12502/4176',
    'свет 12502/4176 хв418 гв292',
  ])('%s', (text) => {
    const read = readTogether(text, meters);
    expect(read.kind === 'read' && [...read.readings].sort(byOrder)).toEqual(all);
  });

  it('leaves a meter out for a dash, or when it is not named', () => {
    expect(readTogether('418 - 12502/4176', meters)).toEqual({ kind: 'read', readings: [all[0], all[2]] });
    expect(readTogether('гв 292', meters)).toEqual({ kind: 'read', readings: [all[1]] });
  });

  it('says how many numbers there should be', () => {
    expect(readTogether('418 292', meters)).toEqual({ kind: 'count', needed: 4, found: 2 });
    expect(readTogether('418 292 12502/4176 5', meters)).toEqual({ kind: 'count', needed: 4, found: 5 });
  });

  it.each(['привет', 'хв', '', '👍', 'хв abc', 'вчера было холодно'])('does not guess: %s', (text) => {
    expect(readTogether(text, meters).kind).not.toBe('read');
  });
});

it('takes two meters of one kind in their order', () => {
  const two: NamedMeter[] = [
    { id: 'kitchen', resource: 'cold-water', zones: 1, decimals: 3 },
    { id: 'bath', resource: 'cold-water', zones: 1, decimals: 3 },
  ];
  const both = [
    { meterId: 'kitchen', values: ['418'] },
    { meterId: 'bath', values: ['203'] },
  ];
  for (const text of ['хв 418 203', 'хв 418 хв 203', '418 203']) {
    expect(readTogether(text, two)).toEqual({ kind: 'read', readings: both });
  }
});

it('reads a single meter as its own words', () => {
  const [cold] = meters;
  expect(cold && readTogether('418,5 м³', [cold])).toEqual({
    kind: 'read',
    readings: [{ meterId: 'cold', values: ['418.5'] }],
  });
});

function byOrder(a: { meterId: string }, b: { meterId: string }): number {
  return all.findIndex((one) => one.meterId === a.meterId) - all.findIndex((one) => one.meterId === b.meterId);
}
