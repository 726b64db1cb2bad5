import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { hashSecret, newDigits, newSecret } from '#api/core/ids.ts';

const derive = promisify<string, string, number, { N: number }, Buffer>(scrypt);
const linkPrefix = 'join_';

/** Both secrets of one invitation: a start payload (192 bits, 37 of Telegram's 64 characters) and 12 digits for the hand. */
export function newJoinSecrets(): { linkPayload: string; digits: string } {
  return { linkPayload: `${linkPrefix}${newSecret(192)}`, digits: newDigits(12) };
}

/** True for a start payload that is an invitation. */
export function isJoinPayload(payload: string): boolean {
  return payload.startsWith(linkPrefix);
}

/** The 12 digits somebody typed with any separators between them; null when it is no code. */
export function readTypedCode(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s\p{P}\p{S}\p{Cf}]/gu, '');
  return /^[0-9]{12}$/.test(digits) ? digits : null;
}

/** `1234 5678 9012`: as a code is printed. */
export function printCode(digits: string): string {
  return digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}

/** What is kept of a link payload: 192 random bits need no slow hash. */
export function hashJoinLink(linkPayload: string): string {
  return hashSecret(linkPayload);
}

/**
 * What is kept of 12 digits. They are few enough (40 bits) to be tried out against a stolen backup, so the hash is slow:
 * about ten milliseconds each, some centuries of a processor for all of them.
 */
export async function hashJoinCode(digits: string): Promise<string> {
  return (await derive(digits, 'domovoy join code', 32, { N: 4096 })).toString('hex');
}
