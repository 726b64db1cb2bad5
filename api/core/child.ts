import { spawn } from 'node:child_process';

/** Who a child process runs as: ourselves when empty. */
export type RunAs = { uid?: number; gid?: number };

/**
 * Runs a program of the system to its end: its exit code (null when it could not start) and its last words. It sees neither our
 * environment, which holds secrets, nor our working folder, which it may not be allowed to enter.
 */
export async function run(
  program: string,
  args: string[],
  { as = {}, input = '' }: { as?: RunAs; input?: string } = {},
): Promise<{ code: number | null; words: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...as, cwd: '/', env: childEnv, stdio: ['pipe', 'pipe', 'pipe'] });
    let words = '';
    const keep = (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(-4_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.stdin.on('error', () => child.stdin.destroy());
    child.stdin.end(input);
    child.on('error', (error) => resolve({ code: null, words: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, words: words.trim() }));
  });
}

/** Enough to find a shell; words in one language, so that they can be read in a log. */
export const childEnv = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };
