import { Worker, type WorkerOptions } from 'node:worker_threads';

/** A thread does not read TypeScript of itself, whatever its process does. */
const readTypeScript = `
  const { workerData } = require('node:worker_threads');
  import('tsx/esm/api').then(({ tsImport }) => tsImport(workerData, workerData));
`;

/** A thread that runs one of our files, with no more memory than it is given. */
export function startThread(file: URL, mostMegabytes: number, more: WorkerOptions = {}): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: mostMegabytes };
  return new Worker(readTypeScript, { eval: true, workerData: file.href, resourceLimits, ...more });
}
