import { Button, Group, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { api } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { useWords } from '../../words.tsx';
import { Section } from './section.tsx';

type Hours = { from: string; until: string };

/** When what nobody waits for is held back. */
export function QuietHours({ value }: { value: Hours }) {
  const { t } = useWords();
  const form = useForm<Hours>({ initialValues: value });
  const save = useDeed(
    (body: Hours) => api.PUT('/api/v1/settings/{key}', { params: { path: { key: 'quiet-hours' } }, body }),
    {
      refresh: ['settings', 'session'],
      said: t('settings.saved'),
      after: (_answer, hours) => form.resetDirty(hours),
    },
  );
  return (
    <Section title={t('settings.quiet')} about={t('settings.quiet-about')}>
      <form onSubmit={form.onSubmit((hours) => save.run(hours))}>
        <Group align="flex-end">
          <TextInput type="time" label={t('settings.from')} required {...form.getInputProps('from')} />
          <TextInput type="time" label={t('settings.until')} required {...form.getInputProps('until')} />
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {t('page.save')}
          </Button>
        </Group>
      </form>
    </Section>
  );
}
