import { Badge, Button, Grid, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answerOf, api, type Shapes } from '../../api.ts';
import { Waiting } from '../../parts/list.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useMay } from '../../session.tsx';
import { type Locale, localeNames, useWords } from '../../words.tsx';
import { AudienceLine, useAudienceWords } from './audience.tsx';
import { Bubble } from './bubble.tsx';
import { wordsFor } from './post-words.ts';
import { PublishConfirm } from './publish.tsx';
import { Report } from './report.tsx';

export function PostPage() {
  const { id = '' } = useParams();
  const { data: post, error } = useQuery({
    queryKey: ['news', 'post', id],
    queryFn: () => answerOf(api.GET('/api/v1/news/{id}', { params: { path: { id } } })),
  });
  if (error) return <Problem error={error} />;
  return post ? <Post post={post} id={id} /> : <Waiting />;
}

function Post({ post, id }: { post: Shapes['NewsPost']; id: string }) {
  const { t, locale, moment } = useWords();
  const [isAsking, setAsking] = useState(false);
  const mayWrite = useMay('manager', 'dispatcher');
  const audience = useAudienceWords(post.audience);
  const isDraft = post.state === 'draft';
  const about = [
    isDraft
      ? t('news.written', { at: moment(post.createdAt) })
      : t('news.sent', { at: moment(post.publishedAt ?? post.createdAt) }),
    audience,
    post.authorName,
  ];
  return (
    <Page
      title={wordsFor(post.texts, locale)?.title}
      about={about.filter(Boolean).join(' · ')}
      back="/news"
      width={960}
      actions={
        isDraft && mayWrite ? (
          <>
            <Button variant="default" component={Link} to={`/news/${id}/edit`}>
              {t('news.edit-this')}
            </Button>
            <Button onClick={() => setAsking(true)}>{t('news.publish-ask')}</Button>
          </>
        ) : null
      }
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 6 }} order={{ base: 2, md: 1 }}>
          <Stack>
            {(Object.keys(localeNames) as Locale[]).map((one) => (
              <Bubble
                key={one}
                texts={post.texts}
                locale={one}
                urgency={post.urgency}
                at={post.publishedAt ?? post.createdAt}
              />
            ))}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }} order={{ base: 1, md: 2 }}>
          <Paper p="md">
            <Group justify="space-between" mb="sm">
              <Title order={2}>{isDraft ? t('news.audience') : t('news.arriving')}</Title>
              <Badge variant="light" color={isDraft ? 'gray' : 'pine'}>
                {t(`news.state.${post.state}`)}
              </Badge>
            </Group>
            {isDraft ? <AudienceLine audience={post.audience} /> : <Report id={id} />}
          </Paper>
          {post.urgency === 'emergency' ? (
            <Text size="sm" c="dimmed" mt="sm">
              {t('news.emergency-about')}
            </Text>
          ) : null}
        </Grid.Col>
      </Grid>
      {isAsking ? (
        <PublishConfirm
          newsId={post.id}
          audience={post.audience}
          urgency={post.urgency}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </Page>
  );
}
