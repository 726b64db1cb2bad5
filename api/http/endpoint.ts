import type { z } from 'zod';
import type { Actor, StaffRole } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Who may call: anybody at all, or a signed-in colleague with one of these roles. */
export type Access = 'anybody' | readonly StaffRole[];

/** What a handler answers when it is not JSON: a file to download. */
export type Download = { fileName: string; mime: string; bytes: Uint8Array | string };

type Call<Params, Query, Body, A> = {
  ctx: Ctx;
  actor: A;
  params: Params;
  query: Query;
  body: Body;
  /** The caller's language, for files that people read. */
  locale: 'ru' | 'en';
};

/** One thing the API does: validated, authorised, documented, then one verb of the domain. */
export type Endpoint = {
  method: Method;
  /** Under `/api/v1`, with `{id}` for params: `/news/{id}/publish`. */
  path: string;
  summary: string;
  tag: string;
  access: Access;
  params?: z.ZodObject | undefined;
  query?: z.ZodObject | undefined;
  /** A JSON body; `'file'` takes raw bytes (its name in the query). */
  body?: z.ZodType | 'file' | undefined;
  /** The answer's shape; `'file'` for a download, none for 204. */
  answer?: z.ZodType | 'file' | undefined;
  /** The codes it refuses with, besides the usual ones. */
  refusals?: readonly string[] | undefined;
  handle(call: Call<unknown, unknown, unknown, Actor>): Promise<unknown>;
};

type Output<T> = T extends z.ZodType ? z.output<T> : T extends 'file' ? Uint8Array : undefined;

/** Declares an endpoint; the handler's params, query and body have the types of their schemas. */
export function endpoint<
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | 'file' | undefined = undefined,
>(
  given: Omit<Endpoint, 'handle' | 'params' | 'query' | 'body'> & {
    params?: P;
    query?: Q;
    body?: B;
    handle(call: Call<Output<P>, Output<Q>, Output<B>, Actor>): Promise<unknown>;
  },
): Endpoint {
  return given as unknown as Endpoint;
}
