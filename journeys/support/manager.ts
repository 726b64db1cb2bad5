import { eventually } from './processes.ts';
import type { Product } from './product.ts';

/** A manager at the admin page's own door: the API, with the cookies of a browser. */
export type Manager = {
  call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T>;
};

const password = 'four quiet house spirits';

/** The one-time link that the product prints when it starts. */
export function printedLink(product: Product): Promise<string> {
  return eventually(
    'a one-time link is printed',
    () => /\/admin\/welcome#([\w-]+)/.exec(product.program.output())?.[1],
    { lastSeen: product.program.output },
  );
}

/** Signs in with the printed one-time link. `url`: where the world finds the API. */
export async function managerByLink(product: Product, url = product.url): Promise<Manager> {
  return atTheDoor(url, await printedLink(product));
}

/** A colleague who signs in with a one-time link that the manager makes. */
export async function colleagueByInvite(manager: Manager, url: string, staffId: string): Promise<Manager> {
  const { link } = await manager.call<{ link: string }>('POST', `/staff/${staffId}/invite`);
  return atTheDoor(url, new URL(link).hash.slice(1));
}

async function atTheDoor(url: string, token: string): Promise<Manager> {
  const cookies = new Map<string, string>();
  const manager: Manager = {
    async call<T>(method: string, path: string, body?: unknown): Promise<T> {
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      for (const line of response.headers.getSetCookie()) {
        const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
        cookies.set(name, value);
      }
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`);
      return (text === '' ? null : JSON.parse(text)) as T;
    },
  };
  await manager.call('POST', '/staff/welcome', { token, password });
  return manager;
}
