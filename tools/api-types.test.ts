import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { apiTypes, apiTypesFile } from './api-types.ts';

it('the admin page knows the API as it is (else: npx tsx tools/api-types.ts)', async () => {
  expect(await readFile(apiTypesFile, 'utf8')).toBe(await apiTypes());
});
