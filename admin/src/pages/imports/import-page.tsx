import { Anchor, Badge, Button, Code, FileButton, Group, Paper, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Shapes, send } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { Icon } from '../../parts/icons.tsx';
import { List, usePages } from '../../parts/list.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';
import { Check } from './check.tsx';

const columns = [
  ...[
    'building_code',
    'building_address',
    'entrance',
    'floor',
    'unit',
    'unit_type',
    'area_m2',
    'account_number',
    'els',
  ],
  ...['full_name', 'phone', 'email', 'role', 'share', 'language'],
].join(';');

/** Reads residents.csv: first a dry run, then the good rows. */
export function ImportPage() {
  const { t } = useWords();
  const [openId, setOpenId] = useState<string | null>(null);
  const check = useDeed(
    (file: File) =>
      send<Shapes['Import']>(`/api/v1/imports?target=residents&fileName=${encodeURIComponent(file.name)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: file,
      }),
    { refresh: ['imports'], isSaidInPlace: true, after: ({ id }) => setOpenId(id) },
  );
  const history = usePages(['imports'], (after) =>
    answerOf(api.GET('/api/v1/imports', { params: { query: { target: 'residents', after, limit: 20 } } })),
  );
  const opened = useQuery({
    queryKey: ['import', openId],
    queryFn: () => answerOf(api.GET('/api/v1/imports/{id}', { params: { path: { id: openId ?? '' } } })),
    enabled: openId !== null,
    // Read and applied by the worker: looked at again while it is at it.
    refetchInterval: ({ state }) => (state.data && isInWork(state.data.state) ? 700 : false),
  });
  return (
    <Page title={t('import.title')} about={t('import.about')} width={960}>
      <Paper p="md">
        <Group justify="space-between" align="flex-start">
          <div style={{ minWidth: 0, flex: '1 1 300px' }}>
            <Text size="sm" mb={6}>
              {t('import.columns')}
            </Text>
            <Code block style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
              {columns}
            </Code>
            <Anchor size="sm" href={`data:text/csv;charset=utf-8,%EF%BB%BF${columns}%0D%0A`} download="residents.csv">
              {t('import.template')}
            </Anchor>
          </div>
          <FileButton
            onChange={(file) => {
              if (!file) return;
              setOpenId(null);
              check.run(file);
            }}
            accept=".csv,.txt,text/csv"
          >
            {(props) => (
              <Button {...props} loading={check.isPending} leftSection={<Icon name="import" size={16} />}>
                {t('import.choose')}
              </Button>
            )}
          </FileButton>
        </Group>
      </Paper>
      <Problem error={check.error ?? opened.error} />
      {opened.data ? <Check batch={opened.data} /> : null}
      <Title order={2}>{t('import.history')}</Title>
      <List query={history} empty={t('import.empty')}>
        {(batches) => <History batches={batches} openId={openId} onOpen={setOpenId} />}
      </List>
    </Page>
  );
}

function isInWork(state: Shapes['Import']['state']): boolean {
  return state === 'received' || state === 'checking' || state === 'applying';
}

type HistoryProps = { batches: Shapes['ImportRow'][]; openId: string | null; onOpen: (id: string) => void };

function History({ batches, openId, onOpen }: HistoryProps) {
  const { t, moment, number } = useWords();
  return (
    <Paper style={{ overflow: 'hidden' }}>
      <Table.ScrollContainer minWidth={520}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('import.file')}</Table.Th>
              <Table.Th>{t('import.when')}</Table.Th>
              <Table.Th ta="right">{t('import.rows')}</Table.Th>
              <Table.Th ta="right">{t('import.refused')}</Table.Th>
              <Table.Th>{t('import.state')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {batches.map((batch) => (
              <Table.Tr key={batch.id} bg={batch.id === openId ? 'var(--mantine-primary-color-light)' : undefined}>
                <Table.Td>
                  <Anchor component="button" size="sm" onClick={() => onOpen(batch.id)}>
                    {batch.fileName}
                  </Anchor>
                </Table.Td>
                <Table.Td>{moment(batch.createdAt)}</Table.Td>
                <Table.Td ta="right">{number(batch.rowCount)}</Table.Td>
                <Table.Td ta="right">{number(batch.badCount)}</Table.Td>
                <Table.Td>
                  <Badge variant="light" size="sm" color={batch.state === 'applied' ? 'pine' : 'gray'}>
                    {t(`import.state-is.${batch.state}`)}
                  </Badge>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
