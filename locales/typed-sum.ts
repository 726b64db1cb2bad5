import { exponentOf } from './format.ts';

/**
 * A sum as a person types it, in minor units of `currency`: `3000`, `3 000,50 ₽`, `$3,000.50`, `1.000.000`. Null for what is no sum above
 * zero. A mark before exactly three digits parts thousands, unless the currency has three decimals: nobody pays a tenth of a kopeck.
 */
export function typedSum(text: string, currency: string): bigint | null {
  const clean = text.replace(/[₽$€£]|руб\.?|р\.?$|[\s\u00a0\u202f']/giu, '');
  if (!/^\d[\d.,]*$/.test(clean)) return null;
  const exponent = exponentOf(currency);
  const parts = clean.split(/[.,]/);
  const last = parts.at(-1) ?? '';
  const marks = new Set(clean.replace(/\d/g, ''));
  const isDecimal = parts.length > 1 && (marks.size === 2 || parts.length === 2) && last.length <= exponent;
  const groups = isDecimal ? parts.slice(0, -1) : parts;
  if (groups.slice(1).some((group) => group.length !== 3) || (groups.length > 1 && (groups[0] ?? '').length > 3))
    return null;
  const minor = BigInt(`${groups.join('')}${(isDecimal ? last : '').padEnd(exponent, '0')}`);
  return minor > 0n ? minor : null;
}
