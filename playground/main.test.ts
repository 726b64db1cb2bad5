import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadCast } from './cast.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
let dataDir: string;
const started: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'playground-cli-'));
});

afterEach(async () => {
  for (const child of started.splice(0)) await stop(child);
  await rm(dataDir, { recursive: true, force: true });
});

interface Run {
  child: ChildProcess;
  out: () => string;
  err: () => string;
}

function run(env: Record<string, string>): Run {
  // npm itself is a process in between; what it runs is a direct child here, so that it can be stopped by its id.
  const child = spawn(process.execPath, ['--import', 'tsx', 'playground/main.ts', '--json'], {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', DATA_DIR: dataDir, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  return { child, out: () => out, err: () => err };
}

async function ready(started: Run): Promise<ReturnType<typeof JSON.parse>> {
  while (!started.out().includes('\n')) {
    if (started.child.exitCode !== null) throw new Error(`it ended: ${started.err()}`);
    await new Promise((done) => setTimeout(done, 20));
  }
  return JSON.parse(started.out());
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((done) => child.once('exit', done));
}

async function stop(child: ChildProcess): Promise<number | null> {
  child.kill('SIGTERM');
  return ended(child);
}

it('prints one line of JSON when ready, keeps chats over a restart and ends cleanly', { timeout: 60_000 }, async () => {
  const first = run({});
  const info = await ready(first);
  const cast = loadCast();
  expect(info.telegram).toMatchObject({
    token: cast.telegram.bot.token,
    root: expect.stringMatching(/\/playground\/telegram$/),
  });
  expect(info.telegram.chats).toHaveLength(cast.telegram.people.length);
  expect(info.slack.colleagues.length).toBeGreaterThanOrEqual(60);
  expect(info.slack).toMatchObject({
    root: expect.stringMatching(/\/playground\/slack\/api\/$/),
    botToken: cast.slack.bot.token,
    appToken: cast.slack.appToken,
    signingSecret: cast.slack.signingSecret,
  });

  const base = info.telegram.root.replace(/\/telegram$/, '');
  const act = { surface: 'telegram', chat: 100001, do: 'text', text: 'still here?' };
  expect((await fetch(`${base}/control/act`, { method: 'POST', body: JSON.stringify(act) })).status).toBe(200);
  expect(await stop(first.child)).toBe(0);
  expect(first.out().trim().split('\n')).toHaveLength(1);

  const again = await ready(run({}));
  const url = `${again.telegram.root.replace(/\/telegram$/, '')}/control/transcript?surface=telegram&chat=100001`;
  expect(await (await fetch(url)).json()).toMatchObject({ messages: [{ text: 'still here?' }] });
});

it('refuses production with exit code 1', { timeout: 30_000 }, async () => {
  const { child, out, err } = run({ NODE_ENV: 'production' });
  expect(await ended(child)).toBe(1);
  expect(err()).toContain('NODE_ENV=production');
  expect(out()).toBe('');
});

it('names a taken port and how to choose another', { timeout: 60_000 }, async () => {
  const info = await ready(run({}));
  const { port } = new URL(info.telegram.root);
  const second = run({ PORT: port });
  expect(await ended(second.child)).toBe(1);
  expect(second.err()).toContain(`Port ${port} is taken`);
});
