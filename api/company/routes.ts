import { z } from 'zod';
import { staffRoles } from '#api/core/actor.ts';
import { endpoint } from '#api/http/endpoint.ts';
import { anyRole, managers } from '#api/http/wire.ts';
import { locales } from '#locales/translate.ts';
import { billingTerms, termPresetNames, termPresets } from './billing-terms.ts';
import { createCompany, getCompany, updateCompany } from './company.ts';
import { createCompanyInput, updateCompanyInput } from './schema.ts';
import { getSetting, type SettingKey, saveSetting, settingKeys } from './settings.ts';

const tag = 'Company';

const company = z
  .object({
    name: z.string(),
    legalName: z.string().nullable(),
    country: z.string(),
    timeZone: z.string(),
    locale: z.enum(locales),
    currency: z.string(),
    officePhone: z.string(),
    officeHours: z.string(),
    officeAddress: z.string().nullable(),
    emergencyPhone: z.string(),
    website: z.string().nullable(),
    isDemo: z.boolean(),
  })
  .openapi('Company');

const keys = settingKeys as [SettingKey, ...SettingKey[]];

export const companyRoutes = [
  endpoint({
    method: 'get',
    path: '/company',
    summary: 'The company',
    tag,
    access: anyRole,
    answer: company,
    refusals: ['company.not-set-up'],
    handle: ({ ctx }) => getCompany(ctx),
  }),
  endpoint({
    method: 'post',
    path: '/company',
    summary: 'Set the company up, once',
    tag,
    access: managers,
    body: createCompanyInput.omit({ isDemo: true }),
    answer: company,
    refusals: ['company.already-set-up'],
    handle: ({ ctx, body }) => createCompany(ctx, body),
  }),
  endpoint({
    method: 'patch',
    path: '/company',
    summary: 'Change what the company says about itself',
    tag,
    access: managers,
    body: updateCompanyInput,
    answer: company,
    refusals: ['company.not-set-up'],
    handle: ({ ctx, actor, body }) => updateCompany(ctx, actor, body),
  }),
  endpoint({
    method: 'get',
    path: '/settings',
    summary: 'Every setting with its value',
    tag,
    access: staffRoles,
    answer: z.record(z.string(), z.unknown()).openapi('Settings'),
    handle: async ({ ctx }) =>
      Object.fromEntries(await Promise.all(settingKeys.map(async (key) => [key, await getSetting(ctx, key)] as const))),
  }),
  endpoint({
    method: 'get',
    path: '/billing-term-presets',
    summary: 'Terms of billing as laws and habits have them: what one’s own may start from',
    tag,
    access: managers,
    answer: z.object({
      items: z.array(
        z.object({ name: z.enum(termPresetNames), terms: z.object(billingTerms.shape).openapi('BillingTerms') }),
      ),
    }),
    handle: async () => ({ items: termPresetNames.map((name) => ({ name, terms: termPresets[name] })) }),
  }),
  endpoint({
    method: 'put',
    path: '/settings/{key}',
    summary: 'Decide a setting',
    tag,
    access: managers,
    params: z.object({ key: z.enum(keys) }),
    body: z.unknown(),
    answer: z.unknown(),
    refusals: ['setting.bad-value'],
    handle: ({ ctx, actor, params, body }) => saveSetting(ctx, actor, params.key, body as never),
  }),
];
