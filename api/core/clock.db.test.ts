import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Clock, openClock } from './clock.ts';
import { type TestHouse, testCtx } from './testing.ts';
import { type Instant, instant, realNow } from './time.ts';

let house: TestHouse;
const clocks: Clock[] = [];

beforeEach(async () => {
  house = await testCtx();
});
afterEach(async () => {
  for (const clock of clocks.splice(0)) await clock.close();
  await house.close();
});

async function aClock(movable = true): Promise<Clock> {
  const clock = await openClock(house.ctx.db, { movable, databaseUrl: house.url });
  clocks.push(clock);
  return clock;
}

const christmas = instant('2026-12-25T08:00:00Z');
const isNear = (a: Instant, b: Instant) => Math.abs(a.getTime() - b.getTime()) < 2_000;

describe('the clock', () => {
  it('is the real one until it is moved, and again when it is released', async () => {
    const clock = await aClock();
    expect(isNear(clock.now(), realNow())).toBe(true);
    await clock.set(christmas, { frozen: true });
    expect(clock.now()).toEqual(christmas);
    await clock.release();
    expect(clock.state().mode).toBe('real');
    expect(isNear(clock.now(), realNow())).toBe(true);
  });

  it('stands still when frozen, and runs on from where it was set when not', async () => {
    const clock = await aClock();
    await clock.set(christmas);
    expect(clock.state().mode).toBe('moved');
    await expect.poll(() => clock.now() > christmas).toBe(true);
    await clock.set(christmas, { frozen: true });
    await clock.advance('PT1H');
    expect(clock.now()).toEqual(instant('2026-12-25T09:00:00Z'));
    expect(clock.state().mode).toBe('frozen');
  });

  it('is followed by other processes, which hear of the move', async () => {
    const [mine, theirs] = [await aClock(), await aClock()];
    let moves = 0;
    theirs.onMoved(() => {
      moves += 1;
    });
    await mine.set(christmas, { frozen: true });
    await expect.poll(() => theirs.now()).toEqual(christmas);
    await mine.advance('P7D');
    await expect.poll(() => theirs.now()).toEqual(instant('2027-01-01T08:00:00Z'));
    expect(moves).toBe(2);
  });

  it('keeps where it was over a restart', async () => {
    await (await aClock()).set(christmas, { frozen: true });
    expect((await aClock()).now()).toEqual(christmas);
  });

  it('is never moved in production, whatever the setting says', async () => {
    await (await aClock()).set(christmas, { frozen: true });
    const clock = await aClock(false);
    expect(isNear(clock.now(), realNow())).toBe(true);
    await expect(clock.advance('PT1H')).rejects.toMatchObject({ code: 'clock.not-movable' });
  });
});
