import { Badge, Button, Checkbox, Group, Paper, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { formatMoney } from '#locales/format.ts';
import { answerOf, api } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { List, usePages } from '../../parts/list.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words.tsx';
import type { Payment } from './payment.ts';
import { RefundForm } from './refund-form.tsx';

const states = ['created', 'pending', 'succeeded', 'cancelled', 'expired', 'refunded'] as const;

/** Money that came, is on its way, or did not come: found, given back, and what is odd about it settled. */
export function PaymentsPage() {
  const { t } = useWords();
  const [state, setState] = useState<(typeof states)[number] | null>(null);
  const [isTroubled, setTroubled] = useState(false);
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search.trim(), 250);
  const query = usePages(['payments', state, isTroubled, wanted], (after) => {
    const troubled = isTroubled ? ('true' as const) : undefined;
    const filter = { state: state ?? undefined, troubled, search: wanted || undefined, after, limit: 30 };
    return answerOf(api.GET('/api/v1/payments', { params: { query: filter } }));
  });
  return (
    <Page title={t('payments.title')} about={t('payments.about')}>
      <Group gap="xs">
        <TextInput
          type="search"
          aria-label={t('payments.search')}
          placeholder={t('payments.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          flex="2 1 200px"
        />
        <Select
          aria-label={t('payments.state')}
          placeholder={t('payments.any-state')}
          clearable
          value={state}
          onChange={(value) => setState(states.find((known) => known === value) ?? null)}
          data={states.map((value) => ({ value, label: t(`payments.states.${value}`) }))}
          flex="1 1 150px"
        />
        <Checkbox
          label={t('payments.troubled')}
          checked={isTroubled}
          onChange={(event) => setTroubled(event.currentTarget.checked)}
        />
      </Group>
      <List query={query} empty={t('payments.empty')}>
        {(payments) => (
          <Stack gap="sm">
            {payments.map((payment) => (
              <PaymentCard key={payment.id} payment={payment} />
            ))}
          </Stack>
        )}
      </List>
    </Page>
  );
}

function PaymentCard({ payment }: { payment: Payment }) {
  const { t, moment, locale, has } = useWords();
  const [isGivingBack, setGivingBack] = useState(false);
  const settle = useDeed(() => api.POST('/api/v1/payments/{id}/settled', { params: { path: { id: payment.id } } }), {
    refresh: ['payments'],
    said: t('payments.settled'),
  });
  const money = (minor: string) => formatMoney(locale, BigInt(minor), payment.currency);
  const isOpen = payment.trouble !== null && payment.troubleSettledAt === null;
  const way = has(`payments.ways.${payment.provider}`) ? t(`payments.ways.${payment.provider}`) : payment.provider;
  const left = BigInt(payment.amountMinor) - BigInt(payment.refundedMinor);
  return (
    <Paper p="md">
      <Group justify="space-between" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text fw={500}>
            {money(payment.amountMinor)} · {payment.address}, {payment.unitNumber}
          </Text>
          <Text size="sm" c="dimmed">
            {[payment.payeeName, payment.accountNumber, way, moment(payment.succeededAt ?? payment.createdAt)].join(
              ' · ',
            )}
          </Text>
          {payment.refunds.map((refund) => (
            <Text size="sm" key={refund.id}>
              {t(`payments.refund-states.${refund.state}`, { sum: money(refund.amountMinor), reason: refund.reason })}
            </Text>
          ))}
          {payment.trouble ? (
            <Text size="sm" fw={isOpen ? 500 : 400}>
              {t(`payments.troubles.${payment.trouble}`)}
            </Text>
          ) : null}
        </div>
        <Group gap="xs">
          {isOpen ? (
            <Button size="xs" variant="default" loading={settle.isPending} onClick={() => settle.run(undefined)}>
              {t('payments.settle')}
            </Button>
          ) : null}
          {payment.state === 'succeeded' && left > 0n ? (
            <Button size="xs" variant="default" onClick={() => setGivingBack(true)}>
              {t('payments.give-back')}
            </Button>
          ) : null}
          <Badge variant="light" color={payment.state === 'succeeded' ? 'pine' : 'gray'}>
            {t(`payments.states.${payment.state}`)}
          </Badge>
        </Group>
      </Group>
      {isGivingBack ? <RefundForm payment={payment} left={left} onClose={() => setGivingBack(false)} /> : null}
    </Paper>
  );
}
