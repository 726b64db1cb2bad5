import { z } from 'zod';
import { endpoint } from '#api/http/endpoint.ts';
import { byId } from '#api/http/wire.ts';
import { addPayee, listPayees, updatePayee } from './payees.ts';
import { requisiteFields } from './requisites.ts';
import { addPayeeInput, qrKinds, updatePayeeInput } from './schema.ts';

const tag = 'Billing';
const bookkeepers = ['manager', 'accountant'] as const;

const payee = z
  .object({
    id: z.uuid(),
    code: z.string(),
    name: z.string(),
    taxId: z.string().nullable(),
    kpp: z.string().nullable(),
    ogrn: z.string().nullable(),
    bankName: z.string().nullable(),
    bic: z.string().nullable(),
    bankAccount: z.string().nullable(),
    corrAccount: z.string().nullable(),
    iban: z.string().nullable(),
    currency: z.string(),
    qrKind: z.enum(qrKinds).nullable(),
    provider: z.string().nullable(),
    providerAccount: z.string().nullable(),
    /** The kind of bank QR that holds for it, and what it still lacks. */
    qr: z.object({ kind: z.enum(qrKinds), lacks: z.array(z.enum(requisiteFields)) }),
  })
  .openapi('Payee');

const mistakes = ['tax-id', 'kpp', 'ogrn', 'bic', 'account', 'corr', 'iban'].map((what) => `payee.bad-${what}`);

export const payeeRoutes = [
  endpoint({
    method: 'get',
    path: '/payees',
    summary: 'Who is paid, and what their requisites still lack',
    tag,
    access: bookkeepers,
    answer: z.array(payee),
    handle: ({ ctx, actor }) => listPayees(ctx, actor),
  }),
  endpoint({
    method: 'post',
    path: '/payees',
    summary: 'Add a payee',
    tag,
    access: bookkeepers,
    body: addPayeeInput,
    answer: payee,
    refusals: ['payee.code-taken', ...mistakes],
    handle: ({ ctx, actor, body }) => addPayee(ctx, actor, body),
  }),
  endpoint({
    method: 'patch',
    path: '/payees/{id}',
    summary: 'Change by what a payee is paid',
    tag,
    access: bookkeepers,
    params: byId,
    body: updatePayeeInput,
    answer: payee,
    refusals: ['payee.not-found', ...mistakes],
    handle: ({ ctx, actor, params, body }) => updatePayee(ctx, actor, params.id, body),
  }),
];
