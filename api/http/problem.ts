import type { Response } from 'express';
import { AppError } from '#api/core/errors.ts';
import { sumsInWords } from '#locales/format.ts';
import { hasWords, type Locale, translator } from '#locales/translate.ts';

/** A problem document (RFC 9457). `type` is a URN of our dotted code. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  values?: Record<string, unknown>;
  errors?: { path: string; message: string }[];
};

const statuses: [RegExp, number][] = [
  [/^not-signed-in$|^sign-in\.wrong$/, 401],
  [/^not-allowed$|not-yours$|wrong-role$/, 403],
  [/(^|\.)not-found$/, 404],
  [/wrong-state$|already|taken$|in-use$|not-draft$/, 409],
  [/too-big$/, 413],
  [/too-many/, 429],
  [/not-set-up$/, 409],
];

/** The HTTP status of a refusal: 422 unless its code says otherwise. */
export function statusOf(code: string): number {
  return statuses.find(([pattern]) => pattern.test(code))?.[1] ?? 422;
}

/** The problem document of any error. What is not a refusal of ours says nothing of its inside. */
export function problemOf(error: unknown, locale: Locale): Problem {
  if (error instanceof AppError) {
    const key = `errors.${error.code}`;
    const detail = hasWords(locale, key) ? { detail: translator(locale)(key, sumsInWords(locale, error.values)) } : {};
    return { ...problem(statusOf(error.code), error.code), ...detail, values: error.values };
  }
  const status = (error as { status?: unknown }).status;
  if (status === 404) return problem(404, 'not-found');
  if (status === 400 || status === 413 || status === 415)
    return problem(status, status === 413 ? 'body.too-big' : 'body.malformed');
  return problem(500, 'unexpected');
}

/** A problem document with the usual title of its status. */
export function problem(status: number, code: string, more: Partial<Problem> = {}): Problem {
  return { type: `urn:domovoy:problem:${code}`, title: titles[status] ?? 'Error', status, code, ...more };
}

export function sendProblem(response: Response, document: Problem): void {
  response.status(document.status).type('application/problem+json').send(JSON.stringify(document, onWire));
}

/** JSON as it goes over the wire: money and other big whole numbers as text. */
export function onWire(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

const titles: Record<number, string> = {
  400: 'Malformed request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too big',
  415: 'Unsupported media type',
  422: 'Refused',
  429: 'Too many requests',
  500: 'Unexpected error',
  503: 'Not available',
};
