import { Alert, Button, Group, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { answerOf, api, type Shapes } from '../../api.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { useDeed } from '../../parts/deed.ts';
import { Problem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';
import { isInWork } from './import.ts';
import { MappingForm } from './mapping-form.tsx';
import { Problems } from './problems.tsx';

type Batch = Shapes['Import'];
type CheckProps = { batch: Batch; target: Shapes['ImportTarget'] };

/** All lists that may show something else once a file was applied or taken back. */
const stale = [
  'imports',
  'import',
  'units',
  'unit',
  'buildings',
  'residents',
  'today',
  'payments',
  'debts',
  'unmatched',
];

/** What a file would do, what is wrong with it, how it is read, and the buttons that apply the good rows or take them back. */
export function Check({ batch, target }: CheckProps) {
  const { t, number } = useWords();
  const { state, rowCount, goodCount, badCount, failure, ignoredColumns } = batch;
  const [asked, setAsked] = useState<boolean | null>(null);
  const facts = [
    t(`import.targets.${batch.target}`),
    state === 'failed'
      ? null
      : t('import.summary', { rows: number(rowCount), good: number(goodCount), bad: number(badCount) }),
    batch.format ?? null,
    batch.encoding || null,
  ];
  const lacksColumns = failure?.code === 'import.missing-columns';
  const isMapping = asked ?? lacksColumns;
  const mayMap = !target.isRegister && (state === 'checked' || state === 'failed') && batch.header.length > 0;
  return (
    <Paper p="md">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <div style={{ minWidth: 0 }}>
            <Title order={2} style={{ overflowWrap: 'anywhere' }}>
              {batch.fileName}
            </Title>
            <Text size="sm" c="dimmed">
              {facts.filter(Boolean).join(' · ')}
            </Text>
          </div>
          <Group gap="xs">
            {mayMap ? (
              <Button variant="default" aria-expanded={isMapping} onClick={() => setAsked(!isMapping)}>
                {t('import.mapping')}
              </Button>
            ) : null}
            <Deeds batch={batch} target={target} />
          </Group>
        </Group>
        {failure ? (
          <Alert color="red" variant="light" role="alert" title={t('import.failed')}>
            {failure.detail} {lacksColumns && mayMap ? t('import.say-columns') : null}
          </Alert>
        ) : null}
        {isInWork(state) ? <Progress batch={batch} /> : null}
        {state === 'checked' || state === 'applied' ? <Effects batch={batch} /> : null}
        {isMapping && mayMap ? <MappingForm batch={batch} target={target} onSent={() => setAsked(false)} /> : null}
        {ignoredColumns.length > 0 && !isMapping ? (
          <Text size="sm" c="dimmed">
            {t('import.ignored', { columns: ignoredColumns.join(', ') })}
          </Text>
        ) : null}
        <Problems batch={batch} />
      </Stack>
    </Paper>
  );
}

function Deeds({ batch, target }: CheckProps) {
  const { t } = useWords();
  const { id, state, goodCount, badCount } = batch;
  const [isAsking, setAsking] = useState(false);
  const params = { path: { id } };
  const apply = useDeed(() => answerOf(api.POST('/api/v1/imports/{id}/apply', { params })), { refresh: stale });
  const undo = useDeed(() => answerOf(api.POST('/api/v1/imports/{id}/undo', { params })), {
    refresh: stale,
    said: t('import.undone'),
    isSaidInPlace: true,
    after: () => setAsking(false),
  });
  return (
    <>
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
      {state === 'applied' && target.canUndo ? (
        <Button variant="default" color="red" onClick={() => setAsking(true)}>
          {t('import.undo')}
        </Button>
      ) : null}
      {isAsking ? (
        <Confirm
          title={t('import.undo-sure', { file: batch.fileName })}
          deed={t('import.undo')}
          isHarmful
          isPending={undo.isPending}
          onDeed={() => undo.run(undefined)}
          onClose={() => setAsking(false)}
        >
          <Text size="sm">{t('import.undo-about')}</Text>
          <Problem error={undo.error} />
        </Confirm>
      ) : null}
    </>
  );
}

/** Reading and applying go on in the worker, whether somebody looks or not. */
function Progress({ batch }: { batch: Batch }) {
  const { t, number } = useWords();
  return (
    <Group gap="sm" role="status">
      <Loader size="sm" />
      <Text size="sm">
        {t(`import.state-is.${batch.state}`)}
        {batch.doneCount > 0 ? ` · ${t('import.done', { count: batch.doneCount, rows: number(batch.doneCount) })}` : ''}
        {` · ${t('import.leave')}`}
      </Text>
    </Group>
  );
}

function Effects({ batch }: { batch: Batch }) {
  const { t, has } = useWords();
  const told = Object.entries(batch.effects).filter(([, count]) => count > 0);
  const words = told.map(([name, count]) =>
    has(`import.effects.${name}_other`) ? t(`import.effects.${name}`, { count }) : `${name}: ${count}`,
  );
  const skipped = Object.entries(batch.skipped ?? {}).filter(([, count]) => count > 0);
  return (
    <Alert color={batch.state === 'applied' ? 'pine' : 'gray'} variant="light" p="sm">
      <Text size="sm">
        {t(batch.state === 'applied' ? 'import.did' : 'import.would')}{' '}
        {words.length === 0 ? t('import.nothing') : words.join(', ')}
      </Text>
      {skipped.length > 0 ? (
        <Text size="sm">
          {t('import.skipped')} {skipped.map(([name, count]) => t(`import.skips.${name}`, { count })).join(', ')}
        </Text>
      ) : null}
    </Alert>
  );
}
