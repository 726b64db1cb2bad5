import { z } from 'zod';
import { incomingFile } from '#api/conversations/schema.ts';
import { AppError } from '#api/core/errors.ts';
import { listMyMeters } from '#api/meters/list-meters.ts';
import { type Guest, isResident } from '../who.ts';

const doubtShape = z.object({
  meterId: z.string(),
  why: z.enum(['lower', 'rollover', 'much-higher', 'swapped']),
  zone: z.int(),
  given: z.string(),
  previous: z.string(),
  consumption: z.string().nullable(),
  usual: z.string().nullable(),
  needsPhoto: z.boolean(),
  otherMeterId: z.string().optional(),
});

/** What the form of readings keeps. */
export const readingsShape = z.object({
  unitId: z.string(),
  /** The meters that are asked about, in the order they are listed. */
  meterIds: z.array(z.string()),
  readings: z.array(z.object({ meterId: z.string(), values: z.array(z.string()) })),
  files: z.array(incomingFile),
  doubts: z.array(doubtShape),
  /** Meters whose doubtful value the person stands by, and those they say were replaced. */
  sure: z.array(z.string()),
  replaced: z.array(z.string()),
});
export type Readings = z.infer<typeof readingsShape>;

/** The meters the form asks about, in its order. */
export async function metersOf(guest: Guest, given: Readings) {
  if (!isResident(guest)) throw new AppError('flat.not-found');
  const { window, meters } = await listMyMeters(guest.ctx, guest.actor, given.unitId);
  const asked = given.meterIds.flatMap((id) => meters.filter((meter) => meter.id === id));
  return { window, meters: asked };
}
