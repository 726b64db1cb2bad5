import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMemo } from 'react';
import { answerOf, api, pressKey, type Shapes } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useSession } from '../../session.tsx';
import { type Locale, localeNames, useWords } from '../../words.tsx';

const roles = ['owner', 'tenant', 'family', 'representative'] as const;

type Values = { fullName: string; phone: string; email: string; role: (typeof roles)[number]; locale: Locale };
type Props = { unit: Shapes['UnitSheet']; onClose: () => void };

export function ResidentForm({ unit, onClose }: Props) {
  const { t } = useWords();
  const { company } = useSession();
  const key = useMemo(pressKey, []);
  const hasOwner = unit.occupancies.some(({ role, state }) => role === 'owner' && state === 'present');
  const form = useForm<Values>({
    initialValues: {
      ...{ fullName: '', phone: '', email: '', role: hasOwner ? 'family' : 'owner', locale: company.locale },
    },
  });
  const add = useDeed(
    ({ phone, email, ...rest }: Values) =>
      answerOf(
        api.POST('/api/v1/residents', {
          params: { header: { 'Idempotency-Key': key } },
          body: { ...rest, unitId: unit.id, phone: phone.trim() || null, email: email.trim() || null },
        }),
      ),
    { refresh: ['unit', 'units', 'residents'], said: t('homes.resident-added'), isSaidInPlace: true, after: onClose },
  );
  return (
    <Dialog onClose={onClose} title={t('homes.add-resident')}>
      <form onSubmit={form.onSubmit((values) => add.run(values))}>
        <Stack>
          <TextInput label={t('homes.full-name')} required data-autofocus {...form.getInputProps('fullName')} />
          <Group grow align="flex-start">
            <TextInput
              label={t('homes.phone')}
              description={t('homes.phone-about')}
              type="tel"
              {...form.getInputProps('phone')}
            />
            <TextInput
              label={t('homes.email')}
              description={t('page.optional')}
              type="email"
              {...form.getInputProps('email')}
            />
          </Group>
          <Group grow>
            <Select
              label={t('homes.role')}
              required
              allowDeselect={false}
              data={roles.map((value) => ({ value, label: t(`resident-roles.${value}`) }))}
              {...form.getInputProps('role')}
            />
            <Select
              label={t('homes.language')}
              required
              allowDeselect={false}
              data={Object.entries(localeNames).map(([value, label]) => ({ value, label }))}
              {...form.getInputProps('locale')}
            />
          </Group>
          <Problem error={add.error} />
          <Button type="submit" loading={add.isPending}>
            {t('homes.add-resident')}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
