import { AppError } from '#api/core/errors.ts';
import { startThread } from '#api/core/thread.ts';
import type { StagedFile, StagingJob } from './stage-file.ts';
import type { ThreadWord } from './thread.ts';

/** More memory than this no file within the caps needs; a crafted one stops here. */
const mostMegabytes = 768;

/**
 * Stages a file in a thread of its own, so that nothing here waits while it is read. `onProgress` hears how many rows were read.
 * Refuses what `stageFile` refuses, `import.too-slow` { seconds } and `import.too-heavy` when it takes more memory than any file may.
 */
export async function readInThread(job: StagingJob, onProgress: (rows: number) => void): Promise<StagedFile> {
  const file = new URL('./thread.ts', import.meta.url);
  const thread = startThread(file, { megabytes: mostMegabytes, youngMegabytes: 16, data: job });
  const { seconds } = job.caps;
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((done, failed) => {
      timer = setTimeout(() => failed(new AppError('import.too-slow', { seconds })), seconds * 1000);
      thread.on('message', (word: ThreadWord) => {
        if (word.kind === 'rows') onProgress(word.rows);
        else if (word.kind === 'staged') done(word.file);
        else failed(new AppError(word.code, word.values));
      });
      thread.once('error', (error) => failed(isOutOfMemory(error) ? new AppError('import.too-heavy') : error));
      thread.once('exit', (code) => failed(new Error(`the reading thread ended with ${code}`)));
    });
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
