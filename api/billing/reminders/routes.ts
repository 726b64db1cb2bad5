import { z } from 'zod';
import { endpoint } from '#api/http/endpoint.ts';
import { byId, moment } from '#api/http/wire.ts';
import { listMutes, muteAccount, unmuteAccount } from './mutes.ts';

const tag = 'Billing';
const bookkeepers = ['accountant', 'manager'] as const;

const mute = z
  .object({
    id: z.uuid(),
    accountId: z.uuid(),
    accountNumber: z.string(),
    invoiceId: z.uuid().nullable(),
    period: z.string().nullable(),
    reason: z.enum(['paid-elsewhere', 'by-accountant']),
    note: z.string().nullable(),
    until: moment,
    unitId: z.uuid(),
  })
  .openapi('ReminderMute');

export const muteRoutes = [
  endpoint({
    method: 'get',
    path: '/units/{id}/mutes',
    summary: 'Of what in a unit nobody is reminded now, and why',
    tag,
    access: bookkeepers,
    params: byId,
    answer: z.object({ items: z.array(mute) }),
    handle: async ({ ctx, actor, params }) => ({ items: await listMutes(ctx, actor, params.id) }),
  }),
  endpoint({
    method: 'post',
    path: '/accounts/{id}/mute',
    summary: 'Let an account be until a day: no reminders of its bills',
    tag,
    access: bookkeepers,
    params: byId,
    body: z.object({ until: z.iso.datetime().pipe(z.coerce.date()), note: z.string().trim().min(3).max(300) }),
    answer: mute,
    refusals: ['account.not-found', 'mute.bad-until'],
    handle: ({ ctx, actor, params, body }) => muteAccount(ctx, actor, { ...body, accountId: params.id }),
  }),
  endpoint({
    method: 'post',
    path: '/accounts/{id}/unmute',
    summary: 'Remind of an account’s bills again',
    tag,
    access: bookkeepers,
    params: byId,
    handle: ({ ctx, actor, params }) => unmuteAccount(ctx, actor, { accountId: params.id }),
  }),
];
