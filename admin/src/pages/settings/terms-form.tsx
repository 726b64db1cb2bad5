import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../api.ts';
import { Problem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';
import { OwnTermsForm } from './own-terms-form.tsx';
import { useSaving } from './saving.ts';
import { Section } from './section.tsx';
import { type Preset, presets, type Terms } from './typed-terms.ts';

export type TermsSetting = { preset: Preset; own: Terms | null };

/** When bills are due and what being late costs: as a country has it, or terms of one's own that begin from there. */
export function TermsForm({ value }: { value: TermsSetting }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const known = useQuery({
    queryKey: ['billing-term-presets'],
    queryFn: () => answerOf(api.GET('/api/v1/billing-term-presets')),
    enabled: isOpen,
  });
  const start = value.own ?? (isOpen ? known.data?.items.find(({ name }) => name === value.preset)?.terms : undefined);
  return (
    <Section title={t('money.terms')} about={t('money.terms-about')}>
      {value.own ? <Text size="sm">{t('money.own')}</Text> : null}
      {start ? null : <PresetForm value={value} />}
      <Problem error={known.error} />
      {start ? (
        <OwnTermsForm preset={value.preset} start={start} kept={value.own !== null} onLeft={() => setOpen(false)} />
      ) : (
        <Group>
          <Button variant="default" loading={known.isFetching} onClick={() => setOpen(true)}>
            {t('money.make-own')}
          </Button>
        </Group>
      )}
    </Section>
  );
}

function PresetForm({ value }: { value: TermsSetting }) {
  const { t } = useWords();
  const [preset, setPreset] = useState(value.preset);
  const save = useSaving('billing-terms');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.run({ preset, own: null });
      }}
    >
      <Stack gap="xs">
        <Group align="flex-end">
          <Select
            label={t('money.preset')}
            value={preset}
            onChange={(chosen) => setPreset(presets.find((one) => one === chosen) ?? preset)}
            allowDeselect={false}
            data={presets.map((one) => ({ value: one, label: t(`money.presets.${one}`) }))}
            flex="1 1 260px"
          />
          <Button type="submit" loading={save.isPending} disabled={preset === value.preset}>
            {t('page.save')}
          </Button>
        </Group>
        <Text size="sm">{t(`money.means.${preset}`)}</Text>
        <Problem error={save.error} />
      </Stack>
    </form>
  );
}
