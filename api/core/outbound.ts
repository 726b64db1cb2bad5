import { ProxyAgent, fetch as undiciFetch } from 'undici';

/** A `fetch` that goes through a proxy when there is one, and gives up after `seconds`. */
export function outboundFetch(proxy: string | null | undefined, seconds = 15): typeof globalThis.fetch {
  const dispatcher = proxy ? new ProxyAgent(proxy) : undefined;
  return async (url, init) => {
    const signal = AbortSignal.timeout(seconds * 1000);
    if (!dispatcher) return globalThis.fetch(url, { ...init, signal });
    return undiciFetch(String(url), { ...init, signal, dispatcher } as never) as unknown as Promise<Response>;
  };
}
