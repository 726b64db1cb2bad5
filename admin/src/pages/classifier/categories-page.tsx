import { Button, Group, Paper, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { api, type Shapes } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { Waiting } from '../../parts/list.tsx';
import { Page } from '../../parts/page.tsx';
import { trades, useTradeName } from '../../parts/trades.ts';
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
  const [isOpen, setOpen] = useState(false);
  const { code, kind, names, trade, isArchived, isEmergency, ticketCount } = category;
  const put = useDeed(
    () => api.PATCH('/api/v1/categories/{code}', { params: { path: { code } }, body: { archived: !isArchived } }),
    { refresh: ['categories'], said: t('settings.saved') },
  );
  const facts = [t(`ticket-kinds.${kind}`), tradeOf(trade), isEmergency ? t('categories.emergency') : null];
  return (
    <Table.Tr opacity={isArchived ? 0.6 : 1}>
      <Table.Td>
        <Text size="sm">
          {names.ru} · {names.en}
        </Text>
        <Text size="xs" c="dimmed">
          {[...facts, t('categories.tickets', { count: ticketCount })].filter(Boolean).join(' · ')}
        </Text>
        {isOpen ? <EditCategory category={category} onDone={() => setOpen(false)} /> : null}
      </Table.Td>
      <Table.Td ta="right" style={{ verticalAlign: 'top' }}>
        <Group gap="xs" justify="flex-end">
          <Button size="compact-sm" variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t('categories.edit')}
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

const dangers = ['gas', 'flood', 'fire', 'stuck', 'power'] as const;

/** Everything of a category but its kind: names, whose work it is, whom to call first, and the words that point to it. */
function EditCategory({ category, onDone }: { category: Category; onDone: () => void }) {
  const { t } = useWords();
  const tradeOf = useTradeName();
  const { code, kind, names, trade, danger, words } = category;
  const form = useForm({ initialValues: { ...names, trade, danger, words: words.join(', ') } });
  const save = useDeed(
    ({ ru, en, words: said, ...rest }: typeof form.values) => {
      const stems = said.split(/[,;\n]/).flatMap((word) => word.trim() || []);
      const body = { ...rest, names: { ru, en }, words: stems };
      return api.PATCH('/api/v1/categories/{code}', { params: { path: { code } }, body });
    },
    { refresh: ['categories'], said: t('settings.saved'), after: onDone },
  );
  const known = trade && !trades.some((one) => one === trade) ? [...trades, trade] : [...trades];
  return (
    <form onSubmit={form.onSubmit((values) => save.run(values))}>
      <Stack gap="xs" mt="xs">
        <Group gap="xs" grow>
          <TextInput label={t('categories.ru')} required maxLength={60} {...form.getInputProps('ru')} />
          <TextInput label={t('categories.en')} required maxLength={60} {...form.getInputProps('en')} />
        </Group>
        {kind === 'technical' ? (
          <Group gap="xs" grow>
            <Select
              label={t('categories.trade')}
              data={known.map((value) => ({ value, label: tradeOf(value) ?? value }))}
              clearable
              {...form.getInputProps('trade')}
            />
            <Select
              label={t('categories.danger')}
              description={t('categories.danger-about')}
              data={dangers.map((value) => ({ value, label: t(`settings.dangers.${value}`) }))}
              clearable
              {...form.getInputProps('danger')}
            />
          </Group>
        ) : null}
        <TextInput
          label={t('categories.words')}
          description={t('categories.words-about')}
          {...form.getInputProps('words')}
        />
        <Group>
          <Button type="submit" size="compact-sm" loading={save.isPending}>
            {t('page.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
