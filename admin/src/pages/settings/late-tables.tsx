import { Button, Group, NumberInput, Stack, Table, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import { useWords } from '../../words.tsx';
import type { Charge, Terms } from './typed-terms.ts';

type Tiered = Extract<Charge, { kind: 'tiered' }>;
type TableOf<Name extends 'rates' | 'steps'> = { form: UseFormReturnType<Terms>; at: string } & Pick<Tiered, Name>;

/** A yearly rate and the days it holds; after the last of them nothing is known. */
export function LateRates({ form, at, rates }: TableOf<'rates'>) {
  const { t } = useWords();
  const next = { from: rates.at(-1)?.until ?? '', until: null, percent: rates.at(-1)?.percent ?? '' };
  return (
    <Rows
      {...{ form, at, count: rates.length, title: t('money.rates'), add: t('money.add-rate'), next }}
      heads={[t('money.rate-year'), t('money.from'), t('money.until')]}
    >
      {(row, index) => [
        <TextInput
          key="percent"
          aria-label={named(t('money.rate-year'), index)}
          inputMode="decimal"
          {...form.getInputProps(`${row}.percent`)}
        />,
        <TextInput
          key="from"
          type="date"
          aria-label={named(t('money.from'), index)}
          {...form.getInputProps(`${row}.from`)}
        />,
        <TextInput
          key="until"
          type="date"
          aria-label={named(t('money.until'), index)}
          {...form.getInputProps(`${row}.until`)}
          value={rates[index]?.until ?? ''}
        />,
      ]}
    </Rows>
  );
}

/** From which day of being late a day costs which part of the rate. */
export function LateSteps({ form, at, steps }: TableOf<'steps'>) {
  const { t } = useWords();
  const next = { fromDay: (steps.at(-1)?.fromDay ?? 0) + 30, divisor: steps.at(-1)?.divisor ?? 365 };
  return (
    <Rows
      {...{ form, at, count: steps.length, title: t('money.steps'), add: t('money.add-step'), next }}
      heads={[t('money.from-day'), t('money.divisor')]}
    >
      {(row, index) => [
        <NumberInput
          key="day"
          aria-label={named(t('money.from-day'), index)}
          {...form.getInputProps(`${row}.fromDay`)}
        />,
        <NumberInput
          key="divisor"
          aria-label={named(t('money.divisor'), index)}
          leftSection="1/"
          {...form.getInputProps(`${row}.divisor`)}
        />,
      ]}
    </Rows>
  );
}

type RowsProps = {
  form: UseFormReturnType<Terms>;
  at: string;
  count: number;
  title: string;
  heads: string[];
  add: string;
  next: unknown;
  children: (row: string, index: number) => ReactNode[];
};

/** A small table that grows; its last row stays. */
function Rows({ form, at, count, title, heads, add, next, children }: RowsProps) {
  const { t } = useWords();
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500}>
        {title}
      </Text>
      <Table.ScrollContainer minWidth={heads.length * 150}>
        <Table withRowBorders={false} horizontalSpacing={4} verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              {heads.map((head) => (
                <Table.Th key={head} fw={500}>
                  {head}
                </Table.Th>
              ))}
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {Array.from({ length: count }, (_, index) => `${at}.${index}`).map((row, index) => (
              <Table.Tr key={row}>
                {children(row, index).map((cell, place) => (
                  <Table.Td key={heads[place]} miw={110} style={{ verticalAlign: 'top' }}>
                    {cell}
                  </Table.Td>
                ))}
                <Table.Td style={{ verticalAlign: 'top' }}>
                  <Button
                    variant="subtle"
                    color="red"
                    size="xs"
                    disabled={count === 1}
                    aria-label={t('money.remove-row', { number: index + 1, title })}
                    onClick={() => form.removeListItem(at, index)}
                  >
                    {t('money.remove')}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Group>
        <Button variant="default" size="xs" onClick={() => form.insertListItem(at, next)}>
          {add}
        </Button>
      </Group>
    </Stack>
  );
}

function named(head: string, index: number): string {
  return `${head}, ${index + 1}`;
}
