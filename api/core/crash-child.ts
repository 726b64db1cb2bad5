import { type Ctx, inTransaction } from './ctx.ts';
import { openDatabase } from './db.ts';
import { openDiskFiles } from './files.ts';
import { openHearing, startHearing } from './hearing.ts';
import { newId } from './ids.ts';
import { openLog } from './log.ts';
import { emit } from './outbox.ts';
import { openQueues } from './queues.ts';
import { eventQueue, startRelay } from './relay.ts';
import { realNow } from './time.ts';

/**
 * A process that dies at a chosen moment, for the crash tests: `crash-child.ts <where> <database url> <redis url or ->`.
 * It ends itself with SIGKILL, so nothing is closed, flushed or said goodbye to.
 */
const [where, databaseUrl = '', redisUrl = '-'] = process.argv.slice(2);
const { db } = openDatabase(databaseUrl, 5);
const ctx: Ctx = { db, now: realNow, log: openLog('silent'), files: openDiskFiles('/nonexistent') };
const open = () => openQueues({ databaseUrl, redisUrl: redisUrl === '-' ? null : redisUrl }, ctx.log);
const die = () => process.kill(process.pid, 'SIGKILL');

if (where === 'after-commit') {
  for (let count = 0; count < 5; count += 1)
    await inTransaction(ctx, (tx) => emit(tx, { kind: 'test.deed', data: { subjectId: newId(tx.now()) } }));
  die();
}

if (where === 'after-queueing') {
  // Queued, but killed before the stamp is committed.
  const queues = await open();
  const queue = queues.queue(eventQueue);
  await startRelay({
    databaseUrl,
    log: ctx.log,
    queue: {
      ...queue,
      add: async (jobs) => {
        await queue.add(jobs);
        die();
        await new Promise(() => {});
      },
    },
  });
}

if (where === 'after-hand-over') {
  const queues = await open();
  const relay = await startRelay({ databaseUrl, log: ctx.log, queue: queues.queue(eventQueue) });
  await relay.handOver();
  die();
}

if (where === 'in-handler') {
  const hearing = openHearing();
  hearing.hear('test.deed', async (tx, data) => {
    await tx.db.auditEvent.create({
      data: {
        id: newId(tx.now()),
        actorKind: 'system',
        surface: 'test',
        deed: 'effect',
        subjectId: String(data.subjectId),
        data: {},
        createdAt: tx.now(),
      },
    });
    die();
    await new Promise(() => {});
  });
  await startHearing(ctx, await open(), hearing);
}
