import { z } from 'zod';
import { tableFormats } from '#api/core/tables.ts';
import { endpoint } from '#api/http/endpoint.ts';
import { byId, moment, pageOf, paging } from '#api/http/wire.ts';
import { locales } from '#locales/translate.ts';
import { bankDebts, bankLayouts } from './bank-debts.ts';
import { summariseDebts } from './debtors.ts';
import { listDifferences } from './differences.ts';
import { listFlatBalances } from './flat-balances.ts';
import { awaitingFile, debtorsFile, paymentsFile, turnoverFile } from './tables.ts';

const tag = 'Debts and exports';
const bookkeepers = ['accountant', 'manager'] as const;
const minor = z.bigint().openapi({ type: 'string', description: 'Minor units, as text.' });
const day = z.iso.date();
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

const table = z.object({
  format: z.enum(tableFormats).default('csv'),
  /** Of the table's words and numbers: a link that is followed carries the browser's language, not the page's. */
  language: z.enum(locales).optional(),
  payeeId: z.uuid().optional(),
  buildingId: z.uuid().optional(),
});
const aged = { notDue: minor, to30: minor, to60: minor, to90: minor, over90: minor };

export const exportRoutes = [
  endpoint({
    method: 'get',
    path: '/debts',
    summary: 'What is owed in all, by payee and by how long it is overdue',
    tag,
    access: bookkeepers,
    answer: z.object({
      items: z.array(
        z
          .object({
            payee: z.string(),
            currency: z.string(),
            accounts: z.int(),
            owedMinor: minor,
            ...aged,
            /** Owed (or in advance, below zero) beyond the bills. */
            otherMinor: minor,
          })
          .openapi('DebtSummary'),
      ),
    }),
    refusals: ['company.not-set-up'],
    handle: async ({ ctx, actor }) => ({ items: await summariseDebts(ctx, actor) }),
  }),
  endpoint({
    method: 'get',
    path: '/units/{id}/balances',
    summary: 'What a flat owes each of its payees, or has in advance (below zero)',
    tag,
    access: bookkeepers,
    params: byId,
    answer: z.object({
      items: z.array(
        z
          .object({
            accountId: z.uuid(),
            accountNumber: z.string(),
            payeeName: z.string(),
            currency: z.string(),
            balanceMinor: minor,
            asOf: day.nullable(),
          })
          .openapi('FlatBalance'),
      ),
    }),
    refusals: ['unit.not-found'],
    handle: async ({ ctx, actor, params }) => ({ items: await listFlatBalances(ctx, actor, params.id) }),
  }),
  endpoint({
    method: 'get',
    path: '/exports/debtors',
    summary: 'Who owes what, by how long it is overdue, as a table',
    tag,
    access: bookkeepers,
    query: table,
    answer: 'file',
    refusals: ['export.too-long', 'company.not-set-up'],
    handle: ({ ctx, actor, query: { language, ...query }, locale }) =>
      debtorsFile(ctx, actor, query, language ?? locale),
  }),
  endpoint({
    method: 'get',
    path: '/exports/payments',
    summary: 'The money that came in some days, as a table',
    tag,
    access: bookkeepers,
    query: table.extend({ from: day, until: day }),
    answer: 'file',
    refusals: ['export.too-long', 'statement.bad-span'],
    handle: ({ ctx, actor, query: { language, ...query }, locale }) =>
      paymentsFile(ctx, actor, query, language ?? locale),
  }),
  endpoint({
    method: 'get',
    path: '/exports/turnover',
    summary: 'Opening, charged, paid and closing of every account over some months, as a table',
    tag,
    access: bookkeepers,
    query: table.extend({ from: month, until: month }),
    answer: 'file',
    refusals: ['export.too-long', 'statement.bad-span'],
    handle: ({ ctx, actor, query: { language, ...query }, locale }) =>
      turnoverFile(ctx, actor, query, language ?? locale),
  }),
  endpoint({
    method: 'get',
    path: '/exports/awaiting-billing',
    summary: 'What was granted on disagreements and billing has not carried yet, as a table',
    tag,
    access: bookkeepers,
    query: table.pick({ format: true, language: true }),
    answer: 'file',
    refusals: ['export.too-long'],
    handle: ({ ctx, actor, query, locale }) => awaitingFile(ctx, actor, query.format, query.language ?? locale),
  }),
  endpoint({
    method: 'get',
    path: '/exports/bank-debts',
    summary: 'What each account of a payee owes, as banks take it to show it at their counters',
    tag,
    access: bookkeepers,
    query: z.object({
      payeeId: z.uuid(),
      layout: z.enum(bankLayouts).default('accounts'),
      number: z.coerce.number().int().min(1).max(999).default(1),
      names: z.enum(['true', 'false']).default('false'),
    }),
    answer: 'file',
    refusals: ['payee.not-found', 'export.no-requisites', 'company.not-set-up'],
    handle: ({ ctx, actor, query: { names, ...query } }) =>
      bankDebts(ctx, actor, { ...query, withNames: names === 'true' }),
  }),
  endpoint({
    method: 'get',
    path: '/balance-differences',
    summary: 'Where a file of billing stated another balance than ours, newest first',
    tag,
    access: bookkeepers,
    query: z.object({ batchId: z.uuid().optional(), ...paging }),
    answer: pageOf(
      z
        .object({
          id: z.uuid(),
          unitId: z.uuid(),
          accountNumber: z.string(),
          payeeName: z.string(),
          address: z.string(),
          unitNumber: z.string(),
          amountMinor: minor,
          currency: z.string(),
          asOf: z.string(),
          statedMinor: minor.nullable(),
          fileName: z.string().nullable(),
          batchId: z.uuid().nullable(),
          isUndone: z.boolean(),
          createdAt: moment,
        })
        .openapi('BalanceDifference'),
    ),
    refusals: ['page.bad-cursor'],
    handle: ({ ctx, actor, query }) => listDifferences(ctx, actor, query),
  }),
];
