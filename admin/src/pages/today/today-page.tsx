import { Alert, Grid, Paper, Progress, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { answerOf, api, type Shapes } from '../../api.ts';
import { shortId } from '../../ids.ts';
import { Waiting } from '../../parts/list.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useMay, useSession } from '../../session.tsx';
import { useWords } from '../../words.tsx';
import { wordsFor } from '../news/post-words.ts';
import classes from './today-page.module.css';

/** What waits, in plain numbers that lead to what they count. */
export function TodayPage() {
  const { t, day } = useWords();
  const { company } = useSession();
  const { data: today, error } = useQuery({
    queryKey: ['today'],
    queryFn: () => answerOf(api.GET('/api/v1/today')),
    refetchInterval: 15_000,
  });
  const date = new Intl.DateTimeFormat('en-CA', { timeZone: company.timeZone }).format(new Date());
  return (
    <Page title={t('today.title')} about={day(date)}>
      {error ? <Problem error={error} /> : null}
      {today ? <Figures today={today} /> : <Waiting />}
    </Page>
  );
}

function Figures({ today }: { today: Shapes['Today'] }) {
  const { t, moment } = useWords();
  const isFrontDesk = useMay('manager', 'dispatcher');
  const { tickets, joinRequests, deliveries } = today;
  return (
    <>
      {tickets.openEmergencies > 0 ? (
        <Alert color="red" title={t('today.emergencies', { count: tickets.openEmergencies })}>
          <Link to="/tickets?status=new">{t('today.see-tickets')}</Link>
        </Alert>
      ) : null}
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="md">
        <Figure
          name={t('today.unclaimed')}
          value={tickets.unclaimed}
          to="/tickets?status=new"
          note={
            tickets.oldestUnclaimedAt ? t('today.oldest', { at: moment(tickets.oldestUnclaimedAt) }) : t('today.none')
          }
        />
        <Figure
          name={t('today.in-work')}
          value={tickets.inWork}
          to="/tickets?status=in-work"
          note={t('today.in-work-note')}
        />
        <Figure
          name={t('today.waiting')}
          value={tickets.waitingForResident}
          to="/tickets"
          note={t('today.waiting-note')}
        />
        <Figure
          name={t('today.to-check')}
          value={tickets.toCheck}
          to="/tickets?status=resolved"
          note={t('today.to-check-note')}
        />
      </SimpleGrid>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <LatestNews />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            {isFrontDesk ? (
              <Figure
                name={t('requests.title')}
                value={joinRequests}
                to="/homes/requests"
                note={joinRequests > 0 ? t('today.requests-note') : t('requests.none')}
              />
            ) : null}
            <Adoption residents={today.residents} />
            <Paper p="md">
              <Text size="sm">
                {t('today.deliveries', { count: deliveries.waiting })}
                {deliveries.failedToday > 0 ? ` · ${t('today.failed', { count: deliveries.failedToday })}` : ''}
              </Text>
            </Paper>
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}

function Figure({ name, value, note, to }: { name: string; value: number; note: ReactNode; to: string }) {
  const { number } = useWords();
  return (
    <Paper component={Link} to={to} p="md" className={`plain ${classes.figure}`}>
      <Text size="sm" className="plain-name">
        {name}
      </Text>
      <div className={classes.value}>{number(value)}</div>
      <Text size="xs" c="dimmed">
        {note}
      </Text>
    </Paper>
  );
}

/** How many residents a message reaches. */
function Adoption({ residents }: { residents: Shapes['Today']['residents'] }) {
  const { t, number } = useWords();
  const share = residents.total === 0 ? 0 : (residents.connected / residents.total) * 100;
  return (
    <Paper p="md">
      <Text size="sm">{t('today.connected')}</Text>
      <div className={classes.value}>
        {number(residents.connected)}
        <Text span c="dimmed" size="md">
          {' '}
          / {number(residents.total)}
        </Text>
      </div>
      <Progress value={share} mt={6} aria-label={t('today.connected')} />
      {residents.unreachable > 0 ? (
        <Text size="xs" c="dimmed" mt={6}>
          {t('today.unreachable', { count: residents.unreachable })}
        </Text>
      ) : null}
    </Paper>
  );
}

function LatestNews() {
  const { t, locale, moment, number } = useWords();
  const { data } = useQuery({
    queryKey: ['news', 'latest'],
    queryFn: () => answerOf(api.GET('/api/v1/news', { params: { query: { limit: 6 } } })),
  });
  return (
    <Paper style={{ overflow: 'hidden' }}>
      <Title order={2} px="md" pt="md" pb="xs">
        {t('today.latest-news')}
      </Title>
      {data?.items.length === 0 ? (
        <Text px="md" pb="md" size="sm" c="dimmed">
          {t('news.empty')}
        </Text>
      ) : null}
      <div className="rows">
        {data?.items.map((item) => (
          <Link key={item.id} to={`/news/${shortId(item.id)}`} className={`plain ${classes.post}`}>
            <Text truncate size="sm" fw={500}>
              {wordsFor(item.texts, locale)?.title}
            </Text>
            <Text size="xs" c="dimmed">
              {item.publishedAt
                ? [
                    moment(item.publishedAt),
                    t('news.read-of', { read: number(item.readCount), all: number(item.recipientCount ?? 0) }),
                  ].join(' · ')
                : t(`news.state.${item.state}`)}
            </Text>
          </Link>
        ))}
      </div>
    </Paper>
  );
}
