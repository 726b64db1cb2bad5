import { Button, Group, Paper, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { api, type Shapes } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { Waiting } from '../../parts/list.tsx';
import { Page } from '../../parts/page.tsx';
import { useTradeName } from '../../parts/trades.ts';
import { useWords } from '../../words.tsx';
import { kinds } from '../tickets/ticket-words.tsx';
import { useCategories } from './categories.ts';

type Category = Shapes['EditableCategory'];

/** What requests are about: names, order, trade; what is not needed any more is put away, never deleted. */
export function CategoriesPage() {
  const { t } = useWords();
  const { data: categories } = useCategories();
  const codes = (categories ?? []).filter(({ isArchived }) => !isArchived).map(({ code }) => code);
  const order = useDeed((next: string[]) => api.PUT('/api/v1/categories/order', { body: { codes: next } }), {
    refresh: ['categories'],
  });
  const up = (code: string) => {
    const at = codes.indexOf(code);
    const before = codes[at - 1];
    if (before) order.run(codes.toSpliced(at - 1, 2, code, before));
  };
  return (
    <Page title={t('categories.title')} about={t('categories.about')} back="/settings" width={820}>
      <AddCategory />
      {categories ? (
        <Paper>
          <Table.ScrollContainer minWidth={300}>
            <Table>
              <Table.Tbody>
                {categories.map((category) => (
                  <Row key={category.code} category={category} onUp={() => up(category.code)} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      ) : (
        <Waiting />
      )}
    </Page>
  );
}

function AddCategory() {
  const { t } = useWords();
  const form = useForm({ initialValues: { kind: 'technical' as (typeof kinds)[number], ru: '', en: '' } });
  const add = useDeed(
    ({ kind, ru, en }: typeof form.values) => api.POST('/api/v1/categories', { body: { kind, names: { ru, en } } }),
    { refresh: ['categories'], said: t('settings.saved'), after: () => form.reset() },
  );
  return (
    <form onSubmit={form.onSubmit((values) => add.run(values))}>
      <Group align="flex-end" gap="xs">
        <Select
          label={t('categories.kind')}
          data={kinds.map((value) => ({ value, label: t(`ticket-kinds.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('kind')}
        />
        <TextInput label={t('categories.ru')} required maxLength={60} {...form.getInputProps('ru')} />
        <TextInput label={t('categories.en')} required maxLength={60} {...form.getInputProps('en')} />
        <Button type="submit" loading={add.isPending}>
          {t('categories.add')}
        </Button>
      </Group>
    </form>
  );
}

function Row({ category, onUp }: { category: Category; onUp: () => void }) {
  const { t } = useWords();
  const tradeOf = useTradeName();
  const { code, kind, names, trade, isArchived, isEmergency, ticketCount } = category;
  const [ru, setRu] = useState(names.ru);
  const [en, setEn] = useState(names.en);
  const params = { path: { code } };
  const options = { refresh: ['categories'], said: t('settings.saved') };
  const rename = useDeed(
    () => api.PATCH('/api/v1/categories/{code}', { params, body: { names: { ru, en } } }),
    options,
  );
  const put = useDeed(
    () => api.PATCH('/api/v1/categories/{code}', { params, body: { archived: !isArchived } }),
    options,
  );
  const facts = [t(`ticket-kinds.${kind}`), tradeOf(trade), isEmergency ? t('categories.emergency') : null];
  return (
    <Table.Tr opacity={isArchived ? 0.6 : 1}>
      <Table.Td>
        <Stack gap={4}>
          <Group gap="xs">
            <TextInput
              aria-label={t('categories.ru')}
              value={ru}
              onChange={(event) => setRu(event.currentTarget.value)}
            />
            <TextInput
              aria-label={t('categories.en')}
              value={en}
              onChange={(event) => setEn(event.currentTarget.value)}
            />
          </Group>
          <Text size="xs" c="dimmed">
            {[...facts, t('categories.tickets', { count: ticketCount })].filter(Boolean).join(' · ')}
          </Text>
        </Stack>
      </Table.Td>
      <Table.Td ta="right">
        <Group gap="xs" justify="flex-end">
          <Button
            size="compact-sm"
            loading={rename.isPending}
            disabled={ru.trim() === '' || en.trim() === '' || (ru === names.ru && en === names.en)}
            onClick={() => rename.run(undefined)}
          >
            {t('page.save')}
          </Button>
          {isArchived ? null : (
            <Button size="compact-sm" variant="default" onClick={onUp}>
              {t('categories.up')}
            </Button>
          )}
          <Button size="compact-sm" variant="default" loading={put.isPending} onClick={() => put.run(undefined)}>
            {t(isArchived ? 'canned.take-back' : 'canned.put-away')}
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
