import { z } from 'zod';
import { listDisputes } from '#api/billing/disputes/list-disputes.ts';
import { decideDisputeInput, disputeOutcomes, disputeReasons, disputeStates } from '#api/billing/disputes/schema.ts';
import { endpoint } from '#api/http/endpoint.ts';
import { byId, moment, pageOf, paging } from '#api/http/wire.ts';
import { decideDispute } from './decide-dispute.ts';

const tag = 'Billing';
const bookkeepers = ['accountant', 'manager'] as const;
const minor = z.bigint().openapi({ type: 'string', description: 'Minor units, as text.' });

const dispute = z
  .object({
    id: z.uuid(),
    ticketId: z.uuid(),
    ticketNumber: z.int(),
    invoiceId: z.uuid(),
    period: z.string(),
    currency: z.string(),
    /** Empty: the whole bill. */
    lineIds: z.array(z.uuid()),
    reason: z.enum(disputeReasons),
    disputedMinor: minor,
    state: z.enum(disputeStates),
    outcome: z.enum(disputeOutcomes).nullable(),
    acceptedMinor: minor.nullable(),
    answer: z.string().nullable(),
    decideBy: moment.nullable(),
    decidedAt: moment.nullable(),
    /** When billing’s own file carried what was granted. */
    billedAt: moment.nullable(),
    createdAt: moment,
  })
  .openapi('Dispute');

export const disputeRoutes = [
  endpoint({
    method: 'get',
    path: '/disputes',
    summary: 'Disagreements with bills, newest first',
    tag,
    access: bookkeepers,
    query: z.object({ state: z.enum(disputeStates).optional(), ...paging }),
    answer: pageOf(dispute),
    refusals: ['page.bad-cursor'],
    handle: ({ ctx, actor, query }) => listDisputes(ctx, actor, query),
  }),
  endpoint({
    method: 'post',
    path: '/disputes/{id}/decision',
    summary: 'Grants a disagreement whole or in part, or rejects it; the resident reads the answer',
    tag,
    access: bookkeepers,
    isKeyed: true,
    params: byId,
    body: decideDisputeInput.omit({ disputeId: true }).extend({
      acceptedMinor: z
        .string()
        .regex(/^\d{1,15}$/)
        .transform(BigInt)
        .optional()
        .openapi({ type: 'string', description: 'Minor units, as text; for `partial` only.' }),
    }),
    answer: z.object({ beforeMinor: minor, afterMinor: minor }),
    refusals: [
      ...['dispute.not-found', 'dispute.already-decided', 'dispute.withdrawn', 'dispute.bad-sum'],
      ...['dispute.sum-too-large', 'dispute.bill-cancelled', 'ticket.not-yours'],
    ],
    handle: ({ ctx, actor, params, body }) => decideDispute(ctx, actor, { ...body, disputeId: params.id }),
  }),
];
