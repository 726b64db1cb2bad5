import { Group, Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api.ts';
import { Waiting } from '../../parts/list.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';
import classes from './report.module.css';

const rows = [
  { name: 'delivered', colour: 'var(--mantine-color-pine-filled)' },
  { name: 'waiting', colour: '#e0a100' },
  { name: 'failed', colour: 'var(--mantine-color-red-filled)' },
  { name: 'unreachable', colour: 'var(--figure-none)' },
] as const;

/** How a post arrives, read again each second while somebody looks. */
export function Report({ id }: { id: string }) {
  const { t, number } = useWords();
  const { data: report, error } = useQuery({
    queryKey: ['report', id],
    queryFn: () => answerOf(api.GET('/api/v1/news/{id}/report', { params: { path: { id } } })),
    refetchInterval: 1000,
  });
  if (error && !report) return <Problem error={error} />;
  if (!report) return <Waiting />;
  const share = (count: number) => (report.recipients === 0 ? 0 : (count / report.recipients) * 100);
  return (
    <Stack gap="sm" aria-live="polite">
      <Text size="sm">{t('news.recipients', { count: report.recipients })}</Text>
      <Progress.Root size={18} aria-label={t('news.arriving')}>
        {rows.map(({ name, colour }) => (
          <Progress.Section
            key={name}
            value={share(report[name])}
            color={colour}
            aria-label={t(`news.report.${name}`)}
          />
        ))}
      </Progress.Root>
      <dl className={classes.figures}>
        {rows.map(({ name, colour }) => (
          <div key={name} className={classes.figure}>
            <dt>
              <span className={classes.dot} style={{ background: colour }} />
              {t(`news.report.${name}`)}
            </dt>
            <dd data-figure={name}>{number(report[name])}</dd>
          </div>
        ))}
        <div className={classes.figure}>
          <dt>
            <span className={classes.dot} />
            {t('news.report.read')}
          </dt>
          <dd data-figure="read">{number(report.read)}</dd>
        </div>
      </dl>
      <Group>
        <Text size="sm" c="dimmed">
          {report.waiting > 0 ? t('news.still-going') : t('news.all-gone')}
        </Text>
      </Group>
    </Stack>
  );
}
