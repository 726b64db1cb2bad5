/**
 * `npm run journeys` runs the main job over the wire in combinations that cover every pair of switches; `-- --all` runs all
 * sixteen. Prints a table with seconds and ends with 1 when one failed.
 */

import { startThrowaway } from '../tools/test-postgres.ts';
import { hasRedis, noRedis, startTestRedis } from '../tools/test-redis.ts';
import { allCombinations, nameOf, pairwise } from './combinations.ts';
import { type Laps, mainJob } from './main-job.ts';
import type { Combination } from './support/house.ts';

type Row = { name: string; result: string; laps: Laps };

async function main(): Promise<void> {
  const combinations = process.argv.includes('--all') ? allCombinations : pairwise;
  const began = performance.now();
  const postgres = await startThrowaway();
  const rows: Row[] = [];
  try {
    for (const combination of combinations) {
      const row = await runOne(postgres.url, combination);
      rows.push(row);
      console.log(`${row.result.padEnd(6)} ${String(row.laps.all ?? '').padStart(6)} s  ${row.name}`);
    }
  } finally {
    await postgres.stop();
  }
  print(rows);
  const failed = rows.filter((row) => row.result === 'FAILED').length;
  const skipped = rows.filter((row) => row.result === noRedis).length;
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`\n${rows.length - failed - skipped} passed, ${failed} failed, ${skipped} not run, in ${seconds} s`);
  process.exitCode = failed > 0 ? 1 : 0;
}

async function runOne(postgresUrl: string, combination: Combination): Promise<Row> {
  const name = nameOf(combination);
  if (combination.queues === 'redis' && !hasRedis()) return { name, result: noRedis, laps: {} };
  const redis = combination.queues === 'redis' ? await startTestRedis() : null;
  try {
    return { name, result: 'passed', laps: await mainJob({ postgresUrl, redisUrl: redis?.url ?? null }, combination) };
  } catch (error) {
    console.error(error);
    return { name, result: 'FAILED', laps: {} };
  } finally {
    await redis?.stop();
  }
}

function print(rows: Row[]): void {
  const parts = [
    'start',
    'report',
    'card',
    'race',
    'answer',
    'resolve',
    'rate',
    'readings',
    'link',
    'bills',
    'news',
    'all',
  ];
  const width = Math.max(...rows.map((row) => row.name.length));
  console.log(`\n${''.padEnd(width)}  ${parts.map((part) => part.padStart(8)).join('')}`);
  for (const row of rows) {
    const times = parts.map((part) => (row.laps[part]?.toFixed(1) ?? '–').padStart(8)).join('');
    console.log(`${row.name.padEnd(width)}  ${row.result === 'passed' ? times : `  ${row.result}`}`);
  }
}

await main();
