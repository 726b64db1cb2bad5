import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashSecret, longId, newDigits, newId, newSecret, shortId, stableId } from './ids.ts';
import { instant } from './time.ts';

const moment = instant('2026-11-20T09:00:00Z');
const v7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('newId', () => {
  it('is a uuid v7 that carries its moment', () => {
    const id = newId(moment);
    expect(id).toMatch(v7);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(moment.getTime());
  });

  it('sorts by moment', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 47 }), fc.integer({ min: 1, max: 1e9 }), (ms, later) => {
        expect(newId(instant(ms)) < newId(instant(ms + later))).toBe(true);
      }),
    );
  });

  it('sorts by making within one moment, as on a frozen clock', () => {
    const ids = Array.from({ length: 20_000 }, () => newId(moment));
    expect(ids.every((id) => v7.test(id))).toBe(true);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('stableId', () => {
  it('is the same for the same words and another for others', () => {
    expect(stableId('unit', '12')).toBe(stableId('unit', '12'));
    expect(stableId('unit', '12')).toMatch(v7);
    expect(stableId('unit', '12')).not.toBe(stableId('unit1', '2'));
  });
});

describe('shortId and longId', () => {
  it('are each other backwards', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(shortId(uuid)).toMatch(/^[\w-]{22}$/);
        expect(longId(shortId(uuid))).toBe(uuid);
      }),
    );
  });

  it.each(['', 'a', 'x'.repeat(21), 'x'.repeat(23), `${'x'.repeat(21)}=`, `${'x'.repeat(21)}/`])(
    'knows that %j is none',
    (text) => {
      expect(longId(text)).toBeNull();
    },
  );

  it('has one spelling for an id', () => {
    const short = shortId(newId(moment));
    const again = longId(short);
    expect(again && shortId(again)).toBe(short);
    // 22 characters hold 132 bits: the four bits too many must be zero, or a link would have sixteen spellings.
    const other = `${short.slice(0, 21)}${short.endsWith('A') ? 'B' : `${String.fromCharCode(short.charCodeAt(21) + 1)}`}`;
    expect(longId(other)).toBeNull();
  });
});

describe('secrets', () => {
  it('have the bits asked for and never repeat', () => {
    expect(Buffer.from(newSecret(128), 'base64url')).toHaveLength(16);
    expect(newSecret()).not.toBe(newSecret());
    expect(newDigits(12)).toMatch(/^\d{12}$/);
    expect(hashSecret('a')).toMatch(/^[0-9a-f]{64}$/);
  });
});
