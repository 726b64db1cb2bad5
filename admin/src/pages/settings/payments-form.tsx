import { Button, Group, Select, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Problem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';
import type { Commission } from './commission.ts';
import { useSaving } from './saving.ts';
import { Section } from './section.tsx';

export type PaymentSettings = {
  order: 'oldest-first' | 'newest-first';
  penalties: 'last' | 'with-bill' | 'first';
  commissions: Record<string, Commission>;
};

/** How money that names no bill is laid on them. */
export function PaymentsForm({ value }: { value: PaymentSettings }) {
  const { t } = useWords();
  const save = useSaving('payments');
  const form = useForm({ initialValues: { order: value.order, penalties: value.penalties } });
  return (
    <Section title={t('money.payments')} about={t('money.payments-about')}>
      <form
        onSubmit={form.onSubmit((chosen) =>
          save.run({ ...value, ...chosen }, { onSuccess: () => form.resetDirty(chosen) }),
        )}
      >
        <Stack gap="sm">
          <Group align="flex-end">
            <Select
              label={t('money.order')}
              allowDeselect={false}
              data={orders.map((order) => ({ value: order, label: t(`money.orders.${order}`) }))}
              flex="1 1 220px"
              {...form.getInputProps('order')}
            />
            <Select
              label={t('money.penalties')}
              allowDeselect={false}
              data={penalties.map((how) => ({ value: how, label: t(`money.penalties-how.${how}`) }))}
              flex="1 1 220px"
              {...form.getInputProps('penalties')}
            />
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t('page.save')}
            </Button>
          </Group>
          <Problem error={save.error} />
        </Stack>
      </form>
    </Section>
  );
}

const orders = ['oldest-first', 'newest-first'] as const;
const penalties = ['last', 'with-bill', 'first'] as const;
