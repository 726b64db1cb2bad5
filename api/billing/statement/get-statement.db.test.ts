import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '#api/core/ctx.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { aBuilding, aCompany, aResident } from '#api/residents/testing.ts';
import { getBilling } from '../get-billing.ts';
import { postEntry } from '../ledger.ts';
import { aBillOf, aFlatWithAccount, aLine, aPaymentOf } from '../testing.ts';
import { getStatement } from './get-statement.ts';

let house: TestHouse;
let buildingId: string;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  buildingId = await aBuilding(house.ctx);
});
afterAll(() => house.close());

const all = { from: '2026-01', until: '2026-12' };
const adjust = (accountId: string, amountMinor: bigint, effectiveOn: string, kind: 'adjustment' | 'opening') =>
  inTransaction(house.ctx, (tx) =>
    postEntry(tx, { accountId, origin: 'billed', kind, amountMinor, currency: 'RUB', effectiveOn }),
  );

describe('a statement', () => {
  it('tells each month from what it opened with to what it closed with', async () => {
    const { unitId, accountId } = await aFlatWithAccount(house.ctx, buildingId);
    const { actor } = await aResident(house.ctx, { unitId, startsOn: '2026-01-01' });
    await adjust(accountId, 5_000n, '2026-08-01', 'opening');
    await aBillOf(house.ctx, accountId, '2026-08', [aLine('water', 10_000n)], {
      issuedOn: '2026-09-05',
      dueOn: '2026-09-15',
    });
    await aPaymentOf(house.ctx, accountId, 15_000n, '2026-09-10');
    await aBillOf(house.ctx, accountId, '2026-10', [
      aLine('water', 20_000n, { recalculationMinor: -1_500n, benefitMinor: 500n }),
      aLine('penalty', 0n, { penaltyMinor: 70n }),
    ]);
    await adjust(accountId, -300n, '2026-10-28', 'adjustment');
    const { accounts, since } = await getStatement(house.ctx, actor, unitId, all);
    expect(since).toBe('2026-08');
    const none = { recalculatedMinor: 0n, benefitMinor: 0n, penaltyMinor: 0n, adjustedMinor: 0n };
    expect(accounts[0]?.rows).toEqual([
      { period: '2026-08', openingMinor: 5_000n, chargedMinor: 10_000n, ...none, paidMinor: 0n, closingMinor: 15_000n },
      { period: '2026-09', openingMinor: 15_000n, chargedMinor: 0n, ...none, paidMinor: 15_000n, closingMinor: 0n },
      {
        ...{ period: '2026-10', openingMinor: 0n, chargedMinor: 20_000n, recalculatedMinor: -1_500n },
        ...{ benefitMinor: 500n, penaltyMinor: 70n, adjustedMinor: -300n, paidMinor: 0n, closingMinor: 17_770n },
      },
      { period: '2026-11', openingMinor: 17_770n, chargedMinor: 0n, ...none, paidMinor: 0n, closingMinor: 17_770n },
    ]);
    const part = await getStatement(house.ctx, actor, unitId, { from: '2026-09', until: '2026-09' });
    expect(part.accounts[0]?.rows.map(({ openingMinor, closingMinor }) => [openingMinor, closingMinor])).toEqual([
      [15_000n, 0n],
    ]);
  });

  it('is refused to neighbours and to a tenant without the right, and for months the wrong way round', async () => {
    const { unitId } = await aFlatWithAccount(house.ctx, buildingId);
    const tenant = await aResident(house.ctx, { unitId, role: 'tenant', startsOn: '2026-01-01' });
    const owner = await aResident(house.ctx, { unitId, startsOn: '2026-01-01' });
    const { unitId: other } = await aFlatWithAccount(house.ctx, buildingId);
    const ask = (actor: typeof owner.actor, of: string, span = all) => getStatement(house.ctx, actor, of, span);
    await expect(ask(owner.actor, other)).rejects.toMatchObject({ code: 'flat.not-found' });
    await expect(ask(tenant.actor, unitId)).rejects.toMatchObject({ code: 'not-allowed' });
    for (const span of [
      { from: '2026-03', until: '2026-02' },
      { from: '1990-01', until: '2026-02' },
    ]) {
      await expect(ask(owner.actor, unitId, span)).rejects.toMatchObject({ code: 'statement.bad-span' });
    }
    expect(await ask(owner.actor, unitId)).toMatchObject({ since: null, accounts: [] });
  });

  it('closes with the balance that is shown, for the old owner and the new one, whatever happened', async () => {
    const step = fc.oneof(
      fc.record({ pays: fc.bigInt({ min: 1n, max: 300_000n }) }),
      fc.record({ charges: fc.array(fc.bigInt({ min: -5_000n, max: 90_000n }), { minLength: 1, maxLength: 3 }) }),
      fc.record({ adjusts: fc.bigInt({ min: -20_000n, max: 20_000n }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 9 }), async (steps) => {
        const { unitId, accountId } = await aFlatWithAccount(house.ctx, buildingId);
        const old = await aResident(house.ctx, { unitId, startsOn: '2025-01-01' });
        const young = await aResident(house.ctx, { unitId, startsOn: '2026-04-10' });
        for (const [index, one] of steps.entries()) {
          const period = `2026-${String(index + 1).padStart(2, '0')}`;
          if ('pays' in one) await aPaymentOf(house.ctx, accountId, one.pays, `${period}-21`);
          else if ('adjusts' in one) await adjust(accountId, one.adjusts, `${period}-22`, 'adjustment');
          else {
            const lines = one.charges.map((minor) => aLine('water', minor, { recalculationMinor: minor / 10n }));
            await aBillOf(house.ctx, accountId, period, lines);
          }
        }
        for (const { actor } of [old, young]) {
          const { owedMinor, overpaidMinor } = await getBilling(house.ctx, actor, unitId);
          const { accounts } = await getStatement(house.ctx, actor, unitId, all);
          const rows = accounts[0]?.rows ?? [];
          expect(rows.at(-1)?.closingMinor ?? 0n).toBe(owedMinor - overpaidMinor);
          for (const [index, row] of rows.entries()) {
            const moved = row.chargedMinor + row.recalculatedMinor - row.benefitMinor + row.penaltyMinor;
            expect(row.openingMinor + moved + row.adjustedMinor - row.paidMinor).toBe(row.closingMinor);
            if (index > 0) expect(row.openingMinor).toBe(rows[index - 1]?.closingMinor);
          }
        }
      }),
      { numRuns: 15 },
    );
  });
});
