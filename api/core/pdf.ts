import type { Worker } from 'node:worker_threads';
import type { PdfDocument } from './pdf-page.ts';
import { startThread } from './thread.ts';

type Waiting = { resolve(bytes: Uint8Array): void; reject(error: Error): void };
type Said = { id: number; bytes: Uint8Array; error?: undefined } | { id: number; error: string };

/** The thread that lays pages out, from the first document on; it keeps no process alive. */
let printer: { worker: Worker; waiting: Map<number, Waiting> } | null = null;
let asked = 0;

/** A document as a PDF with our fonts. Laying it out takes tens of milliseconds, so it is done in a thread of its own. */
export function printPdf(document: PdfDocument): Promise<Uint8Array> {
  printer ??= startPrinter();
  const { worker, waiting } = printer;
  const id = asked++;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.ref();
    worker.postMessage({ id, document });
  });
}

function startPrinter(): NonNullable<typeof printer> {
  const worker = startThread(new URL('./pdf-worker.ts', import.meta.url), { megabytes: 256 });
  const waiting = new Map<number, Waiting>();
  worker.on('message', (said: Said) => {
    const asker = waiting.get(said.id);
    waiting.delete(said.id);
    if (waiting.size === 0) worker.unref();
    if (said.error !== undefined) asker?.reject(new Error(said.error));
    else asker?.resolve(said.bytes);
  });
  const fail = (error: Error) => {
    if (printer?.worker === worker) printer = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the thread that prints has stopped')));
  worker.unref();
  return { worker, waiting };
}
