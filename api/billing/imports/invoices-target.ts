import type { StagedTarget } from '#api/imports/target.ts';
import { invoiceColumns } from './invoice-columns.ts';
import { judgeBills } from './judge-bills.ts';
import { mergeBills } from './merge-bills.ts';
import { undoBills } from './undo-bills.ts';

/**
 * invoices.csv, one row a line of a bill. A bill lands whole or not at all; one that stands with other sums is replaced. The same file
 * twice changes nothing. What a bill carries over states the account's balance on the day before it.
 */
export const invoicesTarget: StagedTarget = {
  name: 'invoices',
  mayImport: ['manager', 'accountant'],
  columns: invoiceColumns,
  staging: new URL('./invoice-staging.ts', import.meta.url),
  judge: judgeBills,
  apply: mergeBills,
  async forget(ctx, batchId) {
    await ctx.db.importLine.deleteMany({ where: { batchId } });
  },
  undo: undoBills,
};
