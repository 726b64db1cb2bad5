import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { api } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { Problem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';
import { Section } from './section.tsx';

type Commission = { percent: string; fixedMinor: number; payer: 'resident' | 'company' };
export type PaymentSettings = {
  order: 'oldest-first' | 'newest-first';
  penalties: 'last' | 'with-bill' | 'first';
  commissions: Record<string, Commission>;
};
type PaymentsFormProps = { value: PaymentSettings; qr: { kind: string }; offered: string[] };

const none: Commission = { percent: '0', fixedMinor: 0, payer: 'company' };

/** How money that names no bill is laid on them, how banks read a bill, and who bears what paying costs. */
export function PaymentsForm({ value, qr, offered }: PaymentsFormProps) {
  const { t } = useWords();
  const commissions = Object.fromEntries(offered.map((way) => [way, value.commissions[way] ?? none]));
  const form = useForm({
    initialValues: { order: value.order, penalties: value.penalties, kind: qr.kind, commissions },
    validate: { commissions: (all) => (Object.values(all).every(isFit) ? null : t('money.bad-percent')) },
  });
  const save = useDeed(
    async ({ kind, ...payments }: typeof form.values) => {
      await api.PUT('/api/v1/settings/{key}', { params: { path: { key: 'bank-qr' } }, body: { kind } });
      const body = { ...value, ...payments, commissions: { ...value.commissions, ...plain(payments.commissions) } };
      return api.PUT('/api/v1/settings/{key}', { params: { path: { key: 'payments' } }, body });
    },
    {
      refresh: ['settings', 'payees'],
      said: t('settings.saved'),
      isSaidInPlace: true,
      after: (_answer, kept) => form.resetDirty(kept),
    },
  );
  const choice = (name: 'order' | 'penalties' | 'kind', options: { value: string; label: string }[]) => (
    <Select
      label={t(`money.${name}`)}
      allowDeselect={false}
      data={options}
      flex="1 1 220px"
      {...form.getInputProps(name)}
    />
  );
  return (
    <Section title={t('money.payments')} about={t('money.payments-about')}>
      <form onSubmit={form.onSubmit((values) => save.run(values))}>
        <Stack gap="sm">
          <Group align="flex-start">
            {choice(
              'order',
              ['oldest-first', 'newest-first'].map((value) => ({ value, label: t(`money.orders.${value}`) })),
            )}
            {choice(
              'penalties',
              ['last', 'with-bill', 'first'].map((value) => ({ value, label: t(`money.penalties-how.${value}`) })),
            )}
            {choice(
              'kind',
              ['by-country', 'gost', 'epc', 'none'].map((value) => ({ value, label: t(`money.kinds.${value}`) })),
            )}
          </Group>
          {offered.map((way) => (
            <Group key={way} align="flex-end">
              <Text flex="1 1 160px" mb={8}>
                {t(`payments.ways.${way}`)}
              </Text>
              <TextInput
                label={t('money.percent')}
                inputMode="decimal"
                w={120}
                {...form.getInputProps(`commissions.${way}.percent`)}
              />
              <Select
                label={t('money.payer')}
                allowDeselect={false}
                data={(['company', 'resident'] as const).map((payer) => ({
                  value: payer,
                  label: t(`money.payers.${payer}`),
                }))}
                flex="1 1 200px"
                {...form.getInputProps(`commissions.${way}.payer`)}
              />
            </Group>
          ))}
          {form.errors.commissions ? (
            <Text c="red" size="sm" role="alert">
              {form.errors.commissions}
            </Text>
          ) : null}
          <Problem error={save.error} />
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t('page.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

const percentOf = (typed: string) => typed.trim().replace(',', '.');

function isFit({ percent }: Commission): boolean {
  return /^\d{1,2}(\.\d{1,3})?$/.test(percentOf(percent));
}

function plain(commissions: Record<string, Commission>): Record<string, Commission> {
  return Object.fromEntries(
    Object.entries(commissions).map(([way, one]) => [way, { ...one, percent: percentOf(one.percent) }]),
  );
}
