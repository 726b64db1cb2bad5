import { z } from 'zod';
import { instant } from '#api/core/time.ts';
import { endpoint } from '#api/http/endpoint.ts';
import { anyRole, byId, moment } from '#api/http/wire.ts';
import { cancelOutage, changeOutage, openOutage, restoreOutage } from './announce.ts';
import { getOutage, listOutages } from './read-outages.ts';
import { changeOutageInput, openOutageInput, outageServices, outageStates, outageWorkTypes } from './schema.ts';

const tag = 'Outages';
const announcers = ['manager', 'dispatcher', 'technician', 'emergency'] as const;

const outage = z
  .object({
    id: z.uuid(),
    workType: z.enum(outageWorkTypes),
    services: z.array(z.enum(outageServices)),
    texts: z.object({ ru: z.string().optional(), en: z.string().optional() }),
    places: z.array(z.object({ buildingId: z.uuid(), address: z.string(), entrances: z.array(z.int()) })),
    startsAt: moment,
    endsAt: moment,
    restoredAt: moment.nullable(),
    cancelledAt: moment.nullable(),
    createdAt: moment,
    state: z.enum(['ahead', 'now', 'late', 'over', 'restored', 'cancelled']),
  })
  .openapi('Outage');

/** A moment in a body: an ISO text with its offset. */
const given = z.iso.datetime({ offset: true }).transform((text) => instant(text));

export const outageRoutes = [
  endpoint({
    method: 'get',
    path: '/outages',
    summary: 'What is off or will be, or all that was',
    tag,
    access: anyRole,
    query: z.object({ state: z.enum(outageStates).optional(), buildingId: z.uuid().optional() }),
    answer: z.array(outage),
    handle: ({ ctx, actor, query }) => listOutages(ctx, actor, query),
  }),
  endpoint({
    method: 'post',
    path: '/outages',
    summary: 'Announce an outage; residents concerned are told',
    tag,
    access: announcers,
    body: openOutageInput.extend({ startsAt: given, endsAt: given }),
    answer: outage,
    refusals: ['building.not-found', 'outage.bad-entrance', 'outage.bad-times'],
    isKeyed: true,
    handle: ({ ctx, actor, body }) => openOutage(ctx, actor, body),
  }),
  endpoint({
    method: 'get',
    path: '/outages/{id}',
    summary: 'One outage',
    tag,
    access: anyRole,
    params: byId,
    answer: outage,
    refusals: ['outage.not-found'],
    handle: ({ ctx, actor, params }) => getOutage(ctx, actor, params.id),
  }),
  endpoint({
    method: 'patch',
    path: '/outages/{id}',
    summary: 'A new time, other words; residents concerned are told',
    tag,
    access: announcers,
    params: byId,
    body: changeOutageInput.omit({ outageId: true }).extend({ startsAt: given.optional(), endsAt: given.optional() }),
    answer: outage,
    refusals: ['outage.not-found', 'outage.over', 'outage.bad-times'],
    handle: ({ ctx, actor, params, body }) => changeOutage(ctx, actor, { ...body, outageId: params.id }),
  }),
  endpoint({
    method: 'post',
    path: '/outages/{id}/restore',
    summary: 'It is on again',
    tag,
    access: announcers,
    params: byId,
    answer: outage,
    refusals: ['outage.not-found', 'outage.over', 'outage.not-begun'],
    handle: ({ ctx, actor, params }) => restoreOutage(ctx, actor, { outageId: params.id }),
  }),
  endpoint({
    method: 'post',
    path: '/outages/{id}/cancel',
    summary: 'It will not be, or was a mistake',
    tag,
    access: announcers,
    params: byId,
    answer: outage,
    refusals: ['outage.not-found', 'outage.over'],
    handle: ({ ctx, actor, params }) => cancelOutage(ctx, actor, { outageId: params.id }),
  }),
];
