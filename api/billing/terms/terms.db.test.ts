import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveSetting } from '#api/company/settings.ts';
import { systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aBuilding, aCompany, aResident } from '#api/residents/testing.ts';
import { getMyInvoice } from '../get-invoice.ts';
import { issueInvoice } from '../issue-invoice.ts';
import { aBillOf, aFlatWithAccount, aLine, aPaymentOf } from '../testing.ts';

let house: TestHouse;
let buildingId: string;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  buildingId = await aBuilding(house.ctx);
  house.clock.set('2026-04-15T09:00:00Z');
});
afterAll(() => house.close());

async function aFlat() {
  const flat = await aFlatWithAccount(house.ctx, buildingId);
  const { actor } = await aResident(house.ctx, { unitId: flat.unitId, startsOn: '2025-01-01' });
  return { ...flat, actor };
}
const due = { issuedOn: '2026-01-05', dueOn: '2026-01-15' };

describe('the company’s terms', () => {
  it('say when a bill is due that does not say so itself: by the country’s habit, a preset, or own rules', async () => {
    const { accountId, actor } = await aFlat();
    const dueOf = async (period: string, issuedOn: string) => {
      const bill = { accountId, period, issuedOn, lines: [aLine('water', 100n)] };
      const { invoiceId } = await issueInvoice(house.ctx, systemActor, bill);
      return (await getMyInvoice(house.ctx, actor, invoiceId)).dueOn;
    };
    expect(await dueOf('2026-02', '2026-03-05')).toBe('2026-03-16');
    expect(await dueOf('2026-03', '2026-04-25')).toBe('2026-04-25');
    await saveSetting(house.ctx, systemActor, 'billing-terms', { preset: 'au-nsw' });
    expect(await dueOf('2026-04', '2026-04-14')).toBe('2026-05-14');
    const own = { cycle: 'monthly', due: { kind: 'days-after-issue', days: 7 }, late: [] } as const;
    await saveSetting(house.ctx, systemActor, 'billing-terms', { preset: 'ru', own: { ...own, late: [] } });
    expect(await dueOf('2026-05', '2026-04-14')).toBe('2026-04-21');
    await expect(
      saveSetting(house.ctx, systemActor, 'billing-terms', {
        own: { ...own, due: { kind: 'days-after-issue', days: -1 } },
      } as never),
    ).rejects.toMatchObject({ code: 'setting.bad-value' });
    await saveSetting(house.ctx, systemActor, 'billing-terms', { preset: 'ru' });
  });

  it('estimate what being late costs: on what is open, from the day it was paid in part, without a penalty on a penalty', async () => {
    const { accountId, actor } = await aFlat();
    const lines = [aLine('water', 1_000_000n), aLine('penalty', 0n, { penaltyMinor: 50_000n })];
    const id = await aBillOf(house.ctx, accountId, '2025-12', lines, due);
    // 90 days after the 15th of January.
    expect((await getMyInvoice(house.ctx, actor, id)).lateEstimate).toEqual({ minor: 19_000n, since: null });
    await aPaymentOf(house.ctx, accountId, 400_000n, '2026-02-24');
    // 9 days on 10 000.00 and 51 on 6 000.00, a 300th of 9.5 % a day: 28.50 + 96.90.
    expect((await getMyInvoice(house.ctx, actor, id)).lateEstimate).toEqual({ minor: 12_540n, since: null });
    await aPaymentOf(house.ctx, accountId, 650_000n, '2026-04-01');
    expect((await getMyInvoice(house.ctx, actor, id)).lateEstimate).toBeNull();
  });

  it('estimate only what came since the bill on which billing charged a penalty, and nothing before anything is due', async () => {
    const { accountId, actor } = await aFlat();
    const id = await aBillOf(house.ctx, accountId, '2025-12', [aLine('water', 1_000_000n)], due);
    const young = await aBillOf(house.ctx, accountId, '2026-01', [aLine('water', 1_000_000n)], {
      issuedOn: '2026-04-05',
      dueOn: '2026-04-14',
    });
    expect((await getMyInvoice(house.ctx, actor, young)).lateEstimate).toBeNull();
    expect((await getMyInvoice(house.ctx, actor, id)).lateEstimate).toEqual({ minor: 19_000n, since: null });
    await aBillOf(house.ctx, accountId, '2026-03', [aLine('penalty', 0n, { penaltyMinor: 18_500n })], {
      issuedOn: '2026-04-06',
      dueOn: '2026-04-15',
    });
    // Nine days since the bill of the 6th.
    expect((await getMyInvoice(house.ctx, actor, id)).lateEstimate).toEqual({ minor: 2_850n, since: '2026-04-06' });
  });

  it('estimate all of it where the penalty on a later bill cannot have been for this one', async () => {
    const { accountId, actor } = await aFlat();
    const id = await aBillOf(house.ctx, accountId, '2025-12', [aLine('water', 1_000_000n)], due);
    await aBillOf(house.ctx, accountId, '2026-01', [aLine('penalty', 0n, { penaltyMinor: 700n })], {
      issuedOn: '2026-02-05',
      dueOn: '2026-02-16',
    });
    expect((await getMyInvoice(house.ctx, actor, id)).lateEstimate).toEqual({ minor: 19_000n, since: null });
  });
});
