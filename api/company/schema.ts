import { getCountries } from 'libphonenumber-js';
import { z } from 'zod';
import { checkTimeZone } from '#api/core/time.ts';
import { locales } from '#locales/translate.ts';

const countries: ReadonlySet<string> = new Set(getCountries());

const timeZone = z.string().refine((zone) => {
  try {
    return checkTimeZone(zone) === zone;
  } catch {
    return false;
  }
}, 'unknown time zone');

export const createCompanyInput = z.object({
  name: z.string().trim().min(1).max(120),
  legalName: z.string().trim().min(1).max(200).nullish(),
  country: z
    .string()
    .length(2)
    .toUpperCase()
    .refine((code) => countries.has(code), 'unknown country'),
  timeZone,
  locale: z.enum(locales),
  currency: z.string().regex(/^[A-Z]{3}$/),
  officePhone: z.string().trim().min(3).max(60),
  officeHours: z.string().trim().min(1).max(200),
  officeAddress: z.string().trim().min(1).max(200).nullish(),
  emergencyPhone: z.string().trim().min(2).max(60),
  website: z
    .url({ protocol: /^https?$/ })
    .max(200)
    .nullish(),
  isDemo: z.boolean().optional(),
});
export type CreateCompanyInput = z.infer<typeof createCompanyInput>;

/** The country and the currency stand: accounts and phones were written down under them. */
export const updateCompanyInput = createCompanyInput.omit({ country: true, currency: true, isDemo: true }).partial();
export type UpdateCompanyInput = z.infer<typeof updateCompanyInput>;
