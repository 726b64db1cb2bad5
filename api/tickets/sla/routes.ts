import { z } from 'zod';
import { listHolidays } from '#api/company/holidays.ts';
import { endpoint } from '#api/http/endpoint.ts';
import { anyRole, managers, moment } from '#api/http/wire.ts';
import { bookDocument, promises } from './book.ts';
import { presetNames } from './presets.ts';
import { rehearse, rehearseInput } from './rehearse.ts';
import { bookPresets, getBook, getPreset, saveBook, saveBookInput } from './save-book.ts';

const tag = 'Promises';

// A copy: the book's own schema may be older than the dialect of the API's page, which only newer ones speak.
const book = bookDocument.clone().openapi('SlaBook');
const savedBook = z
  .object({
    version: z.int(),
    preset: z.enum(bookPresets),
    document: book,
    savedBy: z.string().nullable(),
    savedAt: moment,
  })
  .openapi('SavedSlaBook');

const fate = z.enum(['kept', 'broken', 'open', 'none']);
const fates = z.object({ kept: z.int(), broken: z.int(), open: z.int() }).openapi('PromiseFates');

export const slaRoutes = [
  endpoint({
    method: 'get',
    path: '/sla/book',
    summary: 'What is promised: policies, calendars and the ladder in force',
    tag,
    access: anyRole,
    answer: savedBook,
    handle: ({ ctx, actor }) => getBook(ctx, actor),
  }),
  endpoint({
    method: 'put',
    path: '/sla/book',
    summary: 'Save an edited book as a new version',
    tag,
    access: managers,
    body: saveBookInput,
    answer: savedBook,
    refusals: ['sla.bad-book', 'sla.book-changed'],
    handle: ({ ctx, actor, body }) => saveBook(ctx, actor, body),
  }),
  endpoint({
    method: 'get',
    path: '/sla/presets/{name}',
    summary: 'A book to begin with',
    tag,
    access: managers,
    params: z.object({ name: z.enum(presetNames) }),
    answer: book,
    handle: ({ ctx, actor, params }) => getPreset(ctx, actor, params.name),
  }),
  endpoint({
    method: 'get',
    path: '/sla/holidays',
    summary: 'The public holidays of a country in a year',
    tag,
    access: anyRole,
    query: z.object({
      country: z.string().regex(/^[A-Z]{2}$/),
      state: z.string().max(10).optional(),
      year: z.coerce.number().int().min(2000).max(2100),
    }),
    answer: z.array(z.object({ day: z.string(), name: z.string() })),
    handle: async ({ query, locale }) => listHolidays(query.country, query.state ?? null, query.year, locale),
  }),
  endpoint({
    method: 'post',
    path: '/sla/rehearsal',
    summary: 'What an edited book would have made of a month',
    tag,
    access: managers,
    body: rehearseInput,
    answer: z
      .object({
        month: z.string(),
        tickets: z.int(),
        isPart: z.boolean(),
        promises: z.array(z.object({ promise: z.enum(promises), was: fates, would: fates })),
        changed: z.array(
          z.object({
            id: z.uuid(),
            number: z.int(),
            promise: z.enum(promises),
            was: fate,
            would: fate,
            dueWas: moment.nullable(),
            dueWould: moment.nullable(),
          }),
        ),
      })
      .openapi('SlaRehearsal'),
    refusals: ['sla.bad-book', 'company.not-set-up'],
    handle: ({ ctx, actor, body }) => rehearse(ctx, actor, body),
  }),
];
