import type { IncomingMessage, ServerResponse } from 'node:http';
import { getSetting } from '#api/company/settings.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { isAppError } from '#api/core/errors.ts';
import { nearestLocale } from '#locales/translate.ts';
import { senderOf } from '../address.ts';
import { keepNotice } from '../desk.ts';
import { findProvider, type Providers } from '../provider.ts';
import { payHtml } from './page.ts';
import { payPages } from './pages.ts';
import { readBytes, sendHtml, sendWord } from './wire.ts';

export type PayDoor = { handle(request: IncomingMessage, response: ServerResponse): void };

/**
 * The door of payments, outside the API: pages for payers (`/pay/<token>`) and notices of providers (`/pay/notices/<provider>`). A
 * notice is kept before it is answered with 200, and worked later; one that is not the provider's is refused in words.
 */
export function createPayDoor(ctx: Ctx, providers: Providers): PayDoor {
  const pages = payPages(ctx, providers);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://house');
    const [, , first = '', second = ''] = pathname.split('/');
    if (first === 'notices') return takeNotice(second, request, response);
    const payer = { token: first, isBack: searchParams.has('back'), locale: languageOf(request) };
    if (request.method === 'GET' || request.method === 'HEAD') return pages.show(payer, response);
    if (request.method !== 'POST') return sendWord(response, 405, 'Method Not Allowed');
    if (isForeign(request)) return sendWord(response, 403, 'The page of another site pays nothing here.');
    const bytes = await readBytes(request);
    if (!bytes) return sendWord(response, 413, 'Too much.');
    return pages.press(payer, new URLSearchParams(bytes.toString('utf8')), response);
  }

  async function takeNotice(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const provider = findProvider(providers, name);
    if (!provider?.readNotice) return sendWord(response, 404, 'No such provider is connected here.');
    if (request.method !== 'POST') return sendWord(response, 405, 'Method Not Allowed');
    const rawBody = await readBytes(request);
    if (!rawBody) return sendWord(response, 413, 'Too much.');
    const { trustedProxies } = await getSetting(ctx, 'payments');
    const forwarded = String(request.headers['x-forwarded-for'] ?? '');
    const address = senderOf(request.socket.remoteAddress ?? '', forwarded, trustedProxies);
    try {
      const notice = await provider.readNotice({ headers: request.headers, rawBody, address });
      if (notice) await keepNotice(ctx, name, notice);
      sendWord(response, 200, 'ok');
    } catch (error) {
      if (!isAppError(error, 'notice.refused')) throw error;
      const why = String(error.values.why);
      ctx.log.warn({ provider: name, why }, 'a notice was refused');
      sendWord(response, why === 'shape' ? 400 : 403, refusals[why] ?? 'Refused.');
    }
  }

  return {
    handle(request, response) {
      answer(request, response).catch((error: unknown) => {
        ctx.log.error({ error }, 'the door of payments failed');
        if (response.headersSent) return response.destroy();
        response.setHeader('retry-after', '5');
        sendHtml(response, 503, payHtml(languageOf(request), null));
      });
    },
  };
}

const refusals: Record<string, string> = {
  address: 'Notices are taken from the addresses of the payment service only.',
  signature: 'The signature is missing, wrong, or too old.',
  shape: 'This is not a notice of a payment.',
};

function languageOf(request: IncomingMessage) {
  return nearestLocale(request.headers['accept-language']?.split(',')[0]?.split(';')[0]);
}

/** A page of another site must not press our buttons for its visitor. */
function isForeign(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  if (typeof site === 'string') return site !== 'same-origin' && site !== 'none';
  const { origin, host } = request.headers;
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
}
