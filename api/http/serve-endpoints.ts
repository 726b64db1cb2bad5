import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import type { z } from 'zod';
import { type Actor, actorId, hasRole } from '#api/core/actor.ts';
import { type Ctx, once } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import type { Download, Endpoint, Method } from './endpoint.ts';
import { localeOf } from './language.ts';
import { onWire, type Problem, problem, sendProblem } from './problem.ts';
import { webHeaders } from './web-headers.ts';

/** Who sent a request: null for a stranger. */
export type WhoIs = (request: Request) => Promise<Actor | null>;

export const fileCap = '50mb';
const jsonCap = '1mb';

/** A router that serves the endpoints: authorise, read, validate, call, present. What it does not know, it passes on. */
export function serveEndpoints(ctx: Ctx, endpoints: readonly Endpoint[], whoIs: WhoIs): Router {
  const router = Router();
  const methods = new Map<string, Method[]>();
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/\{(\w+)\}/g, ':$1');
    methods.set(path, [...(methods.get(path) ?? []), endpoint.method]);
    const readers = reader(endpoint);
    router[endpoint.method](path, authorise(endpoint, whoIs), ...readers, (request: Request, response: Response) =>
      answer(ctx, endpoint, request, response),
    );
  }
  for (const [path, known] of methods) router.all(path, (_request, response) => refuseMethod(response, known));
  return router;
}

/** Before the body is read: a stranger's fifty megabytes are not. */
function authorise(endpoint: Endpoint, whoIs: WhoIs) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const actor = await whoIs(request);
    if (endpoint.access !== 'anybody') {
      if (!actor) throw new AppError('not-signed-in');
      if (!hasRole(actor, ...endpoint.access)) throw new AppError('not-allowed');
    }
    response.locals.actor = actor;
    next();
  };
}

function reader({ body }: Endpoint): RequestHandler[] {
  if (body === 'stream') return [];
  if (body === 'file') return [express.raw({ type: () => true, limit: fileCap })];
  return [mustBeJson, express.json({ limit: jsonCap })];
}

/** A body in another language is refused by name, rather than read as nothing. */
function mustBeJson(request: Request, response: Response, next: NextFunction): void {
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0;
  if (hasBody && !request.is('application/json')) sendProblem(response, problem(415, 'body.not-json'));
  else next();
}

async function answer(ctx: Ctx, endpoint: Endpoint, request: Request, response: Response): Promise<void> {
  const errors: NonNullable<Problem['errors']> = [];
  const params = read(endpoint.params, request.params, 'params', errors);
  const query = read(endpoint.query, request.query, 'query', errors);
  const body = bodyOf(endpoint, request, errors);
  if (errors.length > 0) return sendProblem(response, problem(422, 'input.invalid', { errors }));
  const actor = (response.locals.actor ?? null) as Actor | null;
  const work = (inside: Ctx) =>
    endpoint.handle({
      ...{ ctx: inside, actor, params, query, body },
      locale: localeOf(request),
      headers: webHeaders(request.headers),
      setCookie: (value) => response.append('set-cookie', value),
    });
  const key = endpoint.isKeyed && actor ? request.get('idempotency-key') : undefined;
  if (key === undefined) return present(endpoint, response, await work(ctx));
  if (!/^[\w-]{8,100}$/.test(key)) return sendProblem(response, problem(422, 'request.bad-key'));
  // A second press of a button carries the key of the first.
  const outcome = await once(ctx, `api:${actor?.kind}:${actor && actorId(actor)}:${key}`, work);
  if (outcome.done) await present(endpoint, response, outcome.result);
  else sendProblem(response, problem(409, 'request.already-done'));
}

function read(
  schema: z.ZodType | undefined,
  given: unknown,
  where: string,
  errors: NonNullable<Problem['errors']>,
): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(given ?? {});
  if (result.success) return result.data;
  for (const issue of result.error.issues)
    errors.push({ path: [where, ...issue.path].join('.'), message: issue.message });
  return undefined;
}

function bodyOf({ body }: Endpoint, request: Request, errors: NonNullable<Problem['errors']>): unknown {
  if (body === 'stream') return request;
  return body === 'file' ? asBytes(request.body) : read(body, request.body, 'body', errors);
}

function asBytes(body: unknown): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array();
}

function refuseMethod(response: Response, known: Method[]): void {
  response.setHeader('allow', known.map((method) => method.toUpperCase()).join(', '));
  sendProblem(response, problem(405, 'method.not-known'));
}

async function present(endpoint: Endpoint, response: Response, result: unknown): Promise<void> {
  response.setHeader('cache-control', 'no-store');
  if (endpoint.answer === undefined) {
    response.status(204).end();
    return;
  }
  if (endpoint.answer === 'file') {
    const file = result as Download;
    response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`);
    response.type(file.mime);
    if (typeof file.bytes === 'string') response.send(file.bytes);
    else if (file.bytes instanceof Uint8Array) response.send(Buffer.from(file.bytes));
    // What fails half-way ends the connection: nobody takes half a file for the whole.
    else await pipeline(Readable.from(file.bytes), response);
    return;
  }
  response
    .status(endpoint.method === 'post' ? 201 : 200)
    .type('application/json')
    .send(JSON.stringify(endpoint.answer.parse(result), onWire));
}
