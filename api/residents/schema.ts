import { z } from 'zod';
import { locales } from '#locales/translate.ts';
import { occupancyRoles, rights } from './rights.ts';

const day = z.iso.date();

export const createJoinCodeInput = z.object({
  unitId: z.uuid(),
  residentId: z.uuid().nullish(),
  role: z.enum(occupancyRoles),
  rights: z.array(z.enum(rights)).max(rights.length).optional(),
});

export const decideJoinRequestInput = z.object({
  requestId: z.uuid(),
  approve: z.boolean(),
  unitId: z.uuid().optional(),
  role: z.enum(occupancyRoles).optional(),
});

export const addResidentInput = z.object({
  fullName: z.string().trim().min(1).max(120),
  phone: z.string().trim().max(40).nullish(),
  email: z.email().max(200).nullish(),
  locale: z.enum(locales),
  unitId: z.uuid(),
  role: z.enum(occupancyRoles),
  startsOn: day.optional(),
  /** Of the whole, 0 to 1. */
  share: z
    .string()
    .regex(/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/)
    .nullish(),
});
export type AddResidentInput = z.infer<typeof addResidentInput>;

export const listResidentsInput = z.object({
  search: z.string().trim().max(100).optional(),
  buildingId: z.uuid().optional(),
  after: z.string().max(1000).nullish(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
export type ListResidentsInput = z.infer<typeof listResidentsInput>;
