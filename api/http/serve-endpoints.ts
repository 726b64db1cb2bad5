import express, { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { type Actor, hasRole } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { nearestLocale } from '#locales/translate.ts';
import type { Download, Endpoint } from './endpoint.ts';
import { onWire, problem, sendProblem } from './problem.ts';

/** Who sent a request: null for a stranger. */
export type WhoIs = (request: Request) => Promise<Actor | null>;

export const fileCap = '50mb';

/** A router that serves the endpoints: authorise, validate, call, present. */
export function serveEndpoints(ctx: Ctx, endpoints: readonly Endpoint[], whoIs: WhoIs): Router {
  const router = Router();
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/\{(\w+)\}/g, ':$1');
    const reader =
      endpoint.body === 'file' ? express.raw({ type: () => true, limit: fileCap }) : express.json({ limit: '1mb' });
    router[endpoint.method](path, reader, async (request, response) => {
      await answer(ctx, endpoint, whoIs, request, response);
    });
  }
  return router;
}

async function answer(ctx: Ctx, endpoint: Endpoint, whoIs: WhoIs, request: Request, response: Response): Promise<void> {
  const actor = await whoIs(request);
  if (endpoint.access !== 'anybody') {
    if (!actor) throw new AppError('not-signed-in');
    if (!hasRole(actor, ...endpoint.access)) throw new AppError('not-allowed');
  }
  const errors: { path: string; message: string }[] = [];
  const params = read(endpoint.params, request.params, 'params', errors);
  const query = read(endpoint.query, request.query, 'query', errors);
  const body = endpoint.body === 'file' ? asBytes(request.body) : read(endpoint.body, request.body, 'body', errors);
  if (errors.length > 0) return sendProblem(response, problem(422, 'input.invalid', { errors }));
  const locale = nearestLocale(request.acceptsLanguages()[0]);
  const result = await endpoint.handle({ ctx, actor: actor ?? { kind: 'system' }, params, query, body, locale });
  present(endpoint, response, result);
}

function read(
  schema: z.ZodType | undefined,
  given: unknown,
  where: string,
  errors: { path: string; message: string }[],
): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(given ?? {});
  if (result.success) return result.data;
  for (const issue of result.error.issues)
    errors.push({ path: [where, ...issue.path].join('.'), message: issue.message });
  return undefined;
}

function asBytes(body: unknown): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array();
}

function present(endpoint: Endpoint, response: Response, result: unknown): void {
  response.setHeader('cache-control', 'no-store');
  if (endpoint.answer === undefined) {
    response.status(204).end();
    return;
  }
  if (endpoint.answer === 'file') {
    const file = result as Download;
    response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`);
    response.type(file.mime).send(typeof file.bytes === 'string' ? file.bytes : Buffer.from(file.bytes));
    return;
  }
  response
    .status(endpoint.method === 'post' ? 201 : 200)
    .type('application/json')
    .send(JSON.stringify(result, onWire));
}
