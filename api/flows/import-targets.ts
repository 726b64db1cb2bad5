import { balancesTarget } from '#api/billing/imports/balances-target.ts';
import { invoicesTarget } from '#api/billing/imports/invoices-target.ts';
import { paymentsTarget } from '#api/billing/imports/payments-target.ts';
import { ownTargets, type Targets } from '#api/imports/registry.ts';
import { metersTarget } from '#api/meters/imports/meters-target.ts';
import { readingsTarget } from '#api/meters/imports/readings-target.ts';
import { registerWithReadings } from './register-readings.ts';

/** Everything that can be imported: each room gives its targets. */
export const importTargets: Targets = [
  ...ownTargets,
  invoicesTarget,
  paymentsTarget,
  balancesTarget,
  registerWithReadings,
  metersTarget,
  readingsTarget,
];
