import { createHash, randomBytes } from 'node:crypto';

export type Ids = {
  /** A long opaque id that says nothing but is the same for the same seed. */
  opaque(seed: string, length: number): string;
  /** A number of 18 digits: how callback ids and chat instances look. */
  digits(seed: string): string;
};

/** Ids of one world: another world (a wiped folder) gives others for the same seeds, so no bot mistakes them. */
export function createIds(salt: string): Ids {
  const hash = (seed: string) => createHash('sha256').update(`${salt}/${seed}`);
  return {
    opaque(seed, length) {
      let text = '';
      for (let part = 0; text.length < length; part++) text += hash(`${seed}/${part}`).digest('base64url');
      return text.slice(0, length);
    },
    digits(seed) {
      return String((hash(seed).digest().readBigUInt64BE() % 900_000_000_000_000_000n) + 100_000_000_000_000_000n);
    },
  };
}

export const newSalt = (): string => randomBytes(16).toString('hex');
