import { Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { answerOf, api } from '../api.ts';
import { useDeed } from '../parts/deed.ts';
import { Empty } from '../parts/list.tsx';
import { Problem } from '../parts/problem.tsx';
import type { Me } from '../session.tsx';
import { Doorstep } from '../shell/doorstep.tsx';
import { useWords } from '../words.tsx';
import { CompanyFields, type CompanyValues, companyBody } from './company-fields.tsx';

/** The first thing in an empty house: whose it is. */
export function SetupPage({ me, brand }: { me: Me; brand: string }) {
  const { t, locale } = useWords();
  const form = useForm<CompanyValues>({
    initialValues: {
      ...{ name: '', legalName: '', officePhone: '', officeAddress: '', emergencyPhone: '', website: '' },
      ...{ officeHours: '', locale },
      country: locale === 'ru' ? 'RU' : 'US',
      currency: locale === 'ru' ? 'RUB' : 'USD',
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
  });
  const create = useDeed(
    (values: CompanyValues) => answerOf(api.POST('/api/v1/company', { body: companyBody(values) })),
    { refresh: ['session'], isSaidInPlace: true },
  );
  if (!me.roles.includes('manager')) {
    return (
      <Doorstep title={t('setup.title')} brand={brand}>
        <Empty>{t('setup.wait')}</Empty>
      </Doorstep>
    );
  }
  return (
    <Doorstep title={t('setup.title')} about={t('setup.about')} brand={brand} width={720}>
      <form onSubmit={form.onSubmit((values) => create.run(values))}>
        <Stack>
          <CompanyFields form={form} isNew />
          <Problem error={create.error} />
          <Button type="submit" loading={create.isPending}>
            {t('setup.go')}
          </Button>
        </Stack>
      </form>
    </Doorstep>
  );
}
