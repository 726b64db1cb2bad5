import createClient from 'openapi-fetch';
import type { components, paths } from './api-types.ts';
import { chosenLocale } from './words.tsx';

export type Shapes = components['schemas'];

/** A refusal of the API: its code, and a sentence in the reader's language when there is one. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string | null;
  /** What is wrong in what was sent, as paths. */
  readonly fields: string[];

  constructor(status: number, document: Partial<Shapes['Problem']>) {
    super(document.code ?? `HTTP ${status}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = document.code ?? 'unexpected';
    this.detail = document.detail ?? null;
    this.fields = document.errors?.map(({ path }) => path) ?? pathsOf(document.values);
  }
}

/** A setting's refusal says its paths among its values. */
function pathsOf(values: unknown): string[] {
  const paths = (values as { paths?: unknown } | undefined)?.paths;
  return Array.isArray(paths) ? paths.map(String) : [];
}

/** The API, typed by its own document; its refusals are thrown. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: (request) => fetchOrRefuse(request) });

/** What a call answered. */
export async function answerOf<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}

/** For what is not in the document: sign-in, and files on their way up. */
export async function send<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetchOrRefuse(new Request(new URL(path, location.origin), init));
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function fetchOrRefuse(request: Request): Promise<Response> {
  request.headers.set('accept-language', chosenLocale());
  const response = await fetch(request);
  if (response.ok) return response;
  const document = (await response.json().catch(() => ({}))) as Partial<Shapes['Problem']>;
  throw new ApiProblem(response.status, document);
}

/** Makes a second press of the same button harmless: one key for each opening of a form. */
export function pressKey(): string {
  return crypto.randomUUID();
}
