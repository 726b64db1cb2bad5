/** A process as the worker's: imports one file of bills, or stands idle as long, and tells what that cost. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { systemActor } from '#api/core/actor.ts';
import { openDatabase } from '#api/core/db.ts';
import { openDiskFiles } from '#api/core/files.ts';
import { openLog } from '#api/core/log.ts';
import { importTargets } from '#api/flows/import-targets.ts';
import { applyImport } from '#api/imports/apply-import.ts';
import { receiveFile } from '#api/imports/receive-file.ts';
import { workOnImport } from '#api/imports/work-on-import.ts';

const benchNow = new Date('2026-11-20T09:00:00Z');
const { db } = openDatabase(process.env.DATABASE_URL ?? '', 4);
const files = openDiskFiles(join(tmpdir(), 'domovoy-bench-files'));
const ctx = { db, now: () => benchNow, log: openLog('silent'), files };
await db.company.findFirst();

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
if (process.env.IDLE) await new Promise((done) => setTimeout(done, 3000));
else {
  const content = createReadStream(process.env.FILE ?? '');
  const { id } = await receiveFile(
    ctx,
    systemActor,
    { target: 'invoices', fileName: 'bench.csv', content },
    importTargets,
  );
  await workOnImport(ctx, importTargets, id);
  await applyImport(ctx, systemActor, id, importTargets);
}
delay.disable();
const status = await readFile('/proc/self/status', 'utf8');
const peakMiB = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
console.log(`told ${JSON.stringify({ peakMiB, delayMs: delay.percentile(99) / 1e6, worstMs: delay.max / 1e6 })}`);
