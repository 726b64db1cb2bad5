import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { claimInbound, failInbound, finishInbound, storeInbound } from './inbound.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testCtx();
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.ctx.db.inboundEvent.deleteMany({});
});

function store(key: string, line = key, isDone = false) {
  return storeInbound(house.ctx, { key, source: 'slack', kind: 'message', line, body: { said: key }, isDone });
}

const claimKeys = async (limit = 10) => (await claimInbound(house.ctx, 'slack', limit)).map((row) => row.key);
const endLeases = () => house.ctx.db.$executeRaw`update inbound_event set leased_until = clock_timestamp()`;

describe('what a platform told', () => {
  it('is kept once, however often it is told', async () => {
    expect(await Promise.all([store('a'), store('a'), store('a')])).toHaveLength(3);
    expect(await store('a')).toBe(false);
    expect(await claimInbound(house.ctx, 'slack', 10)).toMatchObject([
      { key: 'a', line: 'a', kind: 'message', body: { said: 'a' }, attempts: 1 },
    ]);
  });

  it('comes in the order it was told although the clock stands still, and to one worker only', async () => {
    for (const key of ['c', 'a', 'b']) await store(key);
    const both = await Promise.all([claimKeys(2), claimKeys(2)]);
    expect(both.flat().sort()).toEqual(['a', 'b', 'c']);
    expect(both.map((keys) => keys.length).sort()).toEqual([1, 2]);
    expect(both.find((keys) => keys.length === 2)).toEqual(['c', 'a']);
  });

  it('keeps a line in order: nobody else works on it meanwhile', async () => {
    for (const key of ['t1', 't2']) await store(key, 'ticket');
    await store('x', 'other');
    expect(await claimKeys(1)).toEqual(['t1']);
    expect(await claimKeys()).toEqual(['x']);
    await finishInbound(house.ctx, 't1');
    expect(await claimKeys()).toEqual(['t2']);
  });

  it('is done for good, also when it only had to be noted', async () => {
    await store('a');
    await store('b', 'b', true);
    expect(await claimKeys()).toEqual(['a']);
    await finishInbound(house.ctx, 'a');
    await endLeases();
    expect(await claimKeys()).toEqual([]);
    expect(await store('b')).toBe(false);
  });

  it('comes back when its worker died', async () => {
    await store('a');
    expect(await claimKeys()).toEqual(['a']);
    expect(await claimKeys()).toEqual([]);
    await endLeases();
    expect(await claimInbound(house.ctx, 'slack', 10)).toMatchObject([{ key: 'a', attempts: 2 }]);
  });

  it('is given up after eight failures, and holds up its line only at first', async () => {
    await store('bad', 'ticket');
    await store('good', 'ticket');
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      const keys = await claimKeys(1);
      expect(keys).toEqual(['bad']);
      expect(await failInbound(house.ctx, 'bad', 'no')).toEqual({ isOver: attempt === 8 });
      if (attempt === 2) expect(await claimKeys()).toEqual([]);
      if (attempt === 3) expect(await claimKeys()).toEqual(['good']);
      await house.ctx.db.$executeRaw`update inbound_event set leased_until = clock_timestamp() where key = 'bad'`;
    }
    expect(await claimKeys(1)).toEqual([]);
    expect(await house.ctx.db.inboundEvent.findUnique({ where: { key: 'bad' } })).toMatchObject({
      state: 'failed',
      failure: 'no',
    });
  });
});
