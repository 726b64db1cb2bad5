import { z } from 'zod';
import { groups } from '#api/billing/schema.ts';
import { providerNames } from '#api/company/payment-ways.ts';
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
/** Papers: a bill, the flat's statement, and the certificate that it owes nothing. */
export const invoicePdfRoute = route('inv-pdf', { id: idParam });
export const statementPdfRoute = route('st-pdf', {});
export const certificateRoute = route('cert', {});
/** A bill's QR for the payer's bank. */
export const bankQrRoute = route('inv-qr', { id: idParam });

/** What is to be paid: the bill `b`, else the sum `m` to the account `c`, else all that is owed. */
const what = {
  b: idParam.optional(),
  c: idParam.optional(),
  m: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
};
/** The ways to pay it, and what they cost. */
export const payRoute = route('pay-how', what);
/** Begins to pay it by the way `w`. */
export const payByRoute = route('pay-by', { ...what, w: z.enum(providerNames) });
/** A link for somebody who pays it for them. */
export const payLinkRoute = route('pay-link', what);
export const revokeLinkRoute = route('pay-unlink', { id: idParam });
/** Asks for a sum of one's own. */
export const otherSumRoute = route('pay-sum', {});
