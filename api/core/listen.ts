import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Log } from './log.ts';

/** Hears a call; an empty payload may also mean "the connection was away: look". */
export type OnNotify = (payload: string) => void;

/**
 * Calls `onNotify` for every NOTIFY on `channel` of the database behind `databaseUrl`, until the function it gives back is
 * called. All channels of a process share one connection, which reconnects on its own and then calls everybody once, for what
 * was said meanwhile. A call is a hint to look at rows: whoever relies on one keeps a slow sweep behind it.
 */
export async function listen(
  databaseUrl: string,
  channel: string,
  onNotify: OnNotify,
  log?: Pick<Log, 'warn'>,
): Promise<() => Promise<void>> {
  let ear = ears.get(databaseUrl);
  if (!ear) {
    ear = openEar(databaseUrl, log);
    ears.set(databaseUrl, ear);
  }
  await ear.add(channel, onNotify);
  return async () => {
    await ear.remove(channel, onNotify);
    if (ear.isIdle() && ears.get(databaseUrl) === ear) {
      ears.delete(databaseUrl);
      await ear.close();
    }
  };
}

type Ear = {
  add(channel: string, onNotify: OnNotify): Promise<void>;
  remove(channel: string, onNotify: OnNotify): Promise<void>;
  isIdle(): boolean;
  close(): Promise<void>;
};

const ears = new Map<string, Ear>();

function openEar(databaseUrl: string, log?: Pick<Log, 'warn'>): Ear {
  const listeners = new Map<string, Set<OnNotify>>();
  let isClosed = false;
  let hasLost = false;
  let client: Client | null = null;
  let connecting: Promise<void> | null = connect();

  async function connect(): Promise<void> {
    for (let attempt = 0; !isClosed; attempt += 1) {
      const fresh = new Client({ connectionString: databaseUrl, application_name: 'domovoy ear', keepAlive: true });
      try {
        fresh.on('error', (error) => lose(fresh, error));
        fresh.on('end', () => lose(fresh));
        fresh.on('notification', ({ channel, payload }) => call(channel, payload ?? ''));
        await fresh.connect();
        for (const channel of listeners.keys()) await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`);
        client = fresh;
        if (attempt > 0 || hasLost) for (const channel of listeners.keys()) call(channel, '');
        return;
      } catch (error) {
        await fresh.end().catch(() => {});
        log?.warn({ error, attempt }, 'the connection that listens could not be made');
        await pause(Math.min(100 * 2 ** attempt, 5_000));
      }
    }
  }

  function lose(lost: Client, error?: Error): void {
    if (client !== lost || isClosed) return;
    client = null;
    hasLost = true;
    log?.warn({ error }, 'the connection that listens was lost');
    lost.end().catch(() => {});
    connecting = connect();
  }

  function call(channel: string, payload: string): void {
    for (const onNotify of listeners.get(channel) ?? []) onNotify(payload);
  }

  return {
    async add(channel, onNotify) {
      const known = listeners.get(channel);
      if (known) known.add(onNotify);
      else listeners.set(channel, new Set([onNotify]));
      await connecting;
      if (!known) await client?.query(`listen ${client.escapeIdentifier(channel)}`);
    },
    async remove(channel, onNotify) {
      const known = listeners.get(channel);
      known?.delete(onNotify);
      if (known?.size !== 0) return;
      listeners.delete(channel);
      await client?.query(`unlisten ${client.escapeIdentifier(channel)}`).catch(() => {});
    },
    isIdle: () => listeners.size === 0,
    async close() {
      isClosed = true;
      await connecting;
      await client?.end().catch(() => {});
    },
  };
}
