import { z } from 'zod';
import { groups } from '#api/billing/schema.ts';
import { idParam, route } from '../route.ts';

export const billStates = ['all', 'unpaid', 'paid'] as const;

/** The bills: `g` group, `s` state, `p` page. */
export const paymentsRoute = route('pay', {
  g: z.enum(groups).optional(),
  s: z.enum(billStates).default('all'),
  p: z.coerce.number().int().min(1).max(99).default(1),
});
export const invoiceRoute = route('inv', { id: idParam });
export const requisitesRoute = route('inv-to', { id: idParam });
