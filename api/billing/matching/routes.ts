import { z } from 'zod';
import { endpoint } from '#api/http/endpoint.ts';
import { byId, moment, pageOf, paging } from '#api/http/wire.ts';
import { suggestionReasons } from './match.ts';
import {
  ignoreUnmatched,
  ignoreUnmatchedInput,
  listUnmatched,
  matchUnmatched,
  settleUnmatchedInput,
} from './unmatched.ts';

const tag = 'Debts and exports';
const bookkeepers = ['accountant', 'manager'] as const;
const label = z.object({
  accountId: z.uuid(),
  number: z.string(),
  address: z.string(),
  flat: z.string(),
  payee: z.string(),
});

const unmatched = z
  .object({
    id: z.uuid(),
    state: z.enum(['open', 'matched', 'ignored', 'undone']),
    paidOn: z.string(),
    amountMinor: z.bigint().openapi({ type: 'string', description: 'Minor units, as text.' }),
    currency: z.string(),
    payerName: z.string().nullable(),
    purpose: z.string(),
    saidAccount: z.string(),
    suggestions: z.array(label.extend({ why: z.enum(suggestionReasons) })),
    account: label.nullable(),
    note: z.string().nullable(),
    settledBy: z.string().nullable(),
    createdAt: moment,
    settledAt: moment.nullable(),
  })
  .openapi('UnmatchedPayment');

export const unmatchedRoutes = [
  endpoint({
    method: 'get',
    path: '/unmatched-payments',
    summary: 'Money of a bank’s register that names no account for certain, newest first',
    tag,
    access: bookkeepers,
    query: z.object({ state: z.enum(['open', 'matched', 'ignored', 'undone']).optional(), ...paging }),
    answer: pageOf(unmatched),
    refusals: ['page.bad-cursor'],
    handle: ({ ctx, actor, query: { state, after, limit } }) =>
      listUnmatched(ctx, actor, {
        ...(state ? { state } : {}),
        ...(after ? { after } : {}),
        ...(limit ? { limit } : {}),
      }),
  }),
  endpoint({
    method: 'post',
    path: '/unmatched-payments/{id}/match',
    summary: 'Says whose money it is; the payer is known from then on',
    tag,
    access: bookkeepers,
    params: byId,
    body: settleUnmatchedInput.omit({ id: true }),
    answer: unmatched,
    refusals: ['unmatched.not-found', 'unmatched.settled', 'unmatched.no-account'],
    handle: ({ ctx, actor, params, body }) => matchUnmatched(ctx, actor, { ...body, id: params.id }, 'admin'),
  }),
  endpoint({
    method: 'post',
    path: '/unmatched-payments/{id}/ignore',
    summary: 'Says that it is nobody’s of ours, and why',
    tag,
    access: bookkeepers,
    params: byId,
    body: ignoreUnmatchedInput.omit({ id: true }),
    answer: unmatched,
    refusals: ['unmatched.not-found', 'unmatched.settled'],
    handle: ({ ctx, actor, params, body }) => ignoreUnmatched(ctx, actor, { ...body, id: params.id }, 'admin'),
  }),
];
