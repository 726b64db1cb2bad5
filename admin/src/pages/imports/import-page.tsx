import {
  Anchor,
  Badge,
  Button,
  Code,
  FileButton,
  Group,
  Paper,
  Select,
  Stack,
  Table,
  Text,
  Title,
} from '@mantine/core';
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
import { isInWork } from './import.ts';

/** Reads files of what the company has elsewhere: first a dry run, then the good rows; what was applied can be taken back. */
export function ImportPage() {
  const { t } = useWords();
  const [openId, setOpenId] = useState<string | null>(null);
  const opened = useQuery({
    queryKey: ['import', openId],
    queryFn: () => answerOf(api.GET('/api/v1/imports/{id}', { params: { path: { id: openId ?? '' } } })),
    enabled: openId !== null,
    // Read and applied by the worker: looked at again while it is at it.
    refetchInterval: ({ state }) => (state.data && isInWork(state.data.state) ? 700 : false),
  });
  const targets = useQuery({
    queryKey: ['import-targets'],
    queryFn: () => answerOf(api.GET('/api/v1/import-targets')),
  });
  const history = usePages(['imports', opened.data?.state], (after) =>
    answerOf(api.GET('/api/v1/imports', { params: { query: { after, limit: 20 } } })),
  );
  const known = targets.data?.items ?? [];
  const target = known.find(({ name }) => name === opened.data?.target);
  return (
    <Page title={t('import.title')} about={t('import.about')} width={960}>
      <Problem error={targets.error} />
      {known.length > 0 ? <Choose targets={known} onSent={setOpenId} /> : null}
      <Problem error={opened.error} />
      {opened.data && target ? <Check key={opened.data.id} batch={opened.data} target={target} /> : null}
      <Title order={2}>{t('import.history')}</Title>
      <List query={history} empty={t('import.empty')}>
        {(batches) => <History batches={batches} openId={openId} onOpen={setOpenId} />}
      </List>
    </Page>
  );
}

type ChooseProps = { targets: Shapes['ImportTarget'][]; onSent: (id: string) => void };

/** What is in the file, in whose form, and the file. */
function Choose({ targets, onSent }: ChooseProps) {
  const { t } = useWords();
  const [name, setName] = useState(targets[0]?.name ?? '');
  const [profileId, setProfile] = useState<string | null>(null);
  const target = targets.find((one) => one.name === name);
  const profiles = useQuery({
    queryKey: ['import-profiles', name],
    queryFn: () => answerOf(api.GET('/api/v1/import-profiles', { params: { query: { target: name } } })),
    enabled: target?.isRegister === false,
  });
  const kept = profiles.data?.items ?? [];
  const sendFile = useDeed(
    (file: File) => {
      const query = new URLSearchParams({ target: name, fileName: file.name, ...(profileId ? { profileId } : {}) });
      const headers = { 'content-type': 'application/octet-stream' };
      return send<Shapes['Import']>(`/api/v1/imports?${query}`, { method: 'POST', headers, body: file });
    },
    { refresh: ['imports'], isSaidInPlace: true, after: ({ id }) => onSent(id) },
  );
  const columns = target?.columns.map(({ key }) => key).join(';') ?? '';
  return (
    <Paper p="md">
      <Stack gap="sm">
        <Group align="flex-end" gap="sm">
          <Select
            label={t('import.what')}
            value={name}
            onChange={(value) => {
              setName(value ?? name);
              setProfile(null);
            }}
            allowDeselect={false}
            data={targets.map((one) => ({ value: one.name, label: t(`import.targets.${one.name}`) }))}
            flex="1 1 220px"
          />
          {kept.length > 0 ? (
            <Select
              label={t('import.profile')}
              placeholder={t('import.no-profile')}
              clearable
              value={profileId}
              onChange={setProfile}
              data={kept.map((one) => ({ value: one.id, label: one.name }))}
              flex="1 1 220px"
            />
          ) : null}
          <FileButton onChange={(file) => file && sendFile.run(file)} accept=".csv,.txt,.xlsx,text/csv,text/plain">
            {(props) => (
              <Button {...props} loading={sendFile.isPending} leftSection={<Icon name="import" size={16} />}>
                {t('import.choose')}
              </Button>
            )}
          </FileButton>
        </Group>
        {target?.isRegister ? (
          <Text size="sm">{t('import.registers')}</Text>
        ) : (
          <div>
            <Text size="sm" mb={6}>
              {t('import.columns')}
            </Text>
            <Code block style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}>
              {columns}
            </Code>
            <Anchor size="sm" href={`data:text/csv;charset=utf-8,%EF%BB%BF${columns}%0D%0A`} download={`${name}.csv`}>
              {t('import.template')}
            </Anchor>
          </div>
        )}
        <Problem error={sendFile.error} />
      </Stack>
    </Paper>
  );
}

type HistoryProps = { batches: Shapes['ImportRow'][]; openId: string | null; onOpen: (id: string) => void };

function History({ batches, openId, onOpen }: HistoryProps) {
  const { t, moment, number } = useWords();
  return (
    <Paper style={{ overflow: 'hidden' }}>
      <Table.ScrollContainer minWidth={620}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('import.file')}</Table.Th>
              <Table.Th>{t('import.what-short')}</Table.Th>
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
                <Table.Td>{t(`import.targets.${batch.target}`)}</Table.Td>
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
