import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { Instant } from './time.ts';

let latest = { ms: -1, count: 0 };

/**
 * A uuid v7 (RFC 9562) for the moment `at`: ids sort by creation. Those that one process makes for one moment (a frozen clock, a
 * transaction of several rows) sort by the order in which they were made: a counter follows the time (section 6.2, method 1).
 */
export function newId(at: Instant): string {
  const bytes = randomBytes(16);
  const ms = at.getTime();
  // 30 bits, started low enough that a million ids a moment do not overflow them.
  const count = ms === latest.ms ? latest.count + 1 : randomInt(2 ** 29);
  latest = { ms, count };
  bytes.writeUIntBE(ms, 0, 6);
  bytes.writeUInt16BE(0x7000 | (count >>> 18), 6);
  bytes.writeUInt16BE(0x8000 | ((count >>> 4) & 0x3fff), 8);
  bytes[10] = ((count & 0x0f) << 4) | ((bytes[10] ?? 0) & 0x0f);
  return formatUuid(bytes.toString('hex'));
}

/** An id that is always the same for the same words: for seeds and for rows that must not be made twice. */
export function stableId(...words: string[]): string {
  const hash = createHash('sha256').update(words.join('\u0000')).digest('hex').slice(0, 32);
  return formatUuid(`${hash.slice(0, 12)}7${hash.slice(13, 16)}a${hash.slice(17)}`);
}

/** The 22 base64url characters that stand for a uuid in a route. */
export function shortId(uuid: string): string {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url');
}

/** The uuid behind 22 base64url characters, or null when they are none. */
export function longId(short: string): string | null {
  if (!/^[A-Za-z0-9_-]{22}$/.test(short)) return null;
  const uuid = formatUuid(Buffer.from(short, 'base64url').toString('hex'));
  // 22 characters hold four bits more than a uuid: an id has one spelling, not sixteen.
  return shortId(uuid) === short ? uuid : null;
}

/** `bits` of randomness as base64url text: link secrets, tokens. */
export function newSecret(bits = 192): string {
  return randomBytes(Math.ceil(bits / 8)).toString('base64url');
}

/** `count` random decimal digits, leading zeros included. */
export function newDigits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join('');
}

/** What is kept of a secret instead of the secret (sha-256, hex). */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function formatUuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
