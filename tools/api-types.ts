/**
 * Writes admin/src/api-types.ts: the types of the API's OpenAPI document, for the admin page's client.
 * `tsx tools/api-types.ts` after an endpoint changed; a test holds the file to the code.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTypes, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { allEndpoints } from '../api/http/endpoints.ts';
import { openApiDocument } from '../api/http/openapi.ts';

export const apiTypesFile = fileURLToPath(new URL('../admin/src/api-types.ts', import.meta.url));

/** The types of everything the API does now. */
export async function apiTypes(): Promise<string> {
  const auth = { baseUrl: '', signIn: async () => [] };
  const endpoints = allEndpoints({ auth, brand: 'Domovoy', botUsername: () => null });
  const document = openApiDocument(endpoints, 'Domovoy') as OpenAPI3;
  const words = astToString(await openapiTypes(document, { alphabetize: false }));
  return `// Made by tools/api-types.ts from the API's own document.\n${words}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(apiTypesFile, await apiTypes());
