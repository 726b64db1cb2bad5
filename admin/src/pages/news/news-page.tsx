import { Badge, Button, Paper, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { answerOf, api, type Shapes } from '../../api.ts';
import { shortId } from '../../ids.ts';
import { Icon } from '../../parts/icons.tsx';
import { List, usePages } from '../../parts/list.tsx';
import { Page } from '../../parts/page.tsx';
import { useMay } from '../../session.tsx';
import { useWords } from '../../words.tsx';
import { useAudienceWords } from './audience.tsx';
import classes from './news-page.module.css';
import { wordsFor } from './post-words.ts';

const filters = ['all', 'draft', 'published'] as const;
type Filter = (typeof filters)[number];

export function NewsPage() {
  const { t } = useWords();
  const mayWrite = useMay('manager', 'dispatcher');
  const [filter, setFilter] = useState<Filter>('all');
  const state = filter === 'all' ? undefined : filter;
  const query = usePages(['news', filter], (after) =>
    answerOf(api.GET('/api/v1/news', { params: { query: { state, after, limit: 20 } } })),
  );
  return (
    <Page
      title={t('news.title')}
      about={t('news.about')}
      width={880}
      actions={
        mayWrite ? (
          <Button component={Link} to="/news/new" leftSection={<Icon name="plus" size={16} />}>
            {t('news.write')}
          </Button>
        ) : null
      }
    >
      <SegmentedControl
        value={filter}
        onChange={(value) => setFilter(value as Filter)}
        data={filters.map((value) => ({ value, label: t(`news.filter.${value}`) }))}
        style={{ alignSelf: 'flex-start' }}
        aria-label={t('news.filter.label')}
      />
      <List query={query} empty={t('news.empty')}>
        {(items) => (
          <Paper className="rows" style={{ overflow: 'hidden' }}>
            {items.map((item) => (
              <NewsRow key={item.id} item={item} />
            ))}
          </Paper>
        )}
      </List>
    </Page>
  );
}

function NewsRow({ item }: { item: Shapes['NewsItem'] }) {
  const { t, locale, moment, number } = useWords();
  const audience = useAudienceWords(item.audience);
  const words = wordsFor(item.texts, locale);
  const isDraft = item.state === 'draft';
  return (
    <Link to={`/news/${shortId(item.id)}`} className={`plain ${classes.row}`}>
      <div className={classes.words}>
        <Text fw={500} truncate>
          {words?.title}
        </Text>
        <Text c="dimmed" truncate>
          {[item.urgency === 'emergency' ? t('news.emergency') : null, audience, item.authorName]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </div>
      <div className={classes.fate}>
        {isDraft ? (
          <Badge color="gray">{t('news.state.draft')}</Badge>
        ) : (
          <>
            <Text span>{moment(item.publishedAt ?? item.createdAt)}</Text>
            <Text span c="dimmed">
              {t('news.read-of', { read: number(item.readCount), all: number(item.recipientCount ?? 0) })}
            </Text>
          </>
        )}
      </div>
    </Link>
  );
}
