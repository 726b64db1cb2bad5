import { createHash } from 'node:crypto';
import { mkdir, rm, stat } from 'node:fs/promises';
import { createServer, connect as dial, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from './errors.ts';

/**
 * Holds `folder` for this process until `release()` or its death, however sudden: the lock is a listening socket, which the
 * system closes with its process. Refuses with `start.already-running` and the pid of the process that holds it.
 */
export async function lockFolder(folder: string): Promise<{ release(): Promise<void> }> {
  await mkdir(folder, { recursive: true });
  const address = await addressOf(folder);
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(`${process.pid}\n`);
  });
  if (!(await listens(server, address))) {
    const pid = await askHolder(address);
    if (pid !== null) throw new AppError('start.already-running', { folder, pid });
    // Where sockets are files, one outlives its process.
    if (!address.startsWith('\0')) await rm(address, { force: true });
    if (!(await listens(server, address))) throw new AppError('start.already-running', { folder, pid: 'unknown' });
  }
  server.unref();
  return { release: () => new Promise((done) => server.close(() => done())) };
}

/** The folder's device and inode, so that neither a link nor a second mount hides that it is the same one. */
async function addressOf(folder: string): Promise<string> {
  const { dev, ino } = await stat(folder, { bigint: true });
  const name = `domovoy-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 24)}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

async function listens(server: Server, address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error));
    server.once('error', onError);
    server.listen(address, () => {
      server.off('error', onError);
      resolve(true);
    });
  });
}

/** The pid of who listens there, `'unknown'` when it does not say in time, null when nobody does. */
async function askHolder(address: string): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = dial(address);
    let said = '';
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on('data', (chunk) => {
      said += chunk.toString();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED' ? null : 'unknown'));
    socket.on('close', () => resolve(said.trim() || 'unknown'));
  });
}
