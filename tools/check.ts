/**
 * `npm run check`: format, lint, types, the fence and its canary, dead code. Each says what it found; the command fails
 * when any did.
 */
import { spawn } from 'node:child_process';

type Check = { name: string; command: string[]; judge?: (result: Result) => string | null };
type Result = { code: number; output: string };

/** What the canary must set off; one that stays silent means the fence no longer sees. */
const canaryRules = [
  'no-cycles',
  'work-rooms-stay-apart',
  'api-knows-no-doors',
  'ground-floor-stands-alone',
  'express-lives-in-http',
];

const checks: Check[] = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  {
    name: 'fence',
    command: [
      'depcruise',
      '--config',
      '.dependency-cruiser.cjs',
      'main.ts',
      'start',
      'api',
      'bot',
      'locales',
      'admin',
      'prisma',
      'playground',
      'journeys',
      'bench',
    ],
    judge: ({ code, output }) => (code === 0 && /\b[1-9]\d\d+ modules/.test(output) ? null : output),
  },
  {
    name: 'canary of the fence',
    command: ['depcruise', '--config', '../../.dependency-cruiser.cjs', '--output-type', 'err', 'api'],
    judge: ({ output }) => {
      const silent = canaryRules.filter((rule) => !output.includes(rule));
      return silent.length === 0 ? null : `the fence did not see: ${silent.join(', ')}\n${output}`;
    },
  },
  { name: 'dead code', command: ['knip'] },
];

async function main(): Promise<void> {
  const waiting = [...checks];
  let failed = 0;
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) if (!(await holds(check))) failed += 1;
  };
  // Two at a time: most machines have that many cores to spare.
  await Promise.all([work(), work()]);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function holds(check: Check): Promise<boolean> {
  const started = performance.now();
  const result = await run(check);
  const complaint = check.judge ? check.judge(result) : result.code === 0 ? null : result.output;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${complaint === null ? 'ok    ' : 'FAILED'}  ${check.name} (${seconds} s)`);
  if (complaint !== null) console.log(complaint.trim());
  return complaint === null;
}

function run({ name, command }: Check): Promise<Result> {
  const [program = '', ...rest] = command;
  const cwd = name.startsWith('canary') ? 'tools/canary' : '.';
  const child = spawn(process.execPath, [binary(program), ...rest], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((done) => child.on('close', (code) => done({ code: code ?? 1, output })));
}

function binary(program: string): string {
  const paths: Record<string, string> = {
    biome: 'node_modules/@biomejs/biome/bin/biome',
    tsc: 'node_modules/typescript/bin/tsc',
    depcruise: 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    knip: 'node_modules/knip/bin/knip.js',
  };
  return new URL(`../${paths[program] ?? program}`, import.meta.url).pathname;
}

await main();
