import { z } from 'zod';
import { endpoint } from '#api/http/endpoint.ts';
import { anyRole } from '#api/http/wire.ts';
import { figureGroups, figuresInput } from './schema.ts';
import { figuresFile, getFigures } from './staff-figures.ts';

const tag = 'Figures';

const length = z.number().nullable();
const figures = z
  .object({
    opened: z.int(),
    decided: z.int(),
    kept: z.int(),
    firstMedianMs: length,
    firstP90Ms: length,
    solved: z.int(),
    solvedMedianMs: length,
    solvedP90Ms: length,
    reopened: z.int(),
    rated: z.int(),
    rating: z.number().nullable(),
    backlog: z.int(),
    late: z.int(),
  })
  .openapi('Figures');

export const figureRoutes = [
  endpoint({
    method: 'get',
    path: '/figures',
    summary: 'How a month went: promises kept, first answers, solutions, ratings; in groups when asked',
    tag,
    access: anyRole,
    query: figuresInput,
    answer: z
      .object({
        month: z.string(),
        total: figures,
        before: figures,
        groups: z.array(
          figures.extend({ key: z.string().nullable(), names: z.object({ ru: z.string(), en: z.string() }) }),
        ),
      })
      .openapi('MonthFigures'),
    refusals: ['company.not-set-up'],
    handle: ({ ctx, actor, query }) => getFigures(ctx, actor, query),
  }),
  endpoint({
    method: 'get',
    path: '/figures/table.csv',
    summary: 'The groups of a month as a table',
    tag,
    access: anyRole,
    query: figuresInput.extend({ by: z.enum(figureGroups) }),
    answer: 'file',
    refusals: ['company.not-set-up'],
    handle: ({ ctx, actor, query, locale }) => figuresFile(ctx, actor, query, locale),
  }),
];
