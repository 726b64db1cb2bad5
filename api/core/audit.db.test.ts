import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemActor } from './actor.ts';
import { listAudit, noteAudit } from './audit.ts';
import { inTransaction } from './ctx.ts';
import { newId } from './ids.ts';
import { type TestHouse, testCtx } from './testing.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testCtx();
});
afterAll(() => house.close());

it('says who looked and from where, newest first, and cannot be rewritten', async () => {
  const { ctx } = house;
  const subject = { type: 'unit', id: newId(ctx.now()) };
  const staffId = newId(ctx.now());
  const sergey = { kind: 'staff' as const, staffId, roles: ['technician' as const] };
  await noteAudit(ctx, sergey, { surface: 'slack', deed: 'contact.viewed', subject });
  house.clock.advance('PT1S');
  await noteAudit(ctx, systemActor, { surface: 'api', deed: 'flat-file.viewed', subject });
  await noteAudit(ctx, sergey, { surface: 'slack', deed: 'contact.viewed', subject: { type: 'unit', id: staffId } });
  expect(await listAudit(ctx, subject)).toMatchObject([
    { actorKind: 'system', actorId: null, surface: 'api', deed: 'flat-file.viewed' },
    { actorKind: 'staff', actorId: staffId, surface: 'slack', deed: 'contact.viewed' },
  ]);
  await expect(ctx.db.auditEvent.updateMany({ data: { deed: 'nothing' } })).rejects.toThrow();
  await expect(ctx.db.auditEvent.deleteMany({})).rejects.toThrow();
});

it('falls with its transaction', async () => {
  const { ctx } = house;
  const subject = { type: 'unit', id: newId(ctx.now()) };
  const failing = inTransaction(ctx, async (tx) => {
    await noteAudit(tx, systemActor, { surface: 'admin', deed: 'flat-file.viewed', subject });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await listAudit(ctx, subject)).toEqual([]);
});
