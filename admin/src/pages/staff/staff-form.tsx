import { Button, Group, MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { answerOf, api, type Shapes } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Problem } from '../../parts/problem.tsx';
import { trades, useTradeName } from '../../parts/trades.ts';
import type { Role } from '../../session.tsx';
import { type Locale, localeNames, useWords } from '../../words.tsx';

const roles: Role[] = ['manager', 'accountant', 'dispatcher', 'technician', 'emergency', 'read-only'];

type Values = { name: string; email: string; roles: Role[]; locale: Locale; slackUserId: string; trade: string };
type Props = { colleague?: Shapes['Colleague'] | undefined; onClose: () => void; onLink: (link: string) => void };

/** Adds a colleague and shows their one-time link, or changes one. */
export function StaffForm({ colleague, onClose, onLink }: Props) {
  const { t, locale } = useWords();
  const tradeOf = useTradeName();
  const form = useForm<Values>({
    initialValues: {
      name: colleague?.name ?? '',
      email: colleague?.email ?? '',
      roles: colleague?.roles ?? ['technician'],
      locale: colleague?.locale ?? locale,
      slackUserId: colleague?.slackUserId ?? '',
      trade: colleague?.trade ?? '',
    },
    validate: {
      roles: (chosen) => (chosen.length === 0 ? t('staff.roles-missing') : null),
      slackUserId: (id) => (/^$|^[UW][A-Z0-9]{5,20}$/.test(id.trim()) ? null : t('staff.slack-wrong')),
    },
  });
  const save = useDeed(
    async ({ email, slackUserId, trade, ...rest }: Values) => {
      const body = { ...rest, slackUserId: slackUserId.trim() || null, trade: trade.trim() || null };
      if (!colleague) return (await answerOf(api.POST('/api/v1/staff', { body: { ...body, email } }))).link;
      await api.PATCH('/api/v1/staff/{id}', { params: { path: { id: colleague.id } }, body });
      return null;
    },
    {
      refresh: ['staff'],
      said: t(colleague ? 'staff.saved' : 'staff.added'),
      isSaidInPlace: true,
      after: (link) => (link ? onLink(link) : onClose()),
    },
  );
  return (
    <Dialog onClose={onClose} title={colleague ? colleague.name : t('staff.add')}>
      <form onSubmit={form.onSubmit((values) => save.run(values))}>
        <Stack>
          <TextInput label={t('staff.name')} required data-autofocus {...form.getInputProps('name')} />
          <TextInput
            label={t('staff.email')}
            type="email"
            required
            disabled={Boolean(colleague)}
            {...form.getInputProps('email')}
          />
          <MultiSelect
            label={t('staff.roles')}
            required
            data={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
            {...form.getInputProps('roles')}
          />
          <Group grow align="flex-start">
            <Select
              label={t('staff.trade')}
              clearable
              data={[...new Set([...trades, ...(colleague?.trade ? [colleague.trade] : [])])].map((value) => ({
                value,
                label: tradeOf(value) ?? value,
              }))}
              value={form.values.trade || null}
              onChange={(value) => form.setFieldValue('trade', value ?? '')}
            />
            <Select
              label={t('homes.language')}
              required
              allowDeselect={false}
              data={Object.entries(localeNames).map(([value, label]) => ({ value, label }))}
              {...form.getInputProps('locale')}
            />
          </Group>
          <TextInput
            label={t('staff.slack')}
            description={t('staff.slack-about')}
            placeholder="U0123456789"
            {...form.getInputProps('slackUserId')}
          />
          <Problem error={save.error} />
          <Button type="submit" loading={save.isPending}>
            {t(colleague ? 'page.save' : 'staff.add')}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
