import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

export function sendJson(res: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  res.end(text);
}

export function sendText(res: ServerResponse, status: number, text: string): void {
  res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  res.end(text);
}

/**
 * Whether the request comes from this machine and, when a page sent it, from a page of this machine:
 * a foreign site open in the same browser must not play with the playground, nor must a rebound DNS name.
 */
export function isLocal(req: IncomingMessage): boolean {
  const from = req.socket.remoteAddress ?? '';
  if (!/^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(from)) return false;
  const origin = req.headers.origin;
  return isLoopbackHost(req.headers.host ?? '') && (!origin || isLoopbackHost(origin.replace(/^https?:\/\//, '')));
}

function isLoopbackHost(host: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(host);
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

// Pictures may come from any door of this machine: the page may be open as localhost while addresses say 127.0.0.1.
const loopback = 'http://127.0.0.1:* http://localhost:*';
const contentSecurity = [
  "default-src 'self'",
  `img-src 'self' data: blob: ${loopback}`,
  "media-src 'self' data: blob:",
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

/** Serves a file of the built page; answers 404 for what is not there and says how to build when nothing is. */
export async function sendPageFile(res: ServerResponse, dist: string, path: string): Promise<void> {
  const file = normalize(join(dist, path === '' ? 'index.html' : path));
  const type = types[extname(file)];
  if (!type || !file.startsWith(dist + sep)) return sendText(res, 404, 'Not Found');
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    if (path !== '') return sendText(res, 404, 'Not Found');
    const how = 'npx vite build --config playground/page/vite.config.ts';
    return sendText(res, 503, `The page is not built yet. Build it with: ${how}\n`);
  }
  res.writeHead(200, {
    'content-type': type,
    'content-length': bytes.length,
    // Names under assets/ carry a hash of their content.
    'cache-control': path.startsWith('assets/') ? 'max-age=31536000, immutable' : 'no-cache',
    'content-security-policy': contentSecurity,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  res.end(bytes);
}
