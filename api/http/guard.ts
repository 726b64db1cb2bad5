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
