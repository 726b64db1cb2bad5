import { Button, Group, Paper, SegmentedControl, Select, SimpleGrid, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Shapes } from '../../api.ts';
import { Waiting } from '../../parts/list.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';
import { useBuildings } from '../news/audience.tsx';
import { lastMonths, share, useLength } from './figure-words.ts';

const groups = ['kind', 'category', 'building', 'assignee'] as const;
type By = (typeof groups)[number];

/** How a month went, of everything or of a building, and in groups. */
export function FiguresPage() {
  const { t } = useWords();
  const months = lastMonths(12);
  const [month, setMonth] = useState(months[0] ?? '');
  const [by, setBy] = useState<By>('kind');
  const [buildingId, setBuilding] = useState<string | null>(null);
  const { data: buildings = [] } = useBuildings();
  const filter = { month, by, ...(buildingId ? { buildingId } : {}) };
  const figures = useQuery({
    queryKey: ['figures', filter],
    queryFn: () => answerOf(api.GET('/api/v1/figures', { params: { query: filter } })),
  });
  const table = `/api/v1/figures/table.csv?${new URLSearchParams(filter)}`;
  return (
    <Page
      title={t('figures.title')}
      about={t('figures.about')}
      actions={
        <Button component="a" href={table} download variant="default">
          {t('figures.download')}
        </Button>
      }
    >
      <Group gap="xs">
        <Months months={months} value={month} onChange={setMonth} />
        <Select
          aria-label={t('figures.building')}
          placeholder={t('figures.any-building')}
          clearable
          searchable
          value={buildingId}
          onChange={setBuilding}
          data={buildings.map(({ id, address }) => ({ value: id, label: address }))}
          flex="1 1 200px"
        />
      </Group>
      {figures.error ? <Problem error={figures.error} /> : null}
      {figures.data ? (
        <>
          <Totals now={figures.data.total} before={figures.data.before} />
          <SegmentedControl
            aria-label={t('figures.group')}
            value={by}
            onChange={(value) => setBy(groups.find((one) => one === value) ?? 'kind')}
            data={groups.map((value) => ({ value, label: t(`figures.by.${value}`) }))}
          />
          <Groups rows={figures.data.groups} total={figures.data.total} />
        </>
      ) : (
        <Waiting />
      )}
    </Page>
  );
}

type MonthsProps = {
  months: string[];
  value: string;
  onChange: (month: string) => void;
  /** Which of the months it is, where there are two. */
  label?: string;
};

export function Months({ months, value, onChange, label }: MonthsProps) {
  const { t, locale } = useWords();
  const name = new Intl.DateTimeFormat(locale === 'ru' ? 'ru-RU' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return (
    <Select
      aria-label={label ?? t('figures.month')}
      allowDeselect={false}
      value={value}
      onChange={(month) => onChange(month ?? value)}
      data={months.map((month) => ({ value: month, label: name.format(new Date(`${month}-01T00:00:00Z`)) }))}
      flex="1 1 180px"
    />
  );
}

function Totals({ now, before }: { now: Shapes['Figures']; before: Shapes['Figures'] }) {
  const { t, number } = useWords();
  const length = useLength();
  const percent = (one: Shapes['Figures']) => share(one.kept, one.decided);
  return (
    <SimpleGrid cols={{ base: 2, md: 5 }} spacing="sm">
      <Total
        title={t('figures.on-time')}
        value={percent(now)}
        about={t('figures.of', { kept: now.kept, decided: now.decided })}
        before={percent(before)}
      />
      <Total
        title={t('figures.first')}
        value={length(now.firstMedianMs)}
        about={t('figures.nine', { value: length(now.firstP90Ms) })}
        before={length(before.firstMedianMs)}
      />
      <Total
        title={t('figures.solved-in')}
        value={length(now.solvedMedianMs)}
        about={t('figures.nine', { value: length(now.solvedP90Ms) })}
        before={length(before.solvedMedianMs)}
      />
      <Total
        title={t('figures.rating')}
        value={mark(number, now.rating)}
        about={t('figures.voices', { count: now.rated })}
        before={mark(number, before.rating)}
      />
      <Total
        title={t('figures.backlog')}
        value={String(now.backlog)}
        about={t('figures.late', { count: now.late })}
        before={null}
      />
    </SimpleGrid>
  );
}

type TotalProps = { title: string; value: string; about: string; before: string | null };

function Total({ title, value, about, before }: TotalProps) {
  const { t } = useWords();
  return (
    <Paper p="sm">
      <Text size="sm" c="dimmed">
        {title}
      </Text>
      <Text fz={26} fw={600}>
        {value}
      </Text>
      <Text size="sm">{about}</Text>
      {before === null ? null : (
        <Text size="sm" c="dimmed">
          {t('figures.before', { value: before })}
        </Text>
      )}
    </Paper>
  );
}

type GroupsProps = { rows: Shapes['MonthFigures']['groups']; total: Shapes['Figures'] };

function Groups({ rows, total }: GroupsProps) {
  const { t, locale } = useWords();
  if (rows.length === 0) return <Text c="dimmed">{t('figures.empty')}</Text>;
  return (
    <Paper style={{ overflowX: 'auto' }}>
      <Table miw={900}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th />
            {columns.map((name) => (
              <Table.Th key={name} ta="right">
                {t(`figures.columns.${name}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <FigureRow key={row.key ?? ''} name={row.key === null ? t('figures.none') : row.names[locale]} of={row} />
          ))}
          <FigureRow name={t('figures.total')} of={total} />
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

const columns = [
  'opened',
  'on-time',
  'first-median',
  'solved',
  'solved-median',
  'reopened',
  'rating',
  'backlog',
  'late',
];

function FigureRow({ name, of }: { name: string; of: Shapes['Figures'] }) {
  const { number } = useWords();
  const length = useLength();
  const cells = [
    number(of.opened),
    share(of.kept, of.decided),
    length(of.firstMedianMs),
    number(of.solved),
    length(of.solvedMedianMs),
    share(of.reopened, of.solved),
    mark(number, of.rating),
    number(of.backlog),
    number(of.late),
  ];
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      {cells.map((cell, index) => (
        <Table.Td key={columns[index]} ta="right">
          {cell}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

/** A rating to one decimal, in the reader's way. */
function mark(number: (value: number) => string, rating: number | null): string {
  return rating === null ? '—' : number(Math.round(rating * 10) / 10);
}
