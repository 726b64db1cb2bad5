import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyError, readBody, readRaw } from '../wire/body.ts';
import type { FileRecord } from './model.ts';
import type { World } from './world.ts';

const uploadCap = 64 << 20;

/**
 * `/playground/slack/files/…`: `upload/<id>` takes the bytes, `<team>-<id>/<name>` gives them to whoever holds the
 * bot's token (others are sent to a sign-in page, as Slack does), `as-person/<id>` gives them to the page on loopback.
 */
export async function handleFiles(
  world: World,
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
): Promise<void> {
  const [first = '', second = ''] = path.split('/');
  if (first === 'upload') return takeBytes(world, req, res, second);
  if (first === 'as-person') {
    const local = /^(127\.|::1$|::ffff:127\.)/.test(req.socket.remoteAddress ?? '');
    return giveBytes(world, res, local ? world.state.files[second] : undefined, false);
  }
  const id = /-(F[A-Z0-9]+)$/.exec(first)?.[1] ?? second;
  if (req.headers.authorization !== `Bearer ${world.cast.bot.token}`) {
    res.writeHead(302, { location: `https://${world.cast.team.domain}.slack.com/?redir=${encodeURIComponent(path)}` });
    res.end();
    return;
  }
  return giveBytes(world, res, world.state.files[id], (req.url ?? '').includes('download=1'));
}

/** The second call of an upload: raw bytes or a form with one file; answers `OK - <length>`. */
async function takeBytes(world: World, req: IncomingMessage, res: ServerResponse, id: string): Promise<void> {
  const file = world.state.files[id];
  if (req.method !== 'POST' || file?.state !== 'waiting') {
    res.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    return;
  }
  try {
    const form = (req.headers['content-type'] ?? '').startsWith('multipart/');
    const bytes = form ? (await readBody(req, uploadCap)).files[0]?.bytes : await readRaw(req, uploadCap);
    if (!bytes || bytes.length !== file.size) {
      res
        .writeHead(400, { 'content-type': 'text/plain' })
        .end(`${bytes?.length ?? 0} bytes came, ${file.size} announced`);
      return;
    }
    await world.blobs.put(file.id, bytes);
    file.state = 'uploaded';
    world.touch();
    res.writeHead(200, { 'content-type': 'text/plain' }).end(`OK - ${bytes.length}`);
  } catch (error) {
    if (!(error instanceof BodyError)) throw error;
    res.writeHead(error.status, { 'content-type': 'text/plain', connection: 'close' }).end(error.message);
  }
}

async function giveBytes(
  world: World,
  res: ServerResponse,
  file: FileRecord | undefined,
  download: boolean,
): Promise<void> {
  const bytes = file ? await world.blobs.get(file.id) : null;
  if (!file || !bytes) {
    res.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    return;
  }
  // What a stranger sent is shown as a picture or sound and never run as a page of ours.
  const shown = /^(image\/(png|jpeg|gif|webp)|audio\/|video\/)/.test(file.mime);
  res.writeHead(200, {
    'content-type': shown || download ? file.mime : 'application/octet-stream',
    'content-length': bytes.length,
    'content-disposition': `${shown && !download ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=86400',
  });
  res.end(bytes);
}
