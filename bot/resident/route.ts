import { z } from 'zod';
import { longId, shortId } from '#api/core/ids.ts';

/** A uuid, written as 22 characters in a route. */
export const idParam = z.string().transform((text, issue) => {
  const id = longId(text);
  if (id) return id;
  issue.addIssue({ code: 'custom', message: 'not an id' });
  return z.NEVER;
});

type Params = Record<string, z.ZodType>;
export type ParamsOf<P extends Params> = { [K in keyof P]: z.output<P[K]> };
type ValuesOf<P extends Params> = { [K in keyof P]?: string | number | boolean | null | undefined };

/** A short typed address: `ticket/<id>`, `invoices?group=water&state=unpaid`. */
export type Route<P extends Params = Params> = {
  name: string;
  /** The address as text; uuids are shortened, what is undefined or null is left out. */
  to(values?: ValuesOf<P>): string;
  /** The params behind an address of this route, or null when they do not fit. */
  read(address: string): ParamsOf<P> | null;
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Makes a route. A param called `id` stands in the path, the others in the query. Names are short: an address of over
 * 64 bytes is kept in Postgres under a token by the adapter.
 */
export function route<P extends Params>(name: string, params: P): Route<P> {
  const schema = z.object(params);
  return {
    name,
    to(values) {
      const { id, ...rest } = { ...values } as Record<string, unknown>;
      const query = new URLSearchParams();
      for (const [key, value] of Object.entries(rest)) {
        if (value !== undefined && value !== null) query.set(key, short(value));
      }
      const path = id === undefined || id === null ? name : `${name}/${short(id)}`;
      return query.size === 0 ? path : `${path}?${query}`;
    },
    read(address) {
      const { id, query } = split(address);
      const given = id === undefined ? query : { ...query, id };
      const result = schema.safeParse(given);
      return result.success ? (result.data as ParamsOf<P>) : null;
    },
  };
}

/** The same address, opened as a message of its own: what it was pressed on (a notice, a living card) stays as it is. */
export function asNewMessage(address: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}n=1`;
}

/** True for an address made by `asNewMessage`. */
export function isForNewMessage(address: string): boolean {
  return split(address).query.n === '1';
}

/** The name of the route behind an address. */
export function routeName(address: string): string {
  return split(address).name;
}

function split(address: string): { name: string; id: string | undefined; query: Record<string, string> } {
  const [path = '', search = ''] = address.split('?', 2);
  const slash = path.indexOf('/');
  const query = Object.fromEntries(new URLSearchParams(search));
  if (slash === -1) return { name: path, id: undefined, query };
  return { name: path.slice(0, slash), id: path.slice(slash + 1), query };
}

function short(value: unknown): string {
  const text = String(value);
  return uuid.test(text) ? shortId(text) : text;
}
