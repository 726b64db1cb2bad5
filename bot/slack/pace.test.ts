import { expect, it } from 'vitest';
import { createPace } from './pace.ts';

/** A clock that sleeping moves. */
function aClock() {
  let at = 0;
  const went: [string, number][] = [];
  const pace = createPace(
    () => at,
    async (ms) => {
      at += ms;
    },
  );
  const post = async (channel: string) => {
    await pace.turn(channel);
    went.push([channel, at]);
  };
  return { pace, post, went };
}

it('lets a small burst through and then one post a second', async () => {
  const { post, went } = aClock();
  for (let i = 0; i < 7; i += 1) await post('C1');
  expect(went.map(([, at]) => at)).toEqual([0, 0, 0, 0, 1000, 2000, 3000]);
});

it('does not let one channel wait for another', async () => {
  const { post, went } = aClock();
  for (let i = 0; i < 4; i += 1) await post('C1');
  await post('C2');
  expect(went.at(-1)).toEqual(['C2', 0]);
});

it('leaves a channel alone for as long as Slack says', async () => {
  const { pace, post, went } = aClock();
  await post('C1');
  pace.pause('C1', 30);
  await post('C2');
  await post('C1');
  expect(went).toEqual([
    ['C1', 0],
    ['C2', 0],
    ['C1', 30_000],
  ]);
});
