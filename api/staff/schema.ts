import { z } from 'zod';
import { staffRoles } from '#api/core/actor.ts';
import { locales } from '#locales/translate.ts';

const email = z.email().max(200).toLowerCase();
/** https://docs.slack.dev/reference/objects/user-object: `U…` or `W…`. */
const slackUserId = z.string().regex(/^[UW][A-Z0-9]{5,20}$/);

export const addStaffInput = z.object({
  name: z.string().trim().min(1).max(120),
  email,
  roles: z.array(z.enum(staffRoles)).min(1).max(staffRoles.length),
  locale: z.enum(locales),
  slackUserId: slackUserId.nullish(),
  trade: z.string().trim().min(1).max(60).nullish(),
});
export type AddStaffInput = z.infer<typeof addStaffInput>;

export const updateStaffInput = addStaffInput
  .partial()
  .extend({ staffId: z.uuid(), isOnShift: z.boolean().optional() });
export type UpdateStaffInput = z.infer<typeof updateStaffInput>;

/** A manager's answer to somebody who says that they work here: which colleague it is, or what a new one does. */
export const decideStaffRequestInput = z.object({
  requestId: z.uuid(),
  approve: z.boolean(),
  staffId: z.uuid().optional(),
  roles: z.array(z.enum(staffRoles)).max(staffRoles.length).optional(),
  trade: z.string().trim().min(1).max(60).optional(),
  email: email.optional(),
  locale: z.enum(locales).optional(),
});
export type DecideStaffRequestInput = z.infer<typeof decideStaffRequestInput>;

/** What a channel is for; `front-desk` hears of people who want to join and of chats, `managers` of what a manager decides. */
export const services = ['technical', 'emergency', 'billing', 'general', 'front-desk', 'managers'] as const;

export const mapChannelInput = z.object({
  service: z.enum(services),
  buildingId: z.uuid().nullish(),
  channelId: z
    .string()
    .regex(/^[CG][A-Z0-9]{5,20}$/)
    .nullable(),
});
export type MapChannelInput = z.infer<typeof mapChannelInput>;
