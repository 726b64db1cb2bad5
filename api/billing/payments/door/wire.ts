import type { IncomingMessage, ServerResponse } from 'node:http';

const bodyCap = 256 * 1024;

/** The bytes of a request, as they came: signatures are over them. Null for more than a payment could need. */
export async function readBytes(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyCap) chunks.push(chunk);
  }
  return size > bodyCap ? null : Buffer.concat(chunks);
}

/** Nothing of a payer's page is kept, framed, or told to whom they go to next. A form may lead to a provider's page. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' https: http://127.0.0.1:* http://localhost:*; frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};

export function sendHtml(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, headers).end(html);
}

export function sendTo(response: ServerResponse, url: string): void {
  response.writeHead(303, { location: url, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).end();
}

/** An answer to a machine: the status is what it reads. */
export function sendWord(response: ServerResponse, status: number, word: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end(word);
}
