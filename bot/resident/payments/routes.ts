import { z } from 'zod';
import { groups } from '#api/billing/schema.ts';
import { idParam, route } from '../route.ts';

export const billStates = ['all', 'unpaid', 'overdue', 'paid'] as const;

/** How much of a search is kept: more are no number of a bill. */
export const longestBillSearch = 60;

const cursor = z.string().max(400).optional();

/** The bills: `g` group, `s` state, `q` the words they are searched by, `p` page, which begins after `a` or ends before `b`. */
export const paymentsRoute = route('pay', {
  g: z.enum(groups).optional(),
  s: z.enum(billStates).default('all'),
  q: z.string().max(longestBillSearch).optional(),
  p: z.coerce.number().int().min(1).max(999).default(1),
  a: cursor,
  b: cursor,
});
/** Asks for a month or a number to search by. */
export const findBillRoute = route('pay-find', {});
/** The bills of another flat of theirs. */
export const paymentsOfFlatRoute = route('pay-flat', { id: idParam });
export const invoiceRoute = route('inv', { id: idParam });
export const requisitesRoute = route('inv-to', { id: idParam });
/** A bill's QR for the payer's bank. */
export const bankQrRoute = route('inv-qr', { id: idParam });
