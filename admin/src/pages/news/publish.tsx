import { Stack, Text } from '@mantine/core';
import { useNavigate } from 'react-router';
import { answerOf, api } from '../../api.ts';
import { shortId } from '../../ids.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { useDeed } from '../../parts/deed.ts';
import { useSession } from '../../session.tsx';
import { useWords } from '../../words.tsx';
import { type Audience, AudienceLine } from './audience.tsx';

type Props = { newsId: string; audience: Audience; urgency: 'common' | 'emergency'; onClose: () => void };

/** The last question before a post goes out: it cannot be called back. */
export function PublishConfirm({ newsId, audience, urgency, onClose }: Props) {
  const { t } = useWords();
  const { quietHours } = useSession();
  const navigate = useNavigate();
  const publish = useDeed(() => answerOf(api.POST('/api/v1/news/{id}/publish', { params: { path: { id: newsId } } })), {
    refresh: ['news'],
    said: t('news.published'),
    after: () => void navigate(`/news/${shortId(newsId)}`),
  });
  return (
    <Confirm
      title={t('news.publish-title')}
      deed={t('news.publish')}
      isPending={publish.isPending}
      onDeed={() => publish.run(undefined)}
      onClose={onClose}
    >
      <Stack gap="xs">
        <AudienceLine audience={audience} />
        <Text size="sm" c="dimmed">
          {urgency === 'emergency' ? t('news.emergency-about') : t('news.quiet', { ...(quietHours ?? {}) })}
        </Text>
      </Stack>
    </Confirm>
  );
}
