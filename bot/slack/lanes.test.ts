import { expect, it } from 'vitest';
import { startLanes } from './lanes.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };

it('works one row of a lane after the other, and lanes side by side', async () => {
  const waiting = ['a1', 'a2', 'b1', 'a3', 'b2'];
  const begun: string[] = [];
  const ended: string[] = [];
  const open = new Map<string, () => void>();
  const lanes = startLanes({
    name: 'test',
    claim: async (limit) => waiting.splice(0, limit),
    laneOf: (one) => one.slice(0, 1),
    work: async (one) => {
      begun.push(one);
      await new Promise<void>((done) => open.set(one, done));
      ended.push(one);
    },
    log,
    slots: 4,
  });
  const reach = async (count: number) => {
    while (begun.length < count) await new Promise((done) => setImmediate(done));
  };
  await reach(2);
  expect(begun).toEqual(['a1', 'b1']);
  open.get('b1')?.();
  // A slot came free, and the next row of the other lane takes it: a slow lane holds nobody up.
  await reach(3);
  expect(begun).toEqual(['a1', 'b1', 'b2']);
  for (const one of ['b2', 'a1']) open.get(one)?.();
  await reach(4);
  open.get('a2')?.();
  await reach(5);
  open.get('a3')?.();
  await lanes.stop();
  expect(ended.filter((one) => one.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
});

it('goes on after a row that failed', async () => {
  const waiting = ['bad', 'good'];
  const done: string[] = [];
  const lanes = startLanes({
    name: 'test',
    claim: async (limit) => waiting.splice(0, limit),
    laneOf: () => 'one',
    work: async (one) => {
      if (one === 'bad') throw new Error('no');
      done.push(one);
    },
    log,
  });
  while (done.length === 0) await new Promise((next) => setImmediate(next));
  await lanes.stop();
  expect(done).toEqual(['good']);
});
