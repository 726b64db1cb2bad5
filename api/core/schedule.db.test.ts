import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TxCtx } from './ctx.ts';
import { newId } from './ids.ts';
import { pruneSchedule } from './prune.ts';
import { runDueSchedules, type Schedule, startScheduler } from './schedule.ts';
import { type TestHouse, testCtx } from './testing.ts';
import { at, dayOf, plus } from './time.ts';

const zone = 'Europe/Berlin';
let house: TestHouse;

beforeEach(async () => {
  house = await testCtx();
});
afterEach(() => house.close());

async function note(tx: TxCtx, deed: string): Promise<void> {
  const row = { id: newId(tx.now()), actorKind: 'system', surface: 'test', deed, data: {}, createdAt: tx.now() };
  await tx.db.auditEvent.create({ data: row });
}

const deeds = async () => (await house.ctx.db.auditEvent.findMany({ orderBy: { id: 'asc' } })).map((row) => row.deed);

/** Every day at 02:30 on the wall of the company. */
function daily(run: (tx: TxCtx, key: string) => Promise<void> = note): Schedule {
  return {
    name: 'test.daily',
    async due(ctx) {
      const day = dayOf(ctx.now(), zone);
      const dueAt = at(day, '02:30', zone);
      return dueAt <= ctx.now() ? [{ key: `test.daily:${day}`, dueAt }] : [];
    },
    run,
  };
}

/** Lives from one moment to another, looking every `step`. */
async function live(schedules: Schedule[], from: string, until: string, step: string): Promise<void> {
  for (house.clock.set(from); house.ctx.now().toISOString() < until; house.clock.advance(step))
    await runDueSchedules(house.ctx, schedules);
}

describe('an occurrence', () => {
  it('happens once, however often one looks', async () => {
    await live([daily()], '2026-11-20T00:00:00Z', '2026-11-22T00:00:00Z', 'PT30M');
    expect(await deeds()).toEqual(['test.daily:2026-11-20', 'test.daily:2026-11-21']);
  });

  it('happens once when several processes look at the same moment', async () => {
    const looks = await Promise.all(Array.from({ length: 4 }, () => runDueSchedules(house.ctx, [daily()])));
    expect(looks.reduce((all, count) => all + count, 0)).toBe(1);
    expect(await deeds()).toHaveLength(1);
  });

  it('is neither skipped where the clocks jump over its time nor doubled where they repeat it', async () => {
    await live([daily()], '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z', 'PT30M');
    await live([daily()], '2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z', 'PT30M');
    const days = ['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-10-26'];
    expect(await deeds()).toEqual(days.map((day) => `test.daily:${day}`));
  });

  it('does not come back when the clock is moved back', async () => {
    await runDueSchedules(house.ctx, [daily()]);
    house.clock.advance('-PT3H');
    await runDueSchedules(house.ctx, [daily()]);
    expect(await deeds()).toHaveLength(1);
  });

  it('that fails leaves no trace, stays due, and stops nobody else', async () => {
    let isBroken = true;
    const broken = daily(async (tx, key) => {
      await note(tx, key);
      if (isBroken) throw new Error('no');
    });
    const other: Schedule = {
      ...daily(),
      name: 'test.other',
      due: async (ctx) => [{ key: 'test.other:1', dueAt: ctx.now() }],
    };
    const worse: Schedule = { ...daily(), name: 'test.worse', due: () => Promise.reject(new Error('no')) };
    await runDueSchedules(house.ctx, [worse, broken, other]);
    expect(await deeds()).toEqual(['test.other:1']);
    isBroken = false;
    await runDueSchedules(house.ctx, [worse, broken, other]);
    expect(await deeds()).toEqual(['test.other:1', 'test.daily:2026-11-20']);
  });

  it('must carry the name of its schedule', async () => {
    const stray: Schedule = { ...daily(), due: async (ctx) => [{ key: 'other:1', dueAt: ctx.now() }] };
    expect(await runDueSchedules(house.ctx, [stray])).toBe(0);
    expect(await house.ctx.db.occurrence.count()).toBe(0);
  });
});

describe('the scheduler', () => {
  it('looks when it starts and when it is woken', async () => {
    const scheduler = startScheduler(house.ctx, [daily()]);
    await expect.poll(deeds).toEqual(['test.daily:2026-11-20']);
    house.clock.advance('P1D');
    await scheduler.wake();
    expect(await deeds()).toEqual(['test.daily:2026-11-20', 'test.daily:2026-11-21']);
    await scheduler.stop();
  });
});

describe('pruning', () => {
  it('forgets what nobody will repeat, once a day', async () => {
    const { db, now } = house.ctx;
    await db.onceKey.createMany({
      data: [
        { key: 'old', createdAt: plus(now(), '-P15D') },
        { key: 'young', createdAt: plus(now(), '-P13D') },
      ],
    });
    await runDueSchedules(house.ctx, [pruneSchedule]);
    expect((await db.onceKey.findMany()).map((row) => row.key)).toEqual(['young']);
    expect(await runDueSchedules(house.ctx, [pruneSchedule])).toBe(0);
  });
});
