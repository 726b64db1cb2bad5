import { Button, Group, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { Problem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';
import { useSaving } from './saving.ts';
import { Section } from './section.tsx';

const kinds = ['by-country', 'gost', 'epc', 'none'] as const;

/** How banks' apps read a bill, where a payee has no choice of its own. */
export function QrForm({ value }: { value: { kind: string } }) {
  const { t } = useWords();
  const save = useSaving('bank-qr', ['payees']);
  const [kind, setKind] = useState(value.kind);
  return (
    <Section title={t('money.kind')} about={t('money.kind-about')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.run({ kind });
        }}
      >
        <Stack gap="sm">
          <Group align="flex-end">
            <Select
              aria-label={t('money.kind')}
              allowDeselect={false}
              value={kind}
              onChange={(chosen) => setKind(chosen ?? kind)}
              data={kinds.map((one) => ({ value: one, label: t(`money.kinds.${one}`) }))}
              flex="1 1 260px"
            />
            <Button type="submit" loading={save.isPending} disabled={kind === value.kind}>
              {t('page.save')}
            </Button>
          </Group>
          <Problem error={save.error} />
        </Stack>
      </form>
    </Section>
  );
}
