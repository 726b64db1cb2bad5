import { z } from 'zod';
import { ticketKinds } from '#api/tickets/policy.ts';
import { ticketPlaces } from '#api/tickets/schema.ts';
import { story } from '../files-in-form.ts';

/** What has been told of a new request so far. */
export const reportData = story.extend({
  unitId: z.string(),
  kind: z.enum(ticketKinds).nullable(),
  category: z.string().nullable(),
  place: z.enum(ticketPlaces).nullable(),
  /** The words outside a form that it began with. */
  looseId: z.string().optional(),
});
export type Report = z.infer<typeof reportData>;
