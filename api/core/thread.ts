import { Worker } from 'node:worker_threads';

type ThreadOptions = {
  /** The memory it may take; one that wants more ends with ERR_WORKER_OUT_OF_MEMORY. */
  megabytes: number;
  /** Of what lives shortly; less keeps a thread small that makes much and keeps little. */
  youngMegabytes?: number;
  /** What it is told: plain data, there as `workerData.data`. */
  data?: unknown;
};

/** A thread that runs one of our files. */
export function startThread(file: URL, { megabytes, youngMegabytes, data }: ThreadOptions): Worker {
  return new Worker(new URL('./start-thread.mjs', import.meta.url), {
    workerData: { file: file.href, data },
    // The flags of our process are not for it: it brings its own reader of TypeScript.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: youngMegabytes },
  });
}
