import { Button, Fieldset, Grid, Paper, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { answerOf, api, pressKey, type Shapes } from '../../api.ts';
import { shortId } from '../../ids.ts';
import { useDeed } from '../../parts/deed.ts';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { type Locale, localeNames, useWords } from '../../words.tsx';
import { type Audience, AudienceField } from './audience.tsx';
import { Bubble } from './bubble.tsx';
import type { Texts } from './post-words.ts';
import { PublishConfirm } from './publish.tsx';

type Words = { title: string; body: string };
const languages = Object.keys(localeNames) as Locale[];
const none: Words = { title: '', body: '' };

/** Writes a post: words in either language, whom it is for, and beside them how it will arrive. */
export function Editor({ draft }: { draft?: Shapes['NewsPost'] }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [words, setWords] = useState<Record<Locale, Words>>({
    ru: draft?.texts.ru ?? none,
    en: draft?.texts.en ?? none,
  });
  const [urgency, setUrgency] = useState(draft?.urgency ?? 'common');
  const [audience, setAudience] = useState<Audience>(draft?.audience ?? 'everyone');
  const [savedId, setSavedId] = useState(draft?.id);
  const [isAsking, setAsking] = useState(false);
  const key = useMemo(pressKey, []);
  const texts = textsOf(words);
  const half = languages.find((locale) => isHalf(words[locale]));
  const isReady =
    half === undefined && Object.keys(texts).length > 0 && (audience === 'everyone' || audience.buildingIds.length > 0);

  const save = useDeed(
    async () => {
      const body = { texts, urgency, audience };
      if (savedId) {
        await api.PATCH('/api/v1/news/{id}', { params: { path: { id: savedId } }, body });
        return savedId;
      }
      const header = { 'Idempotency-Key': key };
      const { newsId } = await answerOf(api.POST('/api/v1/news', { params: { header }, body }));
      setSavedId(newsId);
      return newsId;
    },
    { refresh: ['news'], isSaidInPlace: true },
  );
  const set = (locale: Locale, part: Partial<Words>) =>
    setWords((before) => ({ ...before, [locale]: { ...before[locale], ...part } }));

  return (
    <Page title={draft ? t('news.edit') : t('news.new')} back={savedId ? `/news/${shortId(savedId)}` : '/news'}>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack>
            {languages.map((locale) => (
              <Fieldset key={locale} legend={localeNames[locale]} lang={locale}>
                <Stack gap="xs">
                  <TextInput
                    label={t('news.post-title')}
                    maxLength={200}
                    value={words[locale].title}
                    onChange={(event) => set(locale, { title: event.currentTarget.value })}
                    error={half === locale && words[locale].title.trim() === '' ? t('news.title-missing') : null}
                  />
                  <Textarea
                    label={t('news.body')}
                    autosize
                    minRows={4}
                    maxRows={16}
                    maxLength={3500}
                    value={words[locale].body}
                    onChange={(event) => set(locale, { body: event.currentTarget.value })}
                    error={half === locale && words[locale].body.trim() === '' ? t('news.body-missing') : null}
                  />
                </Stack>
              </Fieldset>
            ))}
            <Paper p="md">
              <Stack>
                <AudienceField value={audience} onChange={setAudience} />
                <Radio.Group
                  label={t('news.urgency')}
                  value={urgency}
                  onChange={(value) => setUrgency(value === 'emergency' ? 'emergency' : 'common')}
                >
                  <Stack gap={6} mt={6}>
                    <Radio value="common" label={t('news.common')} description={t('news.common-about')} />
                    <Radio value="emergency" label={t('news.emergency')} description={t('news.emergency-about')} />
                  </Stack>
                </Radio.Group>
              </Stack>
            </Paper>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack pos="sticky" top={16}>
            {languages.map((locale) => (
              <Bubble key={locale} texts={texts} locale={locale} urgency={urgency} at={new Date().toISOString()} />
            ))}
            <Problem error={save.error} />
            <Button disabled={!isReady} onClick={() => save.run(undefined, { onSuccess: () => setAsking(true) })}>
              {t('news.publish-ask')}
            </Button>
            <Button
              variant="default"
              disabled={!isReady}
              loading={save.isPending}
              onClick={() => save.run(undefined, { onSuccess: (id) => void navigate(`/news/${shortId(id)}`) })}
            >
              {t('news.save-draft')}
            </Button>
            {isReady ? null : (
              <Text size="sm" c="dimmed">
                {t('news.needs')}
              </Text>
            )}
          </Stack>
        </Grid.Col>
      </Grid>
      {isAsking && savedId ? (
        <PublishConfirm newsId={savedId} audience={audience} urgency={urgency} onClose={() => setAsking(false)} />
      ) : null}
    </Page>
  );
}

function isHalf({ title, body }: Words): boolean {
  return (title.trim() === '') !== (body.trim() === '');
}

function textsOf(words: Record<Locale, Words>): Texts {
  return Object.fromEntries(Object.entries(words).filter(([, { title, body }]) => title.trim() || body.trim()));
}
