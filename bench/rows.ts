import { deskRows } from './desk-rows.ts';
import { growthRows } from './growth-rows.ts';
import { type BenchHouse, openBenchHouse, postUpdate, tapOnHome } from './house.ts';
import { importRows } from './import-rows.ts';
import { cpuMs, memoryMiB, spawnUntilReady } from './processes.ts';
import { percentile, type Row } from './row.ts';
import { statementGrowth } from './statement-rows.ts';

const importsReady = (output: string) => output.includes('ready');
const startImports = () => spawnUntilReady('bench/baselines/imports.ts', {}, importsReady);
const settle = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** To ready on a database that is already migrated and seeded, against importing the dependencies. */
const coldStart: Row = {
  name: 'cold-start',
  unit: 'ms',
  aim: 3,
  rounds: 5,
  async prepare() {
    const house = await openBenchHouse();
    const timed = async (started: Promise<{ readyMs: number; kill(): Promise<void> }>) => {
      const { readyMs, kill } = await started;
      await kill();
      return readyMs;
    };
    return { ours: () => timed(house.startOurs()), baseline: () => timed(startImports()), close: house.close };
  },
};

/** Resident memory five seconds after ready, against a process that imported the dependencies. */
const idleMemory: Row = {
  name: 'idle-memory',
  unit: 'MiB',
  aim: 2,
  reason: 'all four roles stand in one process: their queues, listeners and prepared statements beside the imports',
  rounds: 3,
  async prepare() {
    const house = await openBenchHouse();
    const weighed = async (started: Promise<{ process: { pid?: number | undefined }; kill(): Promise<void> }>) => {
      const { process, kill } = await started;
      await settle(5000);
      const size = await memoryMiB(process.pid ?? 0);
      await kill();
      return size;
    };
    return { ours: () => weighed(house.startOurs()), baseline: () => weighed(startImports()), close: house.close };
  },
};

let updateId = 1;

/** CPU of one tap on Home, in ms, over a few hundred taps of different residents, four at a time. */
const webhookCpu: Row = {
  name: 'webhook-cpu',
  unit: 'ms CPU a tap',
  aim: 1.5,
  reason:
    'Home reads bills, tickets, readings, news and outages in two statements where the baseline reads one row in one; Prisma takes a fifth of the tap, words and dates a tenth',
  rounds: 5,
  async prepare() {
    const { house, ours, bare } = await openBoth();
    const side = (url: string, pid: number) => async () => {
      const before = await cpuMs(pid);
      const taps = 300;
      let sent = 0;
      await Promise.all(
        Array.from({ length: 4 }, async () => {
          while (sent < taps) {
            sent += 1;
            updateId += 1;
            await postUpdate(url, tapOnHome(updateId, house.chats[updateId % house.chats.length] ?? ''));
          }
        }),
      );
      return ((await cpuMs(pid)) - before) / taps;
    };
    return {
      ours: side(ours.url, ours.process.pid ?? 0),
      baseline: side(bare.url, bare.process.pid ?? 0),
      close: () => closeAll(house, ours, bare),
    };
  },
};

/** p99 from the update's arrival to the edit of the screen, at 50 updates a second for ten seconds. */
const replyLatency: Row = {
  name: 'reply-latency',
  unit: 'ms p99',
  aim: 3,
  reason: 'at 50 taps a second the processor time of a tap (webhook-cpu) is what others wait for',
  rounds: 3,
  async prepare() {
    const { house, ours, bare } = await openBoth();
    // Demo chats are few and some replies slow: a chat's edits answer its taps in order.
    const waiting = new Map<string, { at: number; done: (ms: number) => void }[]>();
    house.stub.onCall((method, body) => {
      if (method !== 'editMessageText') return;
      const one = waiting.get(String(body.chat_id))?.shift();
      one?.done(performance.now() - one.at);
    });
    const tap = (url: string, chat: string) => {
      updateId += 1;
      const update = tapOnHome(updateId, chat);
      return new Promise<number>((done, failed) => {
        const before = waiting.get(chat) ?? [];
        waiting.set(chat, [...before, { at: performance.now(), done }]);
        postUpdate(url, update).catch(failed);
        setTimeout(() => failed(new Error(`a tap of ${chat} was not answered in half a minute`)), 30_000).unref();
      });
    };
    const side = (url: string) => async () => {
      waiting.clear();
      const latencies: Promise<number>[] = [];
      const started = performance.now();
      for (let count = 0; count < 500; count += 1) {
        await settle(Math.max(0, started + count * 20 - performance.now()));
        latencies.push(tap(url, house.chats[count % house.chats.length] ?? ''));
      }
      return percentile(await Promise.all(latencies), 0.99);
    };
    return { ours: side(ours.url), baseline: side(bare.url), close: () => closeAll(house, ours, bare) };
  },
};

export const rows: readonly Row[] = [
  coldStart,
  idleMemory,
  webhookCpu,
  replyLatency,
  ...deskRows,
  ...growthRows,
  ...importRows,
  statementGrowth,
];

type Running = Awaited<ReturnType<BenchHouse['startOurs']>>;

async function openBoth(): Promise<{ house: BenchHouse; ours: Running; bare: Running }> {
  const house = await openBenchHouse();
  return { house, ours: await house.startOurs(), bare: await house.startBareBot() };
}

async function closeAll(house: BenchHouse, ...running: Running[]): Promise<void> {
  await Promise.all(running.map((one) => one.kill()));
  await house.close();
}
