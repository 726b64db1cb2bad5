import { z } from 'zod';
import { noteCall } from '#api/calls/calls.ts';
import { noteCallInput } from '#api/calls/schema.ts';
import { endpoint } from '#api/http/endpoint.ts';
import { anyRole, byId, moment, pageOf, paging } from '#api/http/wire.ts';
import { fileParts, readFlatFile } from './flat-file.ts';

const tag = 'Buildings and units';
const part = z.enum(fileParts);

const entry = z
  .object({
    part,
    id: z.uuid(),
    at: moment,
    /** Before the title: a bill's period, a payment's way, a reading's resource. */
    code: z.string().nullable(),
    title: z.string(),
    state: z.string().nullable(),
    /** Minor units, as decimal text. */
    minor: z.string().nullable(),
    currency: z.string().nullable(),
    number: z.int().nullable(),
    byName: z.string().nullable(),
  })
  .openapi('FlatFileEntry');

export const flatFileRoutes = [
  endpoint({
    method: 'get',
    path: '/units/{id}/file',
    summary: 'What happened in a unit, newest first; bills and payments for accountants and managers',
    tag,
    access: anyRole,
    params: byId,
    query: z.object({ part: part.optional(), ...paging }),
    answer: pageOf(entry),
    refusals: ['unit.not-found', 'page.bad-cursor'],
    handle: ({ ctx, actor, params, query }) => {
      const { part: only, after = null, limit = 30 } = query;
      const parts = only ? { parts: [only] } : {};
      return readFlatFile(ctx, actor, { unitId: params.id, ...parts, after, limit, surface: 'admin' });
    },
  }),
  endpoint({
    method: 'post',
    path: '/units/{id}/calls',
    summary: 'Note what was said on the phone',
    tag,
    access: ['manager', 'dispatcher', 'accountant', 'technician', 'emergency'],
    params: byId,
    body: noteCallInput.omit({ unitId: true }),
    answer: z.object({ callId: z.uuid() }),
    refusals: ['unit.not-found'],
    isKeyed: true,
    handle: ({ ctx, actor, params, body }) => noteCall(ctx, actor, { ...body, unitId: params.id }),
  }),
];
