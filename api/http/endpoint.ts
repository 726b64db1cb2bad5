import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Actor, StaffActor, StaffRole } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import type { Locale } from '#locales/translate.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Who may call: anybody at all, or a signed-in colleague with one of these roles. */
export type Access = 'anybody' | readonly StaffRole[];

/** What a handler answers when it is not JSON: a file to download, whole or as it is made. */
export type Download = {
  fileName: string;
  mime: string;
  bytes: Uint8Array | string | AsyncIterable<string | Uint8Array>;
};

/** What came with a request, beside its validated parts. */
type Surroundings = {
  ctx: Ctx;
  /** The caller's language, for files that people read. */
  locale: Locale;
  /** The request's headers, as the sign-in library reads them. */
  headers: Headers;
  /** Sends a `Set-Cookie` with the answer. */
  setCookie(value: string): void;
};

type Call<Params, Query, Body, A> = Surroundings & { actor: A; params: Params; query: Query; body: Body };

/** One thing the API does: authorised, validated, documented, then one verb of the domain. */
export type Endpoint = {
  method: Method;
  /** Under `/api/v1`, with `{id}` for params: `/news/{id}/publish`. */
  path: string;
  summary: string;
  tag: string;
  access: Access;
  params?: z.ZodObject | undefined;
  query?: z.ZodObject | undefined;
  /** A JSON body; `'file'` takes raw bytes (its name in the query), `'stream'` takes them as they come, however many. */
  body?: z.ZodType | 'file' | 'stream' | undefined;
  /** The answer's shape: what is not in it does not leave; `'file'` for a download, none for 204. */
  answer?: z.ZodType | 'file' | undefined;
  /** The codes it refuses with, besides the usual ones. */
  refusals?: readonly string[] | undefined;
  /** Takes an `Idempotency-Key`: the same key again is refused as `request.already-done` and changes nothing. */
  isKeyed?: boolean | undefined;
  handle(call: Call<unknown, unknown, unknown, Actor | null>): Promise<unknown>;
};

type Input<T> = T extends z.ZodType
  ? z.output<T>
  : T extends 'file'
    ? Uint8Array
    : T extends 'stream'
      ? Readable
      : undefined;
type Output<T> = T extends z.ZodType ? z.input<T> : T extends 'file' ? Download : undefined;
type Caller<A> = A extends 'anybody' ? Actor | null : StaffActor;

/** Declares an endpoint: its handler takes and gives what its schemas say. */
export function endpoint<
  A extends Access,
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | 'file' | 'stream' | undefined = undefined,
  R extends z.ZodType | 'file' | undefined = undefined,
>(
  given: Omit<Endpoint, 'handle' | 'access' | 'params' | 'query' | 'body' | 'answer'> & {
    access: A;
    params?: P;
    query?: Q;
    body?: B;
    answer?: R;
    handle(call: Call<Input<P>, Input<Q>, Input<B>, Caller<A>>): Promise<R extends undefined ? unknown : Output<R>>;
  },
): Endpoint {
  return given as unknown as Endpoint;
}
