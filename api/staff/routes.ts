import { z } from 'zod';
import { staffRoles } from '#api/core/actor.ts';
import type { Auth } from '#api/http/auth.ts';
import { type Endpoint, endpoint } from '#api/http/endpoint.ts';
import { newPassword } from '#api/http/passwords.ts';
import { welcomeColleague } from '#api/http/welcome.ts';
import { anyRole, byId, managers, moment } from '#api/http/wire.ts';
import { locales } from '#locales/translate.ts';
import { listChannels, mapChannel, testChannel } from './channels.ts';
import { createDutyLink, unlinkDutyChats } from './duty.ts';
import { removePortrait, savePortrait } from './portrait.ts';
import { addStaffInput, decideStaffRequestInput, mapChannelInput, services, updateStaffInput } from './schema.ts';
import { createStaffInvite, readStaffInvite } from './sign-in.ts';
import type { StaffInfo } from './staff.ts';
import { addStaff, deactivateStaff, listStaff, updateStaff } from './staff.ts';
import { decideStaffRequest, listStaffRequests } from './staff-requests.ts';

const tag = 'Staff';

const colleague = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    slackUserId: z.string().nullable(),
    locale: z.enum(locales),
    roles: z.array(z.enum(staffRoles)),
    trade: z.string().nullable(),
    isOnShift: z.boolean(),
    isActive: z.boolean(),
    /** Has set a password. */
    canSignIn: z.boolean(),
    hasPhoto: z.boolean(),
  })
  .openapi('Colleague');

const channel = z
  .object({
    service: z.enum(services),
    buildingId: z.uuid().nullable(),
    channelId: z.string(),
    /** Since when Slack has not let us in, and its word for it. */
    lostAt: moment.nullable(),
    lostWhy: z.string().nullable(),
  })
  .openapi('SlackChannel');

const staffRequest = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string().nullable(),
    slackUserId: z.string(),
    /** The colleague with that e-mail who has no Slack account yet. */
    match: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    createdAt: moment,
  })
  .openapi('StaffRequest');

const token = z.string().min(10).max(200);

/** Colleagues, their one-time links, and the channels they work in. */
export function staffRoutes(auth: Pick<Auth, 'baseUrl' | 'signIn'>): Endpoint[] {
  const linkOf = (inviteToken: string) => `${auth.baseUrl}/admin/welcome#${inviteToken}`;
  return [
    endpoint({
      method: 'post',
      path: '/staff/welcome/check',
      summary: 'Whose one-time link this is, without spending it',
      tag,
      access: 'anybody',
      body: z.object({ token }),
      answer: z.object({ name: z.string(), email: z.string(), locale: z.enum(locales) }),
      refusals: ['invite.wrong', 'invite.used', 'invite.expired'],
      handle: ({ ctx, body }) => readStaffInvite(ctx, body.token),
    }),
    endpoint({
      method: 'post',
      path: '/staff/welcome',
      summary: 'Spend a one-time link: set a password and sign in',
      tag,
      access: 'anybody',
      body: z.object({ token, password: newPassword }),
      refusals: ['invite.wrong', 'invite.used', 'invite.expired'],
      handle: async ({ ctx, body, headers, setCookie }) => {
        const { email } = await welcomeColleague(ctx, body);
        for (const cookie of await auth.signIn(headers, { email, password: body.password })) setCookie(cookie);
      },
    }),
    endpoint({
      method: 'get',
      path: '/staff',
      summary: 'All colleagues, former ones last',
      tag,
      access: anyRole,
      answer: z.array(colleague),
      handle: async ({ ctx, actor }) => (await listStaff(ctx, actor)).map(present),
    }),
    endpoint({
      method: 'post',
      path: '/staff',
      summary: 'Add a colleague; the one-time link sets their password',
      tag,
      access: managers,
      body: addStaffInput,
      answer: z.object({ staff: colleague, link: z.string() }),
      refusals: ['staff.email-taken', 'staff.slack-taken'],
      handle: async ({ ctx, actor, body }) => {
        const { staff, inviteToken } = await addStaff(ctx, actor, body);
        return { staff: present(staff), link: linkOf(inviteToken) };
      },
    }),
    endpoint({
      method: 'patch',
      path: '/staff/{id}',
      summary: 'Change a colleague: roles, language, Slack member',
      tag,
      access: managers,
      params: byId,
      body: updateStaffInput.omit({ staffId: true, email: true }),
      answer: colleague,
      refusals: ['staff.not-found', 'staff.slack-taken', 'staff.last-manager'],
      handle: async ({ ctx, actor, params, body }) =>
        present(await updateStaff(ctx, actor, { ...body, staffId: params.id })),
    }),
    endpoint({
      method: 'put',
      path: '/staff/{id}/photo',
      summary: 'The photo that residents see before a visit: a JPEG, PNG or WebP',
      tag,
      access: managers,
      params: byId,
      body: 'file',
      refusals: ['staff.not-found', 'portrait.no-picture', 'portrait.too-big'],
      handle: ({ ctx, actor, params, body }) => savePortrait(ctx, actor, { staffId: params.id, bytes: body }),
    }),
    endpoint({
      method: 'delete',
      path: '/staff/{id}/photo',
      summary: 'Show no photo of a colleague any more',
      tag,
      access: managers,
      params: byId,
      refusals: ['staff.not-found'],
      handle: ({ ctx, actor, params }) => removePortrait(ctx, actor, params.id),
    }),
    endpoint({
      method: 'post',
      path: '/staff/{id}/invite',
      summary: 'Make a new one-time link; earlier ones stop working',
      tag,
      access: managers,
      params: byId,
      answer: z.object({ link: z.string() }),
      refusals: ['staff.not-found', 'staff.inactive'],
      handle: async ({ ctx, actor, params }) => ({ link: linkOf(await createStaffInvite(ctx, actor, params.id)) }),
    }),
    endpoint({
      method: 'post',
      path: '/staff/{id}/telegram',
      summary: 'Make a one-time link that makes a Telegram chat their duty chat',
      tag,
      access: anyRole,
      params: byId,
      answer: z.object({ payload: z.string(), link: z.string().nullable() }).openapi('DutyLink'),
      refusals: ['staff.not-found', 'staff.inactive', 'staff.not-emergency'],
      handle: ({ ctx, actor, params }) => createDutyLink(ctx, actor, params.id),
    }),
    endpoint({
      method: 'delete',
      path: '/staff/{id}/telegram',
      summary: 'Unlink their duty chats',
      tag,
      access: anyRole,
      params: byId,
      handle: ({ ctx, actor, params }) => unlinkDutyChats(ctx, actor, { staffId: params.id }),
    }),
    endpoint({
      method: 'post',
      path: '/staff/{id}/deactivate',
      summary: "End a colleague's access, at once",
      tag,
      access: managers,
      params: byId,
      answer: colleague,
      refusals: ['staff.not-found', 'staff.last-manager'],
      handle: async ({ ctx, actor, params }) => present(await deactivateStaff(ctx, actor, params.id)),
    }),
    endpoint({
      method: 'get',
      path: '/staff-requests',
      summary: 'People of the Slack workspace who say that they work here, the longest waiting first',
      tag,
      access: managers,
      answer: z.array(staffRequest),
      handle: async ({ ctx, actor }) =>
        (await listStaffRequests(ctx, actor)).map(({ state: _, decidedBy: __, decidedAt: ___, ...shown }) => shown),
    }),
    endpoint({
      method: 'post',
      path: '/staff-requests/{id}',
      summary: 'Let somebody in as a known or a new colleague, or say no',
      tag,
      access: managers,
      params: byId,
      body: decideStaffRequestInput.omit({ requestId: true }),
      refusals: [
        ...['staff-request.not-found', 'staff-request.already-decided', 'staff-request.who-is-it'],
        ...['staff.email-taken', 'staff.slack-taken'],
      ],
      handle: ({ ctx, actor, params, body }) => decideStaffRequest(ctx, actor, { ...body, requestId: params.id }),
    }),
    endpoint({
      method: 'post',
      path: '/slack/channels/test',
      summary: 'Ask for a message of ours in a channel',
      tag,
      access: managers,
      body: z.object({ channelId: z.string().max(30) }),
      refusals: ['channel.not-found'],
      handle: ({ ctx, actor, body }) => testChannel(ctx, actor, body),
    }),
    endpoint({
      method: 'get',
      path: '/slack/channels',
      summary: 'Which Slack channel serves what',
      tag,
      access: anyRole,
      answer: z.array(channel),
      handle: ({ ctx, actor }) => listChannels(ctx, actor),
    }),
    endpoint({
      method: 'put',
      path: '/slack/channels',
      summary: "Send a service's cards to a channel, or (null) nowhere of their own",
      tag,
      access: managers,
      body: mapChannelInput,
      refusals: ['building.not-found'],
      handle: ({ ctx, actor, body }) => mapChannel(ctx, actor, body),
    }),
  ];
}

function present({ authUserId, ...staff }: StaffInfo) {
  return { ...staff, canSignIn: authUserId !== null };
}
