import { exponentOf, majorText } from '#locales/format.ts';

export type Commission = { percent: string; fixedMinor: number; payer: 'resident' | 'company' };

/** As it stands in the fields: both parts as people type them, the fixed one in the company's currency. */
export type TypedCommission = { percent: string; fixed: string; payer: Commission['payer'] };

/** The largest fixed part that the settings take, in minor units. */
export const mostFixedMinor = 1_000_000;

export function typedFrom({ percent, fixedMinor, payer }: Commission, currency: string): TypedCommission {
  return { percent, fixed: fixedMinor === 0 ? '0' : majorText(BigInt(fixedMinor), currency), payer };
}

/** `1,5` as the settings keep it; null for what is no per cent from 0 to 99 with at most three decimals. */
export function percentTyped(text: string): string | null {
  const percent = text.trim().replace(',', '.');
  return /^\d{1,2}(\.\d{1,3})?$/.test(percent) ? percent : null;
}

/** `12,50` in minor units, without a float on the way; nothing at all is 0, and null is no sum. */
export function minorTyped(text: string, currency: string): bigint | null {
  const clean = text.replace(/\s/g, '').replace(',', '.');
  if (clean === '') return 0n;
  const [, whole = '', fraction = ''] = /^(\d{1,8})(?:\.(\d+))?$/.exec(clean) ?? [];
  const exponent = exponentOf(currency);
  if (whole === '' || fraction.length > exponent) return null;
  return BigInt(`${whole}${fraction.padEnd(exponent, '0')}`);
}

/** The same for the fixed part of a commission: null also where it is more than is kept. */
export function fixedTyped(text: string, currency: string): number | null {
  const minor = minorTyped(text, currency);
  return minor !== null && minor <= BigInt(mostFixedMinor) ? Number(minor) : null;
}
