import { z } from 'zod';
import { endpoint } from '#api/http/endpoint.ts';
import { byId } from '#api/http/wire.ts';
import { locales } from '#locales/translate.ts';
import { issueCertificate } from './certificate.ts';
import { printPaper } from './papers.ts';

const tag = 'Billing';
const bookkeepers = ['manager', 'accountant'] as const;
/** A paper for a resident is in their language, not in that of who prints it. */
const language = { language: z.enum(locales).optional() };
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

const certificate = z
  .object({
    id: z.uuid(),
    number: z.int(),
    unitId: z.uuid(),
    asOf: z.iso.date(),
    residentName: z.string().nullable(),
  })
  .openapi('Certificate');

export const paperRoutes = [
  endpoint({
    method: 'get',
    path: '/invoices/{id}/invoice.pdf',
    summary: 'A bill as PDF',
    tag,
    access: bookkeepers,
    params: byId,
    query: z.object(language),
    answer: 'file',
    refusals: ['invoice.not-found'],
    handle: ({ ctx, actor, params, query, locale }) =>
      printPaper(ctx, actor, { paper: 'invoice', invoiceId: params.id }, query.language ?? locale),
  }),
  endpoint({
    method: 'get',
    path: '/units/{id}/statement.pdf',
    summary: 'The settlement history of a flat as PDF; without months, of the last twelve',
    tag,
    access: bookkeepers,
    params: byId,
    query: z.object({ ...language, from: month.optional(), until: month.optional() }),
    answer: 'file',
    refusals: ['flat.not-found', 'statement.bad-span'],
    handle: ({ ctx, actor, params, query, locale }) => {
      const { from, until } = query;
      const span = from && until ? { from, until } : undefined;
      return printPaper(ctx, actor, { paper: 'statement', unitId: params.id, span }, query.language ?? locale);
    },
  }),
  endpoint({
    method: 'post',
    path: '/units/{id}/certificates',
    summary: 'Certify that a flat owes nothing today',
    tag,
    access: bookkeepers,
    params: byId,
    answer: certificate,
    refusals: ['flat.not-found', 'certificate.debt', 'certificate.disputed', 'certificate.no-accounts'],
    handle: ({ ctx, actor, params }) => issueCertificate(ctx, actor, params.id),
  }),
  endpoint({
    method: 'get',
    path: '/certificates/{id}/certificate.pdf',
    summary: 'A certificate as PDF',
    tag,
    access: bookkeepers,
    params: byId,
    query: z.object(language),
    answer: 'file',
    refusals: ['certificate.not-found'],
    handle: ({ ctx, actor, params, query, locale }) =>
      printPaper(ctx, actor, { paper: 'certificate', certificateId: params.id }, query.language ?? locale),
  }),
];
