import { z } from 'zod';
import { providerNames } from '#api/company/payment-ways.ts';
import { endpoint } from '#api/http/endpoint.ts';
import { byId, moment, pageOf, paging } from '#api/http/wire.ts';
import { listPayments } from './list-payments.ts';
import { refundPayment, settleTrouble } from './refund.ts';
import { refundPaymentInput } from './schema.ts';
import { getStaffPayment } from './staff-payment.ts';
import { paymentStates } from './status.ts';

const tag = 'Payments';
const bookkeepers = ['accountant', 'manager'] as const;
const minor = z.bigint().openapi({ type: 'string', description: 'Minor units, as text.' });

const payment = z
  .object({
    id: z.uuid(),
    unitId: z.uuid(),
    accountNumber: z.string(),
    payeeName: z.string(),
    address: z.string(),
    unitNumber: z.string(),
    unitType: z.string(),
    provider: z.string(),
    state: z.string(),
    amountMinor: minor,
    commissionMinor: minor,
    refundedMinor: minor,
    currency: z.string(),
    periods: z.array(z.string()),
    providerRef: z.string().nullable(),
    chargeId: z.string().nullable(),
    trouble: z.string().nullable(),
    troubleSettledAt: moment.nullable(),
    failure: z.string().nullable(),
    createdAt: moment,
    succeededAt: moment.nullable(),
    refunds: z.array(
      z.object({
        id: z.uuid(),
        amountMinor: minor,
        state: z.string(),
        reason: z.string(),
        failure: z.string().nullable(),
        createdAt: moment,
      }),
    ),
  })
  .openapi('Payment');

export const paymentRoutes = [
  endpoint({
    method: 'get',
    path: '/payments',
    summary: 'Payments of all flats, newest first',
    tag,
    access: bookkeepers,
    query: z.object({
      state: z.enum(paymentStates).optional(),
      provider: z.enum([...providerNames, 'bank', 'office']).optional(),
      troubled: z.enum(['true', 'false']).optional(),
      search: z.string().max(100).optional(),
      ...paging,
    }),
    answer: pageOf(payment),
    refusals: ['page.bad-cursor'],
    handle: ({ ctx, actor, query: { troubled, ...query } }) =>
      listPayments(ctx, actor, { ...query, isTroubled: troubled === 'true' }),
  }),
  endpoint({
    method: 'get',
    path: '/payments/{id}',
    summary: 'One payment, with what was given back of it',
    tag,
    access: bookkeepers,
    params: byId,
    answer: payment,
    refusals: ['payment.not-found'],
    handle: ({ ctx, actor, params }) => getStaffPayment(ctx, actor, params.id),
  }),
  endpoint({
    method: 'post',
    path: '/payments/{id}/refunds',
    summary: 'Gives back a part of a payment, or all that is left of it',
    tag,
    access: bookkeepers,
    isKeyed: true,
    params: byId,
    body: z.object({
      amountMinor: z
        .string()
        .regex(/^\d{1,15}$/)
        .optional(),
      reason: refundPaymentInput.shape.reason,
    }),
    answer: z.object({ refundId: z.uuid(), state: z.enum(['pending', 'succeeded']) }),
    refusals: ['payment.not-found', 'payment.wrong-state', 'payment.refund-too-large'],
    handle: ({ ctx, actor, params, body }) => {
      const amountMinor = body.amountMinor === undefined ? undefined : BigInt(body.amountMinor);
      return refundPayment(
        ctx,
        actor,
        refundPaymentInput.parse({ paymentId: params.id, amountMinor, reason: body.reason }),
      );
    },
  }),
  endpoint({
    method: 'post',
    path: '/payments/{id}/settled',
    summary: 'What was odd about it has been dealt with',
    tag,
    access: bookkeepers,
    params: byId,
    refusals: ['payment.not-found', 'payment.no-trouble'],
    handle: ({ ctx, actor, params }) => settleTrouble(ctx, actor, params.id),
  }),
];
