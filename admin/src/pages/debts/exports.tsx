import { Button, Checkbox, Group, NumberInput, Paper, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerOf, api } from '../../api.ts';
import { useWords } from '../../words.tsx';
import { lastMonths } from '../figures/figure-words.ts';
import { Months } from '../figures/figures-page.tsx';

/** Tables to take away: debtors, payments, turnover, and the file that banks take. */
export function Exports() {
  const { t } = useWords();
  return (
    <Paper p="md" component="section" aria-labelledby="debts-exports">
      <Title order={2} size="h4" id="debts-exports" mb="xs">
        {t('debts.exports')}
      </Title>
      <Stack gap="lg">
        <TableToTake title={t('debts.debtors')} path="/api/v1/exports/debtors" query={{}} />
        <PaymentsTable />
        <TurnoverTable />
        <TableToTake title={t('debts.awaiting')} path="/api/v1/exports/awaiting-billing" query={{}} />
        <BankFile />
      </Stack>
    </Paper>
  );
}

type TableToTakeProps = {
  title: string;
  path: string;
  query: Record<string, string>;
  isReady?: boolean;
  children?: ReactNode;
};

/** What it is, over what time, and the two kinds of file. */
function TableToTake({ title, path, query, isReady = true, children }: TableToTakeProps) {
  const { t, locale } = useWords();
  const to = (format: 'csv' | 'xlsx') => `${path}?${new URLSearchParams({ ...query, format, language: locale })}`;
  return (
    <Group gap="sm" align="flex-end">
      <Text fw={500} flex="1 1 240px" mb={6}>
        {title}
      </Text>
      {children}
      <Group gap="xs">
        {(['xlsx', 'csv'] as const).map((format) => (
          <Button
            key={format}
            variant="default"
            {...(isReady ? { component: 'a' as const, href: to(format), download: true } : { disabled: true })}
            aria-label={t('debts.download', { what: title, format: format.toUpperCase() })}
          >
            {format.toUpperCase()}
          </Button>
        ))}
      </Group>
    </Group>
  );
}

function PaymentsTable() {
  const { t } = useWords();
  const [month] = lastMonths(1);
  const [from, setFrom] = useState(`${month}-01`);
  const [until, setUntil] = useState(new Date().toLocaleDateString('en-CA'));
  return (
    <TableToTake
      title={t('debts.payments')}
      path="/api/v1/exports/payments"
      query={{ from, until }}
      isReady={from !== '' && from <= until}
    >
      <Group gap="xs" wrap="nowrap">
        <Day label={t('debts.from')} value={from} onChange={setFrom} />
        <Day label={t('debts.until')} value={until} onChange={setUntil} />
      </Group>
    </TableToTake>
  );
}

function Day({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  return (
    <TextInput type="date" label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}

function TurnoverTable() {
  const { t } = useWords();
  const months = lastMonths(24);
  const [from, setFrom] = useState(months[1] ?? '');
  const [until, setUntil] = useState(months[0] ?? '');
  return (
    <TableToTake
      title={t('debts.turnover')}
      path="/api/v1/exports/turnover"
      query={{ from, until }}
      isReady={from <= until}
    >
      <Group gap="xs" wrap="nowrap">
        <Months months={months} value={from} onChange={setFrom} label={t('debts.from')} />
        <Months months={months} value={until} onChange={setUntil} label={t('debts.until')} />
      </Group>
    </TableToTake>
  );
}

/** Banks take it so that people who know their account number can pay at a counter. */
function BankFile() {
  const { t } = useWords();
  const payees = useQuery({ queryKey: ['payees'], queryFn: () => answerOf(api.GET('/api/v1/payees')) });
  const items = payees.data ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [layout, setLayout] = useState<'accounts' | 'names'>('accounts');
  const [number, setNumber] = useState(1);
  const [hasNames, setNames] = useState(false);
  const payeeId = chosen ?? items[0]?.id ?? '';
  const query = new URLSearchParams({ payeeId, layout, number: String(number), names: String(hasNames) });
  return (
    <Stack gap="xs">
      <Text fw={500}>{t('debts.bank')}</Text>
      <Group gap="sm" align="flex-end">
        <Select
          label={t('debts.payee')}
          value={payeeId || null}
          onChange={setChosen}
          allowDeselect={false}
          data={items.map(({ id, name }) => ({ value: id, label: name }))}
          flex="1 1 200px"
        />
        <Select
          label={t('debts.layout')}
          value={layout}
          onChange={(value) => setLayout(value === 'names' ? 'names' : 'accounts')}
          allowDeselect={false}
          data={(['accounts', 'names'] as const).map((value) => ({ value, label: t(`debts.layouts.${value}`) }))}
          flex="1 1 200px"
        />
        <NumberInput
          label={t('debts.number')}
          min={1}
          max={999}
          value={number}
          onChange={(value) => setNumber(Math.min(999, Math.max(1, Number(value) || 1)))}
          w={110}
        />
        <Button
          variant="default"
          component="a"
          href={`/api/v1/exports/bank-debts?${query}`}
          download
          aria-label={t('debts.download', { what: t('debts.bank'), format: 'TXT' })}
        >
          TXT
        </Button>
      </Group>
      <Checkbox
        label={t('debts.names')}
        description={t('debts.names-about')}
        checked={hasNames}
        onChange={(event) => setNames(event.currentTarget.checked)}
      />
    </Stack>
  );
}
