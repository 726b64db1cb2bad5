import { z } from 'zod';
import { endpoint } from '#api/http/endpoint.ts';
import { anyRole, byId, frontDesk, managers, moment, office, pageOf, paging } from '#api/http/wire.ts';
import { rights } from '#api/residents/rights.ts';
import { addBuilding, listBuildings } from './buildings.ts';
import { addBuildingInput, addUnitInput, listUnitsInput } from './schema.ts';
import { getUnitSheet } from './unit-sheet.ts';
import { addUnit, listUnits } from './units.ts';

const tag = 'Buildings and units';

const building = z
  .object({
    id: z.uuid(),
    code: z.string(),
    address: z.string(),
    city: z.string().nullable(),
    timeZone: z.string().nullable(),
    entrances: z.int(),
    floors: z.int(),
    hasLift: z.boolean(),
    hasGas: z.boolean(),
    unitCount: z.int(),
  })
  .openapi('Building');

const place = {
  id: z.uuid(),
  buildingId: z.uuid(),
  buildingCode: z.string(),
  address: z.string(),
  number: z.string(),
  type: z.string(),
  entrance: z.int().nullable(),
  floor: z.int().nullable(),
  areaM2: z.string().nullable(),
};

const unitRow = z
  .object({ ...place, accountNumber: z.string().nullable(), residentCount: z.int(), connectedCount: z.int() })
  .openapi('UnitRow');

const occupancy = z.object({
  id: z.uuid(),
  residentId: z.uuid(),
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  role: z.string(),
  rights: z.array(z.enum(rights)),
  from: z.string(),
  until: z.string().nullable(),
  state: z.enum(['present', 'future', 'past']),
  connected: z.boolean(),
});

const unitSheet = z
  .object({
    ...place,
    registeredCount: z.int().nullable(),
    accounts: z.array(
      z.object({
        id: z.uuid(),
        number: z.string(),
        payeeName: z.string(),
        isMain: z.boolean(),
        isOpen: z.boolean(),
      }),
    ),
    occupancies: z.array(occupancy),
    joinCodes: z.array(
      z.object({
        id: z.uuid(),
        role: z.string(),
        residentId: z.uuid().nullable(),
        expiresAt: moment,
        createdAt: moment,
      }),
    ),
    meterCount: z.int(),
  })
  .openapi('UnitSheet');

export const buildingRoutes = [
  endpoint({
    method: 'get',
    path: '/buildings',
    summary: 'All buildings in use',
    tag,
    access: anyRole,
    answer: z.array(building),
    handle: ({ ctx, actor }) => listBuildings(ctx, actor),
  }),
  endpoint({
    method: 'post',
    path: '/buildings',
    summary: 'Add a building',
    tag,
    access: managers,
    body: addBuildingInput,
    answer: building,
    refusals: ['building.code-taken'],
    handle: ({ ctx, actor, body }) => addBuilding(ctx, actor, body),
  }),
  endpoint({
    method: 'get',
    path: '/units',
    summary: 'Flats and other units, in the order of houses and numbers',
    tag,
    access: anyRole,
    query: listUnitsInput.extend(paging),
    answer: pageOf(unitRow),
    refusals: ['page.bad-cursor'],
    handle: ({ ctx, actor, query }) => listUnits(ctx, actor, query),
  }),
  endpoint({
    method: 'post',
    path: '/units',
    summary: 'Add a unit, with its account when a number is given',
    tag,
    access: frontDesk,
    body: addUnitInput,
    answer: z.object({ id: z.uuid() }),
    refusals: [
      'building.not-found',
      'unit.already-exists',
      'unit.no-such-entrance',
      'unit.no-such-floor',
      'account.number-taken',
    ],
    handle: ({ ctx, actor, body }) => addUnit(ctx, actor, body),
  }),
  endpoint({
    method: 'get',
    path: '/units/{id}',
    summary: 'Everything about a unit',
    tag,
    access: office,
    params: byId,
    answer: unitSheet,
    refusals: ['unit.not-found'],
    handle: ({ ctx, actor, params }) => getUnitSheet(ctx, actor, params.id),
  }),
];
