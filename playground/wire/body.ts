import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';

export type UploadedFile = { field: string; name: string; mime: string; bytes: Buffer };

export type Body = {
  kind: 'empty' | 'json' | 'urlencoded' | 'multipart' | 'other';
  /** JSON: the object's members. Forms: strings as sent (a repeated name keeps the last value). */
  fields: Record<string, unknown>;
  files: UploadedFile[];
  /** The bytes as they came, for signatures; empty for multipart. */
  raw: Buffer;
};

/** What the caller answers when the body cannot be taken: 413 over the cap, 400 malformed. */
export class BodyError extends Error {
  readonly status: 400 | 413;
  constructor(status: 400 | 413, message: string) {
    super(message);
    this.name = 'BodyError';
    this.status = status;
  }
}

/**
 * Reads the whole request body; refuses with BodyError 413 as soon as it passes `cap` bytes.
 * What still comes is let through unread, so that the caller gets the refusal and not a broken pipe.
 */
export function readRaw(req: IncomingMessage, cap: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= cap) chunks.push(chunk);
      else {
        chunks = [];
        reject(new BodyError(413, 'Request Entity Too Large'));
      }
    });
    req.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    req.on('error', reject);
    req.on('aborted', () => reject(new BodyError(400, 'the request was cut off')));
  });
}

/**
 * Reads a body of any of the three kinds both wires speak.
 * A JSON body that is not an object and a broken form are refused with BodyError 400.
 */
export async function readBody(req: IncomingMessage, cap: number): Promise<Body> {
  const type = (req.headers['content-type'] ?? '').toLowerCase();
  if (type.startsWith('multipart/form-data')) return readMultipart(req, cap);
  const raw = await readRaw(req, cap);
  if (raw.length === 0) return { kind: 'empty', fields: {}, files: [], raw };
  if (type.startsWith('application/json')) return { kind: 'json', fields: parseJsonObject(raw), files: [], raw };
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return {
      kind: 'urlencoded',
      fields: Object.fromEntries(new URLSearchParams(raw.toString('utf8'))),
      files: [],
      raw,
    };
  }
  return { kind: 'other', fields: {}, files: [], raw };
}

function parseJsonObject(raw: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(raw.toString('utf8'));
  } catch {
    throw new BodyError(400, "can't parse JSON object");
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BodyError(400, 'a JSON object is expected');
  }
  return value as Record<string, unknown>;
}

function readMultipart(req: IncomingMessage, cap: number): Promise<Body> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, unknown> = {};
    const files: UploadedFile[] = [];
    let size = 0;
    let settled = false;
    const fail = (error: BodyError) => {
      if (settled) return;
      settled = true;
      req.unpipe();
      req.resume();
      reject(error);
    };
    let parser: busboy.Busboy;
    try {
      parser = busboy({ headers: req.headers, defParamCharset: 'utf8', limits: { fieldSize: cap, fileSize: cap } });
    } catch {
      fail(new BodyError(400, 'malformed multipart body'));
      return;
    }
    parser.on('field', (name, value) => {
      fields[name] = value;
    });
    parser.on('file', (field, stream, info) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () =>
        files.push({ field, name: info.filename ?? '', mime: info.mimeType, bytes: Buffer.concat(chunks) }),
      );
    });
    parser.on('error', () => fail(new BodyError(400, 'malformed multipart body')));
    parser.on('close', () => {
      if (settled) return;
      settled = true;
      resolve({ kind: 'multipart', fields, files, raw: Buffer.alloc(0) });
    });
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > cap) fail(new BodyError(413, 'Request Entity Too Large'));
    });
    req.on('aborted', () => fail(new BodyError(400, 'the request was cut off')));
    req.pipe(parser);
  });
}
