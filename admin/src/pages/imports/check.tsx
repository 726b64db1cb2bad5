import { Alert, Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { answerOf, api, type Shapes } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { Problem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';

const order = ['buildings', 'units', 'accounts', 'residents', 'occupancies'];

/** What a file would do, what is wrong with it, and the button that applies the good rows. */
export function Check({ batch }: { batch: Shapes['Import'] }) {
  const { t, has, number } = useWords();
  const { id, state, goodCount, badCount, rowCount, effects, problems, ignoredColumns } = batch;
  const apply = useDeed(() => answerOf(api.POST('/api/v1/imports/{id}/apply', { params: { path: { id } } })), {
    refresh: ['imports', 'import', 'units', 'unit', 'buildings', 'residents', 'today'],
    said: t('import.applied'),
    isSaidInPlace: true,
  });
  const done = Object.entries(effects)
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  return (
    <Paper p="md">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <div>
            <Title order={2}>{batch.fileName}</Title>
            <Text size="sm" c="dimmed">
              {t('import.summary', { rows: number(rowCount), good: number(goodCount), bad: number(badCount) })}
              {' · '}
              {batch.encoding}
            </Text>
          </div>
          <Group gap="xs">
            {badCount > 0 ? (
              <Button variant="default" component="a" href={`/api/v1/imports/${id}/errors`} download>
                {t('import.error-file')}
              </Button>
            ) : null}
            {state === 'checked' ? (
              <Button loading={apply.isPending} disabled={goodCount === 0} onClick={() => apply.run(undefined)}>
                {t('import.apply', { count: goodCount })}
              </Button>
            ) : null}
          </Group>
        </Group>
        <Alert color={state === 'applied' ? 'pine' : 'gray'} variant="light" p="sm">
          <Text size="sm">
            {t(state === 'applied' ? 'import.did' : 'import.would')}{' '}
            {done.length === 0
              ? t('import.nothing')
              : done
                  .map(([name, count]) =>
                    has(`import.effects.${name}_other`) ? t(`import.effects.${name}`, { count }) : `${name}: ${count}`,
                  )
                  .join(', ')}
          </Text>
        </Alert>
        {ignoredColumns.length > 0 ? (
          <Text size="sm" c="dimmed">
            {t('import.ignored', { columns: ignoredColumns.join(', ') })}
          </Text>
        ) : null}
        <Problem error={apply.error} />
        {problems.length > 0 ? (
          <Table.ScrollContainer minWidth={260}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w={90}>{t('import.line')}</Table.Th>
                  <Table.Th>{t('import.reason')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {problems.map(({ line, detail }) => (
                  <Table.Tr key={line}>
                    <Table.Td>{number(line)}</Table.Td>
                    <Table.Td>{detail}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        ) : null}
        {badCount > problems.length ? (
          <Text size="sm" c="dimmed">
            {t('import.more', { count: badCount - problems.length })}
          </Text>
        ) : null}
      </Stack>
    </Paper>
  );
}
