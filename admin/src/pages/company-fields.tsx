import { Select, SimpleGrid, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useMemo } from 'react';
import { localeNames, useWords } from '../words.tsx';

export type CompanyValues = {
  name: string;
  legalName: string;
  country: string;
  timeZone: string;
  locale: 'ru' | 'en';
  currency: string;
  officePhone: string;
  officeHours: string;
  officeAddress: string;
  emergencyPhone: string;
  website: string;
};

const countries = ['RU', 'US', 'KZ', 'BY', 'UZ', 'AM', 'GE', 'GB', 'DE', 'CA', 'AE', 'TR', 'RS', 'CY'];
const currencies = ['RUB', 'USD', 'KZT', 'BYN', 'UZS', 'AMD', 'GEL', 'GBP', 'EUR', 'CAD', 'AED', 'TRY', 'RSD'];

/** What a company says about itself. Country and currency stand once they are chosen. */
export function CompanyFields({ form, isNew }: { form: UseFormReturnType<CompanyValues>; isNew: boolean }) {
  const { t, locale } = useWords();
  const countryNames = useMemo(() => new Intl.DisplayNames([locale], { type: 'region' }), [locale]);
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  const standing = isNew ? {} : ({ readOnly: true, variant: 'filled' } as const);
  const field = (name: keyof CompanyValues) => ({
    label: t(`company.${name}`),
    ...form.getInputProps(name),
  });
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      <TextInput {...field('name')} required autoFocus={isNew} />
      <TextInput {...field('legalName')} />
      <Select
        {...field('country')}
        data={withValue(countries, form.values.country).map((value) => ({
          value,
          label: countryNames.of(value) ?? value,
        }))}
        required
        searchable
        {...standing}
      />
      <Select
        {...field('currency')}
        data={withValue(currencies, form.values.currency)}
        required
        searchable
        {...standing}
        description={isNew ? t('company.stands') : undefined}
      />
      <Select {...field('timeZone')} data={withValue(zones, form.values.timeZone)} required searchable limit={60} />
      <Select
        {...field('locale')}
        data={Object.entries(localeNames).map(([value, label]) => ({ value, label }))}
        required
        allowDeselect={false}
        description={t('company.locale-about')}
      />
      <TextInput {...field('officePhone')} required type="tel" />
      <TextInput {...field('officeHours')} required placeholder={t('company.officeHours-example')} />
      <TextInput {...field('emergencyPhone')} required type="tel" />
      <TextInput {...field('officeAddress')} />
      <TextInput {...field('website')} type="url" placeholder="https://" />
    </SimpleGrid>
  );
}

/** Empty fields are "none" to the API. */
export function companyBody(values: CompanyValues) {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  return {
    ...values,
    legalName: orNull(values.legalName),
    officeAddress: orNull(values.officeAddress),
    website: orNull(values.website),
  };
}

function withValue(known: string[], value: string): string[] {
  return value === '' || known.includes(value) ? known : [value, ...known];
}
