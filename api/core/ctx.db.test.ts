import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction, once } from './ctx.ts';
import { newId } from './ids.ts';
import { emit } from './outbox.ts';
import { type TestHouse, testCtx } from './testing.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testCtx();
});
afterAll(() => house.close());

const countEvents = () => house.ctx.db.outboxEvent.count();

describe('inTransaction', () => {
  it('keeps all writes or none', async () => {
    const before = await countEvents();
    const failing = inTransaction(house.ctx, async (tx) => {
      await emit(tx, { kind: 'test.said', data: {} });
      throw new Error('thought better of it');
    });
    await expect(failing).rejects.toThrow('thought better of it');
    expect(await countEvents()).toBe(before);
  });

  it('joins the transaction it is called in', async () => {
    const transactionId = (ctx: {
      db: typeof house.ctx.db | Parameters<Parameters<typeof inTransaction>[1]>[0]['db'];
    }) => ctx.db.$queryRaw<Array<{ id: string }>>`select pg_current_xact_id()::text as id`;
    await inTransaction(house.ctx, async (tx) => {
      const outer = await transactionId(tx);
      const inner = await inTransaction(tx, (nested) => transactionId(nested));
      expect(inner).toEqual(outer);
    });
  });

  it('undoes what a nested call wrote when the outer one fails', async () => {
    const before = await countEvents();
    const failing = inTransaction(house.ctx, async (tx) => {
      await inTransaction(tx, (nested) => emit(nested, { kind: 'test.said', data: {} }));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await countEvents()).toBe(before);
  });
});

describe('once', () => {
  it('lets one of many simultaneous callers do it', async () => {
    let deeds = 0;
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        once(house.ctx, 'telegram:1:77', async (tx) => {
          deeds += 1;
          await emit(tx, { kind: 'test.once', data: {} });
        }),
      ),
    );
    expect(answers.filter((answer) => answer.done)).toHaveLength(1);
    expect(deeds).toBe(1);
    expect(await house.ctx.db.outboxEvent.count({ where: { kind: 'test.once' } })).toBe(1);
  });

  it('forgets the key when the work fails, so that it can be tried again', async () => {
    const fail = () => once(house.ctx, 'slack:T1:E1', () => Promise.reject(new Error('database went away')));
    await expect(fail()).rejects.toThrow('database went away');
    const again = await once(house.ctx, 'slack:T1:E1', async () => newId(house.ctx.now()));
    expect(again.done).toBe(true);
  });
});
