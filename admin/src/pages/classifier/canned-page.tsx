import { Badge, Button, Group, Paper, Select, Stack, Text, Textarea } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Shapes } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { Waiting } from '../../parts/list.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words.tsx';
import { useCategories } from './categories.ts';

type Canned = Shapes['CannedReply'];
type Draft = { use: Canned['use']; categoryCode: string; ru: string; en: string };

const uses = ['reply', 'result'] as const;

/** What colleagues say often: one tap in Slack, in the language of who reads it. */
export function CannedReplies() {
  const { t } = useWords();
  const { data: replies } = useQuery({
    queryKey: ['canned'],
    queryFn: () => answerOf(api.GET('/api/v1/canned-replies')),
  });
  return (
    <Page title={t('canned.title')} about={t('canned.about')} back="/settings" width={820}>
      <AddReply />
      {replies ? (
        <Stack gap="sm">
          {replies.map((reply) => (
            <Reply key={reply.id} reply={reply} />
          ))}
        </Stack>
      ) : (
        <Waiting />
      )}
    </Page>
  );
}

const blank: Draft = { use: 'reply', categoryCode: '', ru: '', en: '' };

function AddReply() {
  const { t } = useWords();
  const form = useForm<Draft>({ initialValues: blank });
  const add = useDeed(
    ({ use, categoryCode, ru, en }: Draft) =>
      api.POST('/api/v1/canned-replies', { body: { use, texts: { ru, en }, categoryCode: categoryCode || null } }),
    { refresh: ['canned'], said: t('settings.saved'), after: () => form.reset() },
  );
  return (
    <Paper p="md">
      <form onSubmit={form.onSubmit((draft) => add.run(draft))}>
        <Stack gap="xs">
          <Fields form={form} />
          <Button type="submit" loading={add.isPending} style={{ alignSelf: 'flex-start' }}>
            {t('canned.add')}
          </Button>
        </Stack>
      </form>
    </Paper>
  );
}

function Fields({ form }: { form: UseFormReturnType<Draft> }) {
  const { t, locale } = useWords();
  const { data: categories } = useCategories();
  return (
    <>
      <Group grow>
        <Select
          label={t('canned.use')}
          data={uses.map((value) => ({ value, label: t(`canned.uses.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('use')}
        />
        <Select
          label={t('canned.category')}
          data={(categories ?? []).map(({ code, names }) => ({ value: code, label: names[locale] }))}
          placeholder={t('canned.all')}
          clearable
          searchable
          {...form.getInputProps('categoryCode')}
        />
      </Group>
      <Textarea label={t('canned.ru')} required autosize maxLength={2000} {...form.getInputProps('ru')} />
      <Textarea label={t('canned.en')} required autosize maxLength={2000} {...form.getInputProps('en')} />
    </>
  );
}

/** The same reply in other words, in its place. */
function Reword({ reply, onClose }: { reply: Canned; onClose: () => void }) {
  const { t } = useWords();
  const { use, categoryCode, texts } = reply;
  const form = useForm<Draft>({ initialValues: { use, categoryCode: categoryCode ?? '', ...texts } });
  const keep = useDeed(
    (draft: Draft) =>
      api.PATCH('/api/v1/canned-replies/{id}', {
        params: { path: { id: reply.id } },
        body: {
          use: draft.use,
          texts: { ru: draft.ru, en: draft.en },
          categoryCode: draft.categoryCode || null,
        },
      }),
    { refresh: ['canned'], said: t('settings.saved'), after: onClose },
  );
  return (
    <form onSubmit={form.onSubmit((draft) => keep.run(draft))}>
      <Stack gap="xs">
        <Fields form={form} />
        <Group gap="xs">
          <Button type="submit" loading={keep.isPending}>
            {t('canned.keep')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('canned.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Reply({ reply }: { reply: Canned }) {
  const { t, locale } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const { data: categories } = useCategories();
  const category = categories?.find(({ code }) => code === reply.categoryCode);
  const put = useDeed(
    () =>
      api.PATCH('/api/v1/canned-replies/{id}', {
        params: { path: { id: reply.id } },
        body: { archived: !reply.isArchived },
      }),
    { refresh: ['canned'], said: t('settings.saved') },
  );
  if (isOpen) {
    return (
      <Paper p="md">
        <Reword reply={reply} onClose={() => setIsOpen(false)} />
      </Paper>
    );
  }
  return (
    <Paper p="md" opacity={reply.isArchived ? 0.6 : 1}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Group gap="xs">
            <Badge variant="light">{t(`canned.uses.${reply.use}`)}</Badge>
            <Text size="xs" c="dimmed">
              {category?.names[locale] ?? t('canned.all')}
            </Text>
          </Group>
          <Text size="sm">{reply.texts.ru}</Text>
          <Text size="sm" c="dimmed">
            {reply.texts.en}
          </Text>
        </div>
        <Group gap="xs" wrap="nowrap" style={{ flexShrink: 0 }}>
          {reply.isArchived ? null : (
            <Button size="compact-sm" variant="default" onClick={() => setIsOpen(true)}>
              {t('canned.reword')}
            </Button>
          )}
          <Button size="compact-sm" variant="default" loading={put.isPending} onClick={() => put.run(undefined)}>
            {t(reply.isArchived ? 'canned.take-back' : 'canned.put-away')}
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}
