import { Button, CopyButton, Group, TextInput } from '@mantine/core';
import { useWords } from '../words.tsx';

/** Something to hand over: shown whole, copied with one press. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const { t } = useWords();
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput
        label={label}
        value={value}
        readOnly
        flex={1}
        onFocus={(event) => event.currentTarget.select()}
        styles={{ input: { fontFamily: 'ui-monospace, monospace' } }}
      />
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant={copied ? 'light' : 'filled'} onClick={copy}>
            {copied ? t('page.copied') : t('page.copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
