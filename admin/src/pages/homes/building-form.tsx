import { Button, Group, NumberInput, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { answerOf, api } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';

const empty = { code: '', address: '', city: '', entrances: 1, floors: 9, hasLift: true, hasGas: false };

export function BuildingForm({ onClose, onAdded }: { onClose: () => void; onAdded: (id: string) => void }) {
  const { t } = useWords();
  const form = useForm({ initialValues: empty });
  const add = useDeed(
    (values: typeof empty) =>
      answerOf(api.POST('/api/v1/buildings', { body: { ...values, city: values.city.trim() || null } })),
    {
      refresh: ['buildings'],
      said: t('homes.building-added'),
      isSaidInPlace: true,
      after: ({ id }) => {
        onAdded(id);
        onClose();
      },
    },
  );
  return (
    <Dialog onClose={onClose} title={t('homes.add-building')}>
      <form onSubmit={form.onSubmit((values) => add.run(values))}>
        <Stack>
          <TextInput label={t('homes.address')} required data-autofocus {...form.getInputProps('address')} />
          <Group grow>
            <TextInput
              label={t('homes.code')}
              description={t('homes.code-about')}
              required
              {...form.getInputProps('code')}
            />
            <TextInput label={t('homes.city')} description={t('page.optional')} {...form.getInputProps('city')} />
          </Group>
          <Group grow>
            <NumberInput label={t('homes.entrances')} min={1} max={100} required {...form.getInputProps('entrances')} />
            <NumberInput label={t('homes.floors')} min={1} max={200} required {...form.getInputProps('floors')} />
          </Group>
          <Group>
            <Switch label={t('homes.lift')} {...form.getInputProps('hasLift', { type: 'checkbox' })} />
            <Switch label={t('homes.gas')} {...form.getInputProps('hasGas', { type: 'checkbox' })} />
          </Group>
          <Problem error={add.error} />
          <Button type="submit" loading={add.isPending}>
            {t('homes.add-building')}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
