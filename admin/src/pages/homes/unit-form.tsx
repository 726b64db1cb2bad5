import { Button, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from 'react-router';
import { answerOf, api } from '../../api.ts';
import { shortId } from '../../ids.ts';
import { useDeed } from '../../parts/deed.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';
import { useBuildings } from '../news/audience.tsx';

const types = ['flat', 'apartment', 'parking', 'storage', 'commercial'] as const;

type Values = {
  buildingId: string;
  number: string;
  type: (typeof types)[number];
  entrance: number | '';
  floor: number | '';
  areaM2: string;
  accountNumber: string;
};

export function UnitForm({ buildingId = '', onClose }: { buildingId?: string | undefined; onClose: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { data: buildings = [] } = useBuildings();
  const form = useForm<Values>({
    initialValues: {
      ...{ buildingId, number: '', type: 'flat', entrance: '', floor: '', areaM2: '', accountNumber: '' },
    },
    validate: {
      areaM2: (text) => (/^$|^\d{1,6}([.,]\d{1,2})?$/.test(text.trim()) ? null : t('homes.area-wrong')),
    },
  });
  const add = useDeed((values: Values) => answerOf(api.POST('/api/v1/units', { body: bodyOf(values) })), {
    refresh: ['units', 'buildings'],
    said: t('homes.unit-added'),
    isSaidInPlace: true,
    after: ({ id }) => void navigate(`/homes/units/${shortId(id)}`),
  });
  return (
    <Dialog onClose={onClose} title={t('homes.add-unit')}>
      <form onSubmit={form.onSubmit((values) => add.run(values))}>
        <Stack>
          <Select
            label={t('homes.building')}
            required
            searchable
            data={buildings.map(({ id, address }) => ({ value: id, label: address }))}
            {...form.getInputProps('buildingId')}
          />
          <Group grow>
            <Select
              label={t('homes.type')}
              required
              allowDeselect={false}
              data={types.map((value) => ({ value, label: t(`unit-kinds.${value}`) }))}
              {...form.getInputProps('type')}
            />
            <TextInput label={t('homes.number')} required data-autofocus {...form.getInputProps('number')} />
          </Group>
          <Group grow>
            <NumberInput label={t('homes.entrance')} min={1} max={100} {...form.getInputProps('entrance')} />
            <NumberInput label={t('homes.floor')} min={-20} max={200} {...form.getInputProps('floor')} />
            <TextInput label={t('homes.area')} inputMode="decimal" {...form.getInputProps('areaM2')} />
          </Group>
          <TextInput
            label={t('homes.account')}
            description={t('homes.account-about')}
            {...form.getInputProps('accountNumber')}
          />
          <Problem error={add.error} />
          <Button type="submit" loading={add.isPending}>
            {t('homes.add-unit')}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}

function bodyOf({ entrance, floor, areaM2, accountNumber, ...rest }: Values) {
  return {
    ...rest,
    entrance: entrance === '' ? null : entrance,
    floor: floor === '' ? null : floor,
    areaM2: areaM2.trim().replace(',', '.') || null,
    accountNumber: accountNumber.trim() || null,
  };
}
