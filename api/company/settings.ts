import { z } from 'zod';
import type { Actor } from '#api/core/actor.ts';
import { hasRole } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError, mustBeAllowed } from '#api/core/errors.ts';
import { billingTermsShape, termPresetOf } from './billing-terms.ts';
import type { CompanyInfo } from './company.ts';
import { findCompany } from './company.ts';
import { dangers, emergencyNumbersOf } from './emergency.ts';
import { providerNames } from './payment-ways.ts';

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Every key an operator decides: its shape, with a default for each field, so a new field needs no migration. */
const shapes = {
  'quiet-hours': z.object({ from: wallTime.default('22:00'), until: wallTime.default('08:00') }),
  modules: z.object({ meters: z.boolean().default(true) }),
  join: z.object({
    chatTriesPerHour: z.int().min(1).max(100).default(5),
    companyTriesPerHour: z.int().min(1).max(100_000).default(200),
    codeDays: z.int().min(1).max(365).default(60),
  }),
  'emergency-numbers': z.array(z.object({ danger: z.enum(dangers), phone: z.string().trim().min(2).max(60) })).max(30),
  bills: z.object({
    tenantSeesBills: z.boolean().default(false),
    brand: z.string().trim().min(1).max(60).optional(),
  }),
  /** How banks' apps read the requisites on bills, where a payee has no choice of its own. */
  'bank-qr': z.object({ kind: z.enum(['by-country', 'gost', 'epc', 'none']).default('by-country') }),
  /** Reminders of bills: days before the due day, days of being late, and how long before a penalty begins. */
  'bill-reminders': z.object({
    soonDays: z.array(z.int().min(2).max(30)).max(5).default([3]),
    overdueDays: z.array(z.int().min(1).max(180)).max(10).default([1, 7, 21]),
    penaltyWarnDays: z.int().min(1).max(30).default(3),
  }),
  'auto-close': z.object({ days: z.int().min(1).max(60).default(3) }),
  /** What a resident may send in a day, and for how many minutes the same words are one request. Emergencies are never counted. */
  'ticket-limits': z.object({
    perDay: z.int().min(1).max(1000).default(20),
    sameWordsMinutes: z.int().min(0).max(1440).default(10),
  }),
  /** A question nobody answers: reminded after these days, and closed after those. */
  waiting: z
    .object({
      remindAfterDays: z.array(z.int().min(1).max(60)).max(5).default([1, 3]),
      closeAfterDays: z.int().min(2).max(90).default(5),
    })
    .refine((value) => value.remindAfterDays.every((days) => days < value.closeAfterDays), {
      path: ['closeAfterDays'],
    }),
  /** The parts of a day in which visits are offered. */
  visits: z.object({
    dayParts: z
      .array(
        z.object({ from: wallTime, until: wallTime }).refine((part) => part.from < part.until, { path: ['until'] }),
      )
      .min(1)
      .max(8)
      .default([
        { from: '09:00', until: '12:00' },
        { from: '13:00', until: '17:00' },
        { from: '17:00', until: '20:00' },
      ]),
  }),
  /** How money is laid on bills, what paying costs the payer by provider, and for how long a begun payment stands. */
  payments: z.object({
    order: z.enum(['oldest-first', 'newest-first']).default('oldest-first'),
    penalties: z.enum(['last', 'with-bill', 'first']).default('last'),
    /** On top of the sum when the resident bears it. */
    commissions: z
      .partialRecord(
        z.enum(providerNames),
        z.object({
          percent: z
            .string()
            .regex(/^\d{1,2}(\.\d{1,3})?$/)
            .default('0'),
          fixedMinor: z.int().min(0).max(1_000_000).default(0),
          payer: z.enum(['resident', 'company']).default('company'),
        }),
      )
      .default({}),
    largestMinor: z.int().min(100).max(1_000_000_000_000).default(100_000_000),
    checkoutHours: z.int().min(1).max(168).default(24),
    linkHours: z.int().min(1).max(720).default(72),
    /** From where YooKassa tells us of payments: https://yookassa.ru/developers/using-api/webhooks#ip */
    yookassaAddresses: z
      .array(z.string().max(60))
      .max(50)
      .default([
        '185.71.76.0/27',
        '185.71.77.0/27',
        '77.75.153.0/25',
        '77.75.154.128/25',
        '77.75.156.11/32',
        '77.75.156.35/32',
        '2a02:5180::/32',
      ]),
    /** Proxies of our own whose `X-Forwarded-For` is believed. */
    trustedProxies: z.array(z.string().max(60)).max(20).default(['127.0.0.0/8', '::1/128']),
    /** The tax on a fiscal receipt (YooKassa's `vat_code`); null prints none. */
    receiptVatCode: z.int().min(1).max(12).nullable().default(1),
  }),
  /** The ways to pay that this house has been set up with, and where its pay pages are: said at start by whoever knows the keys. */
  'payment-ways': z.object({
    offered: z.array(z.enum(providerNames)).default([]),
    payAt: z.url().nullable().default(null),
  }),
  /** The bot's name as Telegram says it: for deep links made by processes that do not speak to Telegram. */
  'telegram-bot': z.object({
    username: z
      .string()
      .regex(/^\w{3,64}$/)
      .nullable()
      .default(null),
  }),
  /** Calls to Telegram a second and so on; an own Bot API server or paid broadcasts allow more. */
  'telegram-pace': z.object({
    overallPerSecond: z.number().min(1).max(10_000).default(27),
    chatPerSecond: z.number().min(0.1).max(1000).default(1),
    groupPerMinute: z.number().min(1).max(10_000).default(20),
    chatBurst: z.int().min(1).max(1000).default(4),
  }),
  /** What Slack sees of residents: phones never, or to who works on the ticket on demand; their words and photos, or neither. */
  'slack-privacy': z.object({
    phones: z.enum(['never', 'on-demand']).default('on-demand'),
    texts: z.boolean().default(true),
  }),
  /** The morning's sheet for managers in Slack, by the company's clock. */
  digest: z.object({ isOn: z.boolean().default(true), at: wallTime.default('09:00') }),
  /** How often bills come, by when they are paid, and what being late costs. */
  'billing-terms': billingTermsShape,
  /** What a file that is imported may cost; the zip of a workbook may grow `zipRatio` times. */
  'import-caps': z.object({
    megabytes: z.int().min(1).max(500).default(50),
    rows: z.int().min(1).max(3_000_000).default(300_000),
    columns: z.int().min(1).max(1000).default(100),
    cell: z.int().min(10).max(30_000).default(2000),
    zipRatio: z.int().min(2).max(1000).default(100),
    seconds: z.int().min(1).max(1800).default(120),
  }),
  brand: z.object({ name: z.string().trim().min(1).max(40).default('Domovoy') }),
};

export type SettingKey = keyof typeof shapes;
export type SettingValue<K extends SettingKey> = z.infer<(typeof shapes)[K]>;
export const settingKeys = Object.keys(shapes) as SettingKey[];

/** What an operator decided under `key`, or its default. One statement, two when a default depends on the country. */
export async function getSetting<K extends SettingKey>(ctx: Ctx, key: K): Promise<SettingValue<K>> {
  const row = await ctx.db.setting.findUnique({ where: { key }, select: { value: true } });
  if (row) return parseSetting(key, row.value);
  const ofCountry = key === 'emergency-numbers' || key === 'billing-terms';
  const company = ofCountry ? await findCompany(ctx) : null;
  return defaultSetting(key, company);
}

/** The value of `key` nobody has decided about yet. */
export function defaultSetting<K extends SettingKey>(key: K, company: CompanyInfo | null): SettingValue<K> {
  if (key === 'billing-terms') return parseSetting(key, { preset: termPresetOf(company?.country) });
  return parseSetting(key, key === 'emergency-numbers' ? emergencyNumbersOf(company) : {});
}

/** Stores a decision. Managers only. Refuses `setting.bad-value` with the paths that do not fit. */
export async function saveSetting<K extends SettingKey>(
  ctx: Ctx,
  actor: Actor,
  key: K,
  value: z.input<(typeof shapes)[K]>,
): Promise<SettingValue<K>> {
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager'));
  const checked = parseSetting(key, value);
  const data = { value: checked, updatedAt: ctx.now() };
  await ctx.db.setting.upsert({ where: { key }, create: { key, ...data }, update: data });
  return checked;
}

/** Reads any JSON as the value of `key`. Refuses `setting.bad-value`. */
export function parseSetting<K extends SettingKey>(key: K, value: unknown): SettingValue<K> {
  const shape: z.ZodType<SettingValue<K>> = shapes[key] as unknown as z.ZodType<SettingValue<K>>;
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  throw new AppError('setting.bad-value', { key, paths: result.error.issues.map((issue) => issue.path.join('.')) });
}
