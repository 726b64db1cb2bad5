/** The thread that reads a file, beside the process that goes on answering people. */
import { parentPort, workerData } from 'node:worker_threads';
import { isAppError } from '#api/core/errors.ts';
import { type StagedFile, type StagingJob, stageFile } from './stage-file.ts';

export type ThreadWord =
  | { kind: 'rows'; rows: number }
  | { kind: 'staged'; file: StagedFile }
  | { kind: 'refused'; code: string; values: Record<string, unknown> };

const say = (word: ThreadWord) => parentPort?.postMessage(word);

try {
  say({ kind: 'staged', file: await stageFile(workerData.data as StagingJob, (rows) => say({ kind: 'rows', rows })) });
} catch (error) {
  if (!isAppError(error)) throw error;
  say({ kind: 'refused', code: error.code, values: error.values });
}
