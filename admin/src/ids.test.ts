import { expect, it } from 'vitest';
import { shortId } from './ids.ts';

it('spells a uuid as 22 base64url characters, as the API does', () => {
  const uuid = '019a8f3e-ffb2-7c44-bfff-fe0102030405';
  expect(shortId(uuid)).toBe(Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url'));
  expect(shortId(uuid)).toMatch(/^[\w-]{22}$/);
});
