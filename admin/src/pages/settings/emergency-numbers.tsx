import { Button, Group, SimpleGrid, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { api } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { useWords } from '../../words.tsx';
import { type EmergencyNumber, type Numbers, readNumbers, sayNumbers } from './emergency-words.ts';
import { Section } from './section.tsx';

/** Whom residents call first, by danger: shown before any form. */
export function EmergencyNumbers({ value }: { value: EmergencyNumber[] }) {
  const { t } = useWords();
  const form = useForm<Numbers>({ initialValues: sayNumbers(value) });
  const save = useDeed(
    (body: EmergencyNumber[]) =>
      api.PUT('/api/v1/settings/{key}', { params: { path: { key: 'emergency-numbers' } }, body: body as never }),
    { refresh: ['settings'], said: t('settings.saved'), after: () => form.resetDirty() },
  );
  const field = (danger: keyof Numbers, label: string) => (
    <TextInput label={label} placeholder={t('settings.danger-own')} {...form.getInputProps(danger)} />
  );
  return (
    <Section title={t('settings.emergency')} about={t('settings.emergency-about')}>
      <form onSubmit={form.onSubmit((numbers) => save.run(readNumbers(numbers)))}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {field('gas', t('settings.dangers.gas'))}
          {field('fire', t('settings.dangers.fire'))}
          {field('flood', t('settings.dangers.flood'))}
          {field('stuck', t('settings.dangers.stuck'))}
          {field('power', t('settings.dangers.power'))}
        </SimpleGrid>
        <Group mt="sm">
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {t('page.save')}
          </Button>
        </Group>
      </form>
    </Section>
  );
}
