import type { NextFunction, Request, Response } from 'express';
import { problem, sendProblem } from './problem.ts';

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

/**
 * Outside production the house answers only on this machine: a foreign `Host` (DNS rebinding) or a proxy's
 * `X-Forwarded-*` is refused.
 */
export function onlyThisMachine(request: Request, response: Response, next: NextFunction): void {
  const forwarded = Object.keys(request.headers).some(
    (name) => name.startsWith('x-forwarded-') || name === 'forwarded',
  );
  if (forwarded || !loopback.test(request.headers.host ?? '')) {
    sendProblem(response, problem(403, 'not-this-machine'));
    return;
  }
  next();
}

/**
 * A page of another site makes nothing happen here, whatever cookies the browser adds. Browsers say where a request comes
 * from (https://www.w3.org/TR/fetch-metadata); one that does not is judged by `Origin`. Programs send neither.
 */
export function sameSiteOnly(request: Request, response: Response, next: NextFunction): void {
  const isSafe = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  if (isSafe || isOwn(request)) next();
  else sendProblem(response, problem(403, 'not-this-site'));
}

function isOwn(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.get('origin');
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.host);
}
