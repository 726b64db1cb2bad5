import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { AppError } from '#api/core/errors.ts';
import { localeOf } from './language.ts';
import { problem, problemOf, sendProblem } from './problem.ts';
import { webHeaders } from './web-headers.ts';

type AuthDoor = {
  handler(request: globalThis.Request): Promise<globalThis.Response>;
  baseUrl: string;
  limits: RequestHandler[];
};

/** What colleagues use of better-auth; the rest of its paths are not there. */
const paths: Record<string, 'get' | 'post'> = {
  '/api/auth/sign-in/email': 'post',
  '/api/auth/sign-out': 'post',
  '/api/auth/get-session': 'get',
  '/api/auth/list-sessions': 'get',
  '/api/auth/revoke-session': 'post',
  '/api/auth/revoke-other-sessions': 'post',
  '/api/auth/change-password': 'post',
};

/** Serves `/api/auth/*` with limits on failed tries; refusals are problem documents like everybody's. */
export function handleAuth({ handler, baseUrl, limits }: AuthDoor): (request: Request, response: Response) => void {
  const router = Router();
  for (const [path, method] of Object.entries(paths)) {
    const guards = path.endsWith('/sign-in/email') || path.endsWith('/change-password') ? limits : [];
    router[method](path, express.json({ limit: '16kb' }), ...guards, async (request, response) => {
      await pass(await handler(asWebRequest(request, baseUrl)), request, response);
    });
  }
  return (request, response) => {
    router(request, response, (error?: unknown) => {
      sendProblem(response, error ? problemOf(error, localeOf(request)) : problem(404, 'not-found'));
    });
  };
}

function asWebRequest(request: Request, baseUrl: string): globalThis.Request {
  const headers = webHeaders(request.headers);
  headers.delete('content-length');
  const body = request.method === 'POST' ? { body: JSON.stringify(request.body ?? {}) } : {};
  if (request.method === 'POST') headers.set('content-type', 'application/json');
  return new globalThis.Request(`${baseUrl}${request.originalUrl}`, { method: request.method, headers, ...body });
}

async function pass(answer: globalThis.Response, request: Request, response: Response): Promise<void> {
  for (const cookie of answer.headers.getSetCookie()) response.append('set-cookie', cookie);
  response.setHeader('cache-control', 'no-store');
  if (answer.ok) {
    response
      .status(answer.status)
      .type('application/json')
      .send(await answer.text());
    return;
  }
  const code = await codeOf(answer);
  sendProblem(response, problemOf(new AppError(code), localeOf(request)));
}

const codes: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: 'sign-in.wrong',
  INVALID_EMAIL: 'sign-in.wrong',
  // A former colleague: no more is said than to a stranger.
  FAILED_TO_CREATE_SESSION: 'sign-in.wrong',
  INVALID_PASSWORD: 'sign-in.wrong',
  PASSWORD_TOO_SHORT: 'sign-in.weak-password',
  PASSWORD_TOO_LONG: 'sign-in.weak-password',
};

async function codeOf(answer: globalThis.Response): Promise<string> {
  const { code } = (await answer.json().catch(() => ({}))) as { code?: unknown };
  const known = typeof code === 'string' ? codes[code] : undefined;
  if (known) return known;
  if (answer.status === 401) return 'not-signed-in';
  if (answer.status >= 500) throw new Error('the sign-in failed inside');
  return answer.status === 403 ? 'not-allowed' : 'sign-in.refused';
}
