import type { Log } from './log.ts';

/** Work that is rows in a table: done as soon as somebody says there is some, and looked for slowly besides. */
export type Pump = { wake(): void; stop(): Promise<void> };

/**
 * Runs `work` now, after every `wake()`, and every `idleMs`; at once again while it says that there may be more. Never twice
 * at the same time. A failure is logged and waits for the next round.
 */
export function startPump(name: string, work: () => Promise<boolean>, log: Log, idleMs = 5000): Pump {
  let isStopped = false;
  let isAwake = true;
  let timer: NodeJS.Timeout | undefined;
  let wakeUp: (() => void) | undefined;
  const running = run();

  async function run(): Promise<void> {
    while (!isStopped) {
      isAwake = false;
      const more = await work().catch((error: unknown) => {
        if (!isStopped) log.error({ error, pump: name }, 'pump failed');
        return false;
      });
      if (!more && !isAwake && !isStopped) await sleep();
    }
  }

  function sleep(): Promise<void> {
    return new Promise((done) => {
      wakeUp = () => {
        clearTimeout(timer);
        wakeUp = undefined;
        done();
      };
      timer = setTimeout(wakeUp, idleMs);
    });
  }

  return {
    wake() {
      isAwake = true;
      wakeUp?.();
    },
    async stop() {
      isStopped = true;
      wakeUp?.();
      await running;
    },
  };
}
