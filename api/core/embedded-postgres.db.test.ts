import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { openLog } from './log.ts';
import { findPostgresBinaries } from './postgres-binaries.ts';
import { canEnter } from './postgres-user.ts';

const isRoot = process.getuid?.() === 0;
let folder: string;
let said: string[];
let running: EmbeddedPostgres[];

const log = openLog('info', (line) => said.push(line));
const words = () => said.join('');

beforeEach(async () => {
  said = [];
  running = [];
  folder = await mkdtemp(join(tmpdir(), 'domovoy-embedded-'));
  await chmod(folder, 0o755);
});
afterEach(async () => {
  for (const server of running) await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(dataDir = join(folder, 'data')): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(dataDir, log);
  running.push(server);
  return server;
}

async function stop(server: EmbeddedPostgres): Promise<void> {
  running = running.filter((other) => other !== server);
  await server.stop();
}

async function ask(server: EmbeddedPostgres, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

/** Another process that starts PostgreSQL on `dataDir` and, once it runs, kills itself. */
async function startAndDie(dataDir: string): Promise<void> {
  const script = `
    import { startEmbeddedPostgres } from '#api/core/embedded-postgres.ts';
    import { openLog } from '#api/core/log.ts';
    const { url } = await startEmbeddedPostgres(${JSON.stringify(dataDir)}, openLog('silent'));
    const { Client } = await import('pg');
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query('create table if not exists kept (at int); insert into kept values (1)');
    process.kill(process.pid, 'SIGKILL');`;
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  expect(await new Promise((done) => child.once('exit', (_, signal) => done(signal)))).toBe('SIGKILL');
}

const postmasterPid = async (dataDir: string) =>
  Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);

describe('embedded PostgreSQL', () => {
  it('is a real, durable one that only this machine reaches, with a strong password in a closed file', async () => {
    const server = await start();
    expect(await ask(server, 'show server_version_num')).toEqual([expect.stringMatching(/^18/)]);
    for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
      expect(await ask(server, `show ${setting}`)).toEqual(['on']);
    expect(await ask(server, 'show listen_addresses')).toEqual(['127.0.0.1']);
    const file = join(folder, 'data', 'postgres-password');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const password = (await readFile(file, 'utf8')).trim();
    expect(password.length).toBeGreaterThanOrEqual(32);
    expect(server.url).toContain(password);
    await expect(ask({ ...server, url: server.url.replace(password, 'guess') }, 'select 1')).rejects.toThrow(
      'password',
    );
    expect(words()).not.toContain(password);
  });

  it('sorts and folds letters of every language, whatever the system knows', async () => {
    const server = await start();
    expect(await ask(server, `select lower('ЖИЛЕЦ')`)).toEqual(['жилец']);
  });

  it('finds its data again at the second start', async () => {
    const first = await start();
    await ask(first, 'create table kept (at int)');
    await stop(first);
    expect(await ask(await start(), `select to_regclass('kept')::text`)).toEqual(['kept']);
  });

  it('stops the server that a killed process left, and keeps what that had committed', async () => {
    const dataDir = join(folder, 'data');
    await startAndDie(dataDir);
    const orphan = await postmasterPid(dataDir);
    const server = await start();
    expect(await postmasterPid(dataDir)).not.toBe(orphan);
    expect(words()).toContain('stopping a PostgreSQL that an earlier start left running');
    expect(await ask(server, 'select count(*)::int from kept')).toEqual([1]);
  });

  it('recovers after everything was killed at once, as when the power goes', async () => {
    const dataDir = join(folder, 'data');
    await startAndDie(dataDir);
    process.kill(await postmasterPid(dataDir), 'SIGKILL');
    expect(await ask(await start(), 'select count(*)::int from kept')).toEqual([1]);
  });

  it('is not fooled by a pid file whose number belongs to another program', async () => {
    const dataDir = join(folder, 'data');
    await stop(await start());
    await writeFile(
      join(dataDir, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${join(dataDir, 'postgres')}\n1\n5432\n\n127.0.0.1\n\nready\n`,
    );
    expect(await ask(await start(), 'select 1')).toEqual([1]);
  });

  it('says clearly that it is running already, to a second start of the same process or another', async () => {
    await start();
    const again = startEmbeddedPostgres(join(folder, 'data'), log);
    await expect(again).rejects.toMatchObject({ code: 'start.already-running', values: { pid: String(process.pid) } });
    expect(await ask(running[0] ?? (await start()), 'select 1')).toEqual([1]);
  });

  it('lets one of two starts at once win', async () => {
    const starts = await Promise.allSettled([start(), start(), start()]);
    expect(starts.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const result of starts)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'start.already-running' });
  });

  it('clears what a first start killed half-way left', async () => {
    const dataDir = join(folder, 'data');
    await mkdir(join(dataDir, 'postgres.new', 'base'), { recursive: true });
    await writeFile(join(dataDir, 'postgres.new', 'PG_VERSION'), '18\n');
    expect(await ask(await start(), 'select 1')).toEqual([1]);
  });

  it('sets a new password when the file with it was lost', async () => {
    const first = await start();
    await ask(first, 'create table kept (at int)');
    await stop(first);
    await unlink(join(folder, 'data', 'postgres-password'));
    const second = await start();
    expect(second.url).not.toBe(first.url);
    expect(await ask(second, `select to_regclass('kept')::text`)).toEqual(['kept']);
  });

  it('refuses data that another version wrote', async () => {
    const dataDir = join(folder, 'data');
    await stop(await start());
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
    const refused = startEmbeddedPostgres(dataDir, log);
    await expect(refused).rejects.toMatchObject({
      code: 'start.cluster-version',
      values: { found: '15', needed: '18' },
    });
  });

  it('says why, in its own words, when the server does not start', async () => {
    const dataDir = join(folder, 'data');
    await stop(await start());
    await writeFile(join(dataDir, 'postgres', 'postgresql.auto.conf'), 'nonsense_setting = on\n');
    const refused = startEmbeddedPostgres(dataDir, log);
    await expect(refused).rejects.toMatchObject({ code: 'start.postgres-failed' });
    await refused.catch((error) => expect(error.values.why).toContain('nonsense_setting'));
  });
});

describe('as root', () => {
  const rootOnly = isRoot ? it : it.skip;

  rootOnly('runs as somebody else', async () => {
    await start();
    const { uid } = await stat(join(folder, 'data', 'postgres'));
    expect(uid).not.toBe(0);
  });

  rootOnly(
    'from under a folder that others cannot enter, puts the data elsewhere, says so and finds them again',
    async () => {
      const closed = join(folder, 'home');
      await mkdir(closed, { mode: 0o700 });
      const dataDir = join(closed, 'data');
      const first = await start(dataDir);
      await ask(first, 'create table kept (at int)');
      await stop(first);
      const elsewhere = (await readFile(join(dataDir, 'postgres-location'), 'utf8')).trim();
      expect(words()).toContain(elsewhere);
      try {
        const second = await start(dataDir);
        expect(await ask(second, `select to_regclass('kept')::text`)).toEqual(['kept']);
        await stop(second);
      } finally {
        await rm(elsewhere, { recursive: true, force: true });
      }
    },
  );

  rootOnly('copies programs that the database user cannot reach', async () => {
    const nobody = { uid: 65_534, gid: 65_534 };
    const home = dirname(dirname(dirname((await findPostgresBinaries({}, folder, log)).postgres)));
    const closed = join(folder, 'home');
    await promisify(execFile)('cp', ['-a', home, closed]);
    await chmod(closed, 0o700);
    expect(await canEnter(closed, nobody)).toBe(false);
    const found = await findPostgresBinaries(nobody, join(folder, 'spare'), log, closed);
    expect(found.postgres.startsWith(join(folder, 'spare'))).toBe(true);
    expect(words()).toContain('copying it');
    const again = await findPostgresBinaries(nobody, join(folder, 'spare'), log, closed);
    expect(again).toEqual(found);
  });
});

describe('the programs', () => {
  it('need no install script to have run', async () => {
    const home = dirname(dirname(dirname((await findPostgresBinaries({}, folder, log)).postgres)));
    const bare = join(folder, 'bare');
    await promisify(execFile)('cp', ['-a', home, bare]);
    const links = JSON.parse(await readFile(join(bare, 'native', 'pg-symlinks.json'), 'utf8')) as Array<{
      target: string;
    }>;
    for (const { target } of links) await unlink(join(bare, target));
    for (const program of ['initdb', 'postgres']) await chmod(join(bare, 'native', 'bin', program), 0o644);
    const found = await findPostgresBinaries({}, join(folder, 'spare'), log, bare);
    expect(found.postgres.startsWith(bare)).toBe(true);
    expect(found.major).toBe('18');
  });
});
