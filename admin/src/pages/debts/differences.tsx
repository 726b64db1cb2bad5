import { Anchor, Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { formatMoney } from '#locales/format.ts';
import { answerOf, api, type Shapes } from '../../api.ts';
import { shortId } from '../../ids.ts';
import { List, usePages } from '../../parts/list.tsx';
import { useWords } from '../../words.tsx';

/** Where a file of billing stated another balance than ours. */
export function Differences() {
  const { t } = useWords();
  const query = usePages(['differences'], (after) =>
    answerOf(api.GET('/api/v1/balance-differences', { params: { query: { after, limit: 20 } } })),
  );
  return (
    <Paper p="md" component="section" aria-labelledby="debts-differences">
      <Title order={2} size="h4" id="debts-differences">
        {t('debts.differences.title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('debts.differences.about')}
      </Text>
      <List query={query} empty={t('debts.differences.none')}>
        {(items) => (
          <Stack component="ul" className="plain-list" gap="sm" mt="sm">
            {items.map((one) => (
              <Row key={one.id} one={one} />
            ))}
          </Stack>
        )}
      </List>
    </Paper>
  );
}

function Row({ one }: { one: Shapes['BalanceDifference'] }) {
  const { t, locale, day } = useWords();
  const minor = BigInt(one.amountMinor);
  const money = (sum: bigint) => formatMoney(locale, sum < 0n ? -sum : sum, one.currency);
  const stated = one.statedMinor === null ? null : BigInt(one.statedMinor);
  return (
    <Group component="li" justify="space-between" align="flex-start" gap="sm">
      <div style={{ minWidth: 0, flex: '1 1 260px' }}>
        <Anchor component={Link} to={`/homes/units/${shortId(one.unitId)}`}>
          {one.address}, {one.unitNumber}
        </Anchor>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {[one.accountNumber, one.payeeName, one.fileName].filter(Boolean).join(' · ')}
        </Text>
      </div>
      <div className="at-end">
        <Text fw={500}>
          {t(minor > 0n ? 'debts.differences.more' : 'debts.differences.less', { sum: money(minor) })}
        </Text>
        <Text size="sm" c="dimmed">
          {stated === null
            ? day(one.asOf)
            : t(stated < 0n ? 'debts.differences.advance' : 'debts.differences.stated', {
                sum: money(stated),
                day: day(one.asOf),
              })}
        </Text>
        {one.isUndone ? <Badge variant="light">{t('debts.differences.undone')}</Badge> : null}
      </div>
    </Group>
  );
}
