import { Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { formatMoney } from '#locales/format.ts';
import { answerOf, api, type Shapes } from '../../api.ts';
import { Problem } from '../../parts/problem.tsx';
import { useMay } from '../../session.tsx';
import { useWords } from '../../words.tsx';
import { Mutes, useMutes } from './mutes.tsx';

/** What the flat owes each of its payees; for those who keep the books. */
export function Balances({ unitId }: { unitId: string }) {
  const { t } = useWords();
  const mayRead = useMay('manager', 'accountant');
  const balances = useQuery({
    queryKey: ['unit', unitId, 'balances'],
    queryFn: () => answerOf(api.GET('/api/v1/units/{id}/balances', { params: { path: { id: unitId } } })),
    enabled: mayRead,
  });
  const mutes = useMutes(unitId, mayRead);
  if (balances.error) return <Problem error={balances.error} />;
  if (!balances.data || balances.data.items.length === 0) return null;
  return (
    <Paper p="md">
      <Title order={2} mb="xs">
        {t('homes.balances.title')}
      </Title>
      <Stack gap="xs">
        {balances.data.items.map((one) => (
          <Balance key={one.accountId} one={one} mutes={mutes.data?.items ?? []} />
        ))}
      </Stack>
    </Paper>
  );
}

function Balance({ one, mutes }: { one: Shapes['FlatBalance']; mutes: readonly Shapes['ReminderMute'][] }) {
  const { t, locale } = useWords();
  const minor = BigInt(one.balanceMinor);
  const sum = formatMoney(locale, minor < 0n ? -minor : minor, one.currency);
  const standing = minor === 0n ? 'settled' : minor > 0n ? 'owed' : 'overpaid';
  return (
    <div>
      <Text size="sm" c="dimmed">{`${one.payeeName}, ${one.accountNumber}`}</Text>
      <Text fw={600}>{t(`homes.balances.${standing}`, { sum })}</Text>
      <Mutes accountId={one.accountId} mutes={mutes} />
    </div>
  );
}
