import { Paper, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { formatMoney } from '#locales/format.ts';
import { answerOf, api, type Shapes } from '../../api.ts';
import { Empty, Waiting } from '../../parts/list.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';
import { Differences } from './differences.tsx';
import { Exports } from './exports.tsx';
import { Unmatched } from './unmatched.tsx';

const ages = ['notDue', 'to30', 'to60', 'to90', 'over90'] as const;

/** Who owes what for how long, tables to take away, money that names nobody, and where billing says otherwise. */
export function DebtsPage() {
  const { t } = useWords();
  return (
    <Page title={t('debts.title')} about={t('debts.about')}>
      <Summary />
      <Exports />
      <Unmatched />
      <Differences />
    </Page>
  );
}

function Summary() {
  const { t } = useWords();
  const debts = useQuery({ queryKey: ['debts'], queryFn: () => answerOf(api.GET('/api/v1/debts')) });
  if (debts.error) return <Problem error={debts.error} />;
  if (!debts.data) return <Waiting />;
  if (debts.data.items.length === 0) return <Empty>{t('debts.nobody')}</Empty>;
  return (
    <Paper p="md" component="section" aria-labelledby="debts-by-age">
      <Title order={2} size="h4" id="debts-by-age">
        {t('debts.by-age')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('debts.by-age-about')}
      </Text>
      <Table.ScrollContainer minWidth={760}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('debts.payee')}</Table.Th>
              <Table.Th ta="right">{t('debts.owed')}</Table.Th>
              <Table.Th ta="right">{t('debts.accounts')}</Table.Th>
              {ages.map((age) => (
                <Table.Th key={age} ta="right">
                  {t(`debts.ages.${age}`)}
                </Table.Th>
              ))}
              <Table.Th ta="right">{t('debts.other')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {debts.data.items.map((row) => (
              <DebtRow key={`${row.payee}:${row.currency}`} row={row} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}

/** What is owed in all comes first: on a phone the ages are reached by sliding. */
function DebtRow({ row }: { row: Shapes['DebtSummary'] }) {
  const { locale, number } = useWords();
  const money = (minor: string) => formatMoney(locale, BigInt(minor), row.currency);
  const sums = [...ages.map((age) => row[age]), row.otherMinor];
  return (
    <Table.Tr>
      <Table.Td>{row.payee}</Table.Td>
      <Table.Td ta="right" fw={600} style={{ whiteSpace: 'nowrap' }}>
        {money(row.owedMinor)}
      </Table.Td>
      <Table.Td ta="right">{number(row.accounts)}</Table.Td>
      {sums.map((minor, index) => (
        <Table.Td key={ages[index] ?? 'other'} ta="right" style={{ whiteSpace: 'nowrap' }}>
          {minor === '0' ? '—' : money(minor)}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
