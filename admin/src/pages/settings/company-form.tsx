import { Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { answerOf, api, type Shapes } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { Problem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';
import { CompanyFields, type CompanyValues, companyBody } from '../company-fields.tsx';
import { Section } from './section.tsx';

export function CompanyForm({ company }: { company: Shapes['Company'] }) {
  const { t } = useWords();
  const { isDemo: _, ...known } = company;
  const form = useForm<CompanyValues>({
    initialValues: {
      ...known,
      legalName: known.legalName ?? '',
      officeAddress: known.officeAddress ?? '',
      website: known.website ?? '',
    },
  });
  const save = useDeed(
    (values: CompanyValues) => {
      const { country: __, currency: ___, ...body } = companyBody(values);
      return answerOf(api.PATCH('/api/v1/company', { body }));
    },
    {
      refresh: ['company', 'session'],
      said: t('settings.saved'),
      isSaidInPlace: true,
      after: (_answer, values) => form.resetDirty(values),
    },
  );
  return (
    <Section title={t('settings.company')} about={t('settings.company-about')}>
      <form onSubmit={form.onSubmit((values) => save.run(values))}>
        <Stack>
          <CompanyFields form={form} isNew={false} />
          <Problem error={save.error} />
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()} style={{ alignSelf: 'flex-start' }}>
            {t('page.save')}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
