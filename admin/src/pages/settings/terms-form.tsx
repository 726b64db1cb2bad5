import { Button, Group, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { useWords } from '../../words.tsx';
import { Section } from './section.tsx';

const presets = ['ru', 'us', 'us-california', 'au-nsw', 'de', 'fr'] as const;
export type Terms = { preset: (typeof presets)[number]; own: unknown };

/** When bills are due and what being late costs: as a country has it. Terms of one's own are kept through the API. */
export function TermsForm({ value }: { value: Terms }) {
  const { t } = useWords();
  const [preset, setPreset] = useState(value.preset);
  const [kept, setKept] = useState(value.preset);
  const save = useDeed(
    (chosen: Terms['preset']) =>
      api.PUT('/api/v1/settings/{key}', {
        params: { path: { key: 'billing-terms' } },
        body: { preset: chosen, own: value.own },
      }),
    { refresh: ['settings'], said: t('settings.saved'), after: (_answer, chosen) => setKept(chosen) },
  );
  return (
    <Section title={t('money.terms')} about={t('money.terms-about')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.run(preset);
        }}
      >
        <Group align="flex-end">
          <Select
            label={t('money.preset')}
            value={preset}
            onChange={(chosen) => setPreset(presets.find((one) => one === chosen) ?? preset)}
            allowDeselect={false}
            data={presets.map((one) => ({ value: one, label: t(`money.presets.${one}`) }))}
            flex="1 1 260px"
          />
          <Button type="submit" loading={save.isPending} disabled={preset === kept}>
            {t('page.save')}
          </Button>
        </Group>
        <Text size="sm" mt="xs">
          {t(value.own === null ? `money.means.${preset}` : 'money.own')}
        </Text>
      </form>
    </Section>
  );
}
