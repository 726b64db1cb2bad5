import { z } from 'zod';

export const unitTypes = ['flat', 'apartment', 'parking', 'storage', 'commercial'] as const;
export type UnitType = (typeof unitTypes)[number];

export const addBuildingInput = z.object({
  code: z.string().trim().min(1).max(40),
  address: z.string().trim().min(1).max(200),
  city: z.string().trim().min(1).max(100).nullish(),
  entrances: z.int().min(1).max(100),
  floors: z.int().min(1).max(200),
  hasLift: z.boolean(),
  hasGas: z.boolean(),
});
export type AddBuildingInput = z.infer<typeof addBuildingInput>;

export const addUnitInput = z.object({
  buildingId: z.uuid(),
  number: z.string().trim().min(1).max(20),
  type: z.enum(unitTypes),
  entrance: z.int().min(1).max(100).nullish(),
  /** Below zero for what lies under the ground. */
  floor: z.int().min(-20).max(200).nullish(),
  /** Decimal text, `54` or `54.50`. */
  areaM2: z
    .string()
    .regex(/^\d{1,6}(\.\d{1,2})?$/)
    .nullish(),
  /** Text: leading zeros matter. */
  accountNumber: z.string().trim().min(1).max(40).nullish(),
  registeredCount: z.int().min(0).max(100).nullish(),
});
export type AddUnitInput = z.infer<typeof addUnitInput>;

export const listUnitsInput = z.object({
  buildingId: z.uuid().optional(),
  search: z.string().trim().max(60).optional(),
  after: z.string().max(1000).nullish(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
export type ListUnitsInput = z.infer<typeof listUnitsInput>;
