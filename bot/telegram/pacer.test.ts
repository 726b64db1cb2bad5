import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPacer, defaultPace, type Lane, memoryTurns } from './pacer.ts';

/** A world where time moves only when the pacer sleeps. */
function world(pace = defaultPace) {
  let clock = 0;
  const turns = memoryTurns(pace, () => clock);
  const pacer = createPacer(turns, async (ms) => {
    clock += ms;
    await Promise.resolve();
  });
  const went: { at: number; lane: Lane; chat: string | null }[] = [];
  const ask = async (lane: Lane, chat: string | null) => {
    await pacer.turn(lane, chat);
    went.push({ at: clock, lane, chat });
  };
  return { pacer, went, ask, now: () => clock };
}

function mostInAnyWindow(times: number[], window: number): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + window).length));
}

describe('the pacer', () => {
  it('never passes thirty calls in a second, nor one a second in a chat beyond its burst', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ lane: fc.constantFrom<Lane>('interactive', 'bulk'), chat: fc.integer({ min: 1, max: 40 }) }),
          {
            minLength: 1,
            maxLength: 150,
          },
        ),
        async (calls) => {
          const { went, ask } = world();
          await Promise.all(calls.map(({ lane, chat }) => ask(lane, String(chat))));
          expect(went).toHaveLength(calls.length);
          expect(
            mostInAnyWindow(
              went.map(({ at }) => at),
              1000,
            ),
          ).toBeLessThanOrEqual(30);
          for (const chat of new Set(went.map((one) => one.chat))) {
            const times = went.filter((one) => one.chat === chat).map(({ at }) => at);
            expect(mostInAnyWindow(times, 1000)).toBeLessThanOrEqual(defaultPace.chatBurst + 1);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('lets an answer go before a broadcast that was there first', async () => {
    const { went, ask } = world();
    const broadcast = Promise.all(Array.from({ length: 200 }, (_, index) => ask('bulk', `b${index}`)));
    await Promise.resolve();
    const asked = ask('interactive', 'somebody');
    await Promise.all([broadcast, asked]);
    const answer = went.findIndex((one) => one.lane === 'interactive');
    expect(answer).toBeLessThan(10);
    expect(went[answer]?.at).toBeLessThan(200);
  });

  it('uses nearly all of its allowance for a broadcast', async () => {
    const { went, ask, now } = world();
    await Promise.all(Array.from({ length: 270 }, (_, index) => ask('bulk', `b${index}`)));
    expect(went).toHaveLength(270);
    expect(270 / (now() / 1000)).toBeGreaterThan(defaultPace.overallPerSecond * 0.9);
  });

  it('does not hold up other chats behind one that must wait', async () => {
    const { went, ask } = world();
    const calls = [
      ...Array.from({ length: 8 }, () => ask('interactive', 'busy')),
      ask('interactive', 'other'),
      ask('bulk', 'third'),
    ];
    await Promise.all(calls);
    const other = went.find((one) => one.chat === 'other');
    const third = went.find((one) => one.chat === 'third');
    const lastBusy = went.filter((one) => one.chat === 'busy').at(-1);
    expect(other?.at).toBeLessThan(500);
    expect(third?.at).toBeLessThan(800);
    expect(lastBusy?.at).toBeGreaterThan(3000);
  });

  it('keeps the order within a chat', async () => {
    const { ask, pacer } = world();
    const order: number[] = [];
    await Promise.all([1, 2, 3, 4, 5, 6].map((n) => ask('interactive', 'one').then(() => order.push(n))));
    expect(order).toEqual([1, 2, 3, 4, 5, 6]);
    expect(pacer.waiting()).toEqual({ interactive: 0, bulk: 0 });
  });

  it('lets nobody go while Telegram has told us to wait', async () => {
    const { went, ask, pacer } = world();
    await pacer.pause(3);
    await Promise.all([ask('interactive', 'a'), ask('bulk', 'b')]);
    expect(Math.min(...went.map(({ at }) => at))).toBeGreaterThanOrEqual(3000);
  });

  it('holds a group to twenty a minute', async () => {
    const { went, ask } = world();
    await Promise.all(Array.from({ length: 30 }, () => ask('bulk', '-1001')));
    expect(
      mostInAnyWindow(
        went.map(({ at }) => at),
        60_000,
      ),
    ).toBeLessThanOrEqual(20 + defaultPace.chatBurst);
  });
});
