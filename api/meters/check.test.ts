import { describe, expect, it } from 'vitest';
import { type CheckedMeter, checkReading, looksSwapped } from './check.ts';

function aMeter(over: Partial<CheckedMeter> = {}): CheckedMeter {
  return {
    meterId: 'm',
    resource: 'cold-water',
    zones: 1,
    digits: 5,
    decimals: 3,
    isRetired: false,
    previous: ['412'],
    periodsSince: 1,
    usual: ['6'],
    ...over,
  };
}

describe('one reading', () => {
  it('is accepted with its consumption', () => {
    expect(checkReading(aMeter(), ['418.25'])).toEqual({ status: 'ok', consumption: ['6.25'] });
  });

  it('may be the same as before: nothing was used', () => {
    expect(checkReading(aMeter(), ['412'])).toMatchObject({ status: 'ok', consumption: ['0'] });
  });

  it('may be the first of a meter', () => {
    expect(checkReading(aMeter({ previous: null, usual: null }), ['7'])).toMatchObject({
      status: 'ok',
      consumption: null,
    });
  });

  it.each([
    ['abc', 'not-a-number'],
    ['-1', 'not-a-number'],
    ['', 'not-a-number'],
    ['123456', 'too-many-digits'],
    ['418.1234', 'too-many-decimals'],
  ])('refuses %j: %s', (value, why) => {
    expect(checkReading(aMeter(), [value])).toMatchObject({ status: 'refuse', why, zone: 1 });
  });

  it('refuses a wrong count of scales and a retired meter', () => {
    expect(checkReading(aMeter({ zones: 2, previous: ['1', '2'] }), ['5'])).toMatchObject({ why: 'wrong-count' });
    expect(checkReading(aMeter({ isRetired: true }), ['418'])).toMatchObject({ why: 'retired' });
  });

  it('proposes that the meter passed zero: 99985 → 00012 is 27', () => {
    const check = checkReading(aMeter({ previous: ['99985'] }), ['00012']);
    expect(check).toMatchObject({ status: 'confirm', doubt: { why: 'rollover', consumption: '27' } });
  });

  it('asks about a value below the last one that passing zero does not explain', () => {
    const check = checkReading(aMeter(), ['400']);
    expect(check).toMatchObject({ status: 'confirm', doubt: { why: 'lower', previous: '412', given: '400' } });
  });

  it('asks above the plausible maximum and wants a photo above ten times that', () => {
    expect(checkReading(aMeter(), ['442'])).toMatchObject({ status: 'ok' });
    expect(checkReading(aMeter(), ['443'])).toMatchObject({ doubt: { why: 'much-higher', needsPhoto: false } });
    expect(checkReading(aMeter(), ['4180'])).toMatchObject({
      doubt: { why: 'much-higher', consumption: '3768', usual: '6', needsPhoto: true },
    });
  });

  it('lets a heavy user be heavy: three times the usual, and the months that passed, count', () => {
    expect(checkReading(aMeter({ usual: ['20'] }), ['470'])).toMatchObject({ status: 'ok' });
    expect(checkReading(aMeter({ periodsSince: 3 }), ['490'])).toMatchObject({ status: 'ok' });
  });

  it('looks at every scale', () => {
    const meter = aMeter({
      resource: 'electricity',
      zones: 2,
      decimals: 0,
      previous: ['12340', '4118'],
      usual: ['150', '55'],
    });
    expect(checkReading(meter, ['12502', '4176'])).toMatchObject({ status: 'ok', consumption: ['162', '58'] });
    expect(checkReading(meter, ['12502', '4100'])).toMatchObject({ doubt: { why: 'lower', zone: 2 } });
  });
});

describe('two meters', () => {
  const cold = aMeter({ meterId: 'cold', previous: ['412'] });
  const hot = aMeter({ meterId: 'hot', resource: 'hot-water', previous: ['288'], usual: ['4'] });

  it('look mixed up when each fits the other', () => {
    expect(looksSwapped({ meter: cold, value: '292' }, { meter: hot, value: '418' })).toBe(true);
  });

  it('do not when they fit as given, or fit neither way', () => {
    expect(looksSwapped({ meter: cold, value: '418' }, { meter: hot, value: '292' })).toBe(false);
    expect(looksSwapped({ meter: cold, value: '9000' }, { meter: hot, value: '418' })).toBe(false);
  });
});
