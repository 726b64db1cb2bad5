import { z } from 'zod';
import { findCompany } from '#api/company/company.ts';
import { getSetting } from '#api/company/settings.ts';
import { type Actor, staffRoles } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { updateStaff } from '#api/staff/staff.ts';
import { presentStaff } from '#api/staff/staff-info.ts';
import { locales } from '#locales/translate.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { anyRole } from './wire.ts';

const me = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    locale: z.enum(locales),
    roles: z.array(z.enum(staffRoles)),
  })
  .openapi('Me');

const session = z
  .object({
    brand: z.string(),
    /** Null until the company is set up. */
    company: z
      .object({
        name: z.string(),
        locale: z.enum(locales),
        timeZone: z.string(),
        currency: z.string(),
        country: z.string(),
        isDemo: z.boolean(),
      })
      .nullable(),
    quietHours: z.object({ from: z.string(), until: z.string() }).nullable(),
    me: z.union([me, z.null()]),
  })
  .openapi('Session');

/** What a page needs before it shows anything: nothing of it is built into the page. */
export function sessionRoutes(brand: string): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/session',
      summary: 'Who is signed in, and whose house this is',
      tag: 'Session',
      access: 'anybody',
      answer: session,
      handle: async ({ ctx, actor }) => {
        const company = await findCompany(ctx);
        const known = await meOf(ctx, actor);
        const quietHours = known && company ? await getSetting(ctx, 'quiet-hours') : null;
        return { brand, company, quietHours, me: known };
      },
    }),
    endpoint({
      method: 'patch',
      path: '/session',
      summary: 'Choose my language',
      tag: 'Session',
      access: anyRole,
      body: z.object({ locale: z.enum(locales) }),
      answer: me,
      handle: ({ ctx, actor, body }) => updateStaff(ctx, actor, { staffId: actor.staffId, locale: body.locale }),
    }),
  ];
}

async function meOf(ctx: Ctx, actor: Actor | null) {
  if (actor?.kind !== 'staff') return null;
  return presentStaff(await ctx.db.staffMember.findUniqueOrThrow({ where: { id: actor.staffId } }));
}
