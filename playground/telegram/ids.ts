import { createHash } from 'node:crypto';

/** A long opaque id that says nothing but is the same for the same seed. */
export function opaque(seed: string, length: number): string {
  let text = '';
  for (let part = 0; text.length < length; part++) {
    text += createHash('sha256').update(`${seed}/${part}`).digest('base64url');
  }
  return text.slice(0, length);
}

/** A number as decimal digits, 18 long: how callback ids and chat instances look. */
export function digits(seed: string): string {
  const number = createHash('sha256').update(seed).digest().readBigUInt64BE() % 900_000_000_000_000_000n;
  return String(number + 100_000_000_000_000_000n);
}
