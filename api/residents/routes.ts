import { z } from 'zod';
import { getUnitSheet } from '#api/buildings/unit-sheet.ts';
import { getCompany } from '#api/company/company.ts';
import { systemActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { type Endpoint, endpoint } from '#api/http/endpoint.ts';
import { byId, frontDesk, moment, office, pageOf, paging } from '#api/http/wire.ts';
import { locales } from '#locales/translate.ts';
import { cutOff } from './household.ts';
import { createJoinCode, type NewJoinCode, revokeJoinCode } from './join-codes.ts';
import { decideJoinRequest, listJoinRequests } from './join-requests.ts';
import { listResidents } from './list-residents.ts';
import { addResident } from './residents.ts';
import { occupancyRoles } from './rights.ts';
import { addResidentInput, createJoinCodeInput, decideJoinRequestInput, listResidentsInput } from './schema.ts';

const tag = 'Residents';

const resident = z
  .object({
    id: z.uuid(),
    fullName: z.string(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    locale: z.string(),
    connected: z.boolean(),
    unreachableSince: moment.nullable(),
    createdAt: moment,
    flats: z.array(
      z.object({
        unitId: z.uuid(),
        occupancyId: z.uuid(),
        address: z.string(),
        number: z.string(),
        role: z.string(),
      }),
    ),
  })
  .openapi('Resident');

const invitation = z
  .object({
    id: z.uuid(),
    /** Twelve digits in three groups, told once. */
    code: z.string(),
    /** Opens the bot and joins; null while the bot's name is not known. */
    link: z.string().nullable(),
    botUsername: z.string().nullable(),
    expiresAt: moment,
    address: z.string(),
    number: z.string(),
    unitType: z.string(),
    /** The person it is for; null: whoever holds it. */
    name: z.string().nullable(),
    /** The language to print it in. */
    locale: z.enum(locales),
    company: z.object({ name: z.string(), officePhone: z.string(), officeHours: z.string() }),
  })
  .openapi('Invitation');

const joinRequest = z
  .object({
    id: z.uuid(),
    reason: z.enum(['no-code', 'ambiguous-phone']),
    saidName: z.string(),
    saidWhere: z.string(),
    saidPhone: z.string().nullable(),
    role: z.enum(occupancyRoles),
    state: z.enum(['pending', 'approved', 'declined']),
    unit: z
      .object({
        id: z.uuid(),
        address: z.string(),
        number: z.string(),
        entrance: z.int().nullable(),
        floor: z.int().nullable(),
      })
      .nullable(),
    decidedAt: moment.nullable(),
    createdAt: moment,
  })
  .openapi('JoinRequest');

/** `botUsername` is asked anew each time: the bot may start later than the API. */
export function residentRoutes({ botUsername }: { botUsername: () => string | null }): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/residents',
      summary: 'People by name, with their flats of today',
      tag,
      access: office,
      query: listResidentsInput.extend(paging),
      answer: pageOf(resident),
      refusals: ['page.bad-cursor'],
      handle: ({ ctx, actor, query }) => listResidents(ctx, actor, query),
    }),
    endpoint({
      method: 'post',
      path: '/residents',
      summary: 'Put a person on the list of a flat',
      tag,
      access: frontDesk,
      body: addResidentInput,
      answer: z.object({ residentId: z.uuid(), occupancyId: z.uuid(), isNew: z.boolean() }),
      refusals: ['unit.not-found', 'phone.bad', 'resident.already-in-flat'],
      isKeyed: true,
      handle: ({ ctx, actor, body }) => addResident(ctx, actor, body),
    }),
    endpoint({
      method: 'post',
      path: '/occupancies/{id}/end',
      summary: "End a person's access to a flat, at once",
      tag,
      access: frontDesk,
      params: byId,
      body: z.object({ reason: z.string().trim().min(1).max(300).optional() }),
      refusals: ['occupancy.not-found'],
      handle: ({ ctx, actor, params, body }) => cutOff(ctx, actor, { occupancyId: params.id, reason: body.reason }),
    }),
    endpoint({
      method: 'post',
      path: '/units/{id}/invitations',
      summary: 'Make an invitation to print: a code and a link, told once',
      tag,
      access: frontDesk,
      params: byId,
      body: createJoinCodeInput.omit({ unitId: true }),
      answer: invitation,
      refusals: ['unit.not-found', 'resident.not-found'],
      handle: async ({ ctx, actor, params, body }) => {
        const made = await createJoinCode(ctx, actor, { ...body, unitId: params.id });
        return presentInvitation(ctx, made, { ...body, unitId: params.id, bot: botUsername() });
      },
    }),
    endpoint({
      method: 'delete',
      path: '/invitations/{id}',
      summary: 'Take an unused invitation back',
      tag,
      access: frontDesk,
      params: byId,
      refusals: ['join-code.not-found', 'join-code.used'],
      handle: ({ ctx, actor, params }) => revokeJoinCode(ctx, actor, params.id),
    }),
    endpoint({
      method: 'get',
      path: '/join-requests',
      summary: 'People who say that they live here, newest first',
      tag,
      access: frontDesk,
      query: z.object({ state: z.enum(['pending', 'approved', 'declined']).optional(), ...paging }),
      answer: pageOf(joinRequest),
      refusals: ['page.bad-cursor'],
      handle: ({ ctx, actor, query }) => listJoinRequests(ctx, actor, query),
    }),
    endpoint({
      method: 'post',
      path: '/join-requests/{id}/decision',
      summary: 'Let somebody in, or not',
      tag,
      access: frontDesk,
      params: byId,
      body: decideJoinRequestInput.omit({ requestId: true }),
      answer: joinRequest,
      refusals: ['join-request.not-found', 'join.already-decided', 'join.unit-needed', 'unit.not-found'],
      handle: ({ ctx, actor, params, body }) => decideJoinRequest(ctx, actor, { ...body, requestId: params.id }),
    }),
  ];
}

type For = { unitId: string; residentId?: string | null; bot: string | null };

/** An invitation with what is printed around it. */
async function presentInvitation(ctx: Ctx, made: NewJoinCode, { unitId, residentId, bot }: For) {
  const [company, unit] = await Promise.all([getCompany(ctx), getUnitSheet(ctx, systemActor, unitId)]);
  const person = residentId
    ? await ctx.db.resident.findUnique({ where: { id: residentId }, select: { fullName: true, locale: true } })
    : null;
  return {
    ...made,
    link: bot === null ? null : `https://t.me/${bot}?start=${made.linkPayload}`,
    botUsername: bot,
    address: unit.address,
    number: unit.number,
    unitType: unit.type,
    name: person?.fullName ?? null,
    locale: locales.find((locale) => locale === person?.locale) ?? company.locale,
    company,
  };
}
