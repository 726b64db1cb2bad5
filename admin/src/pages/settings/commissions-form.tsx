import { Button, Fieldset, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { formatMoney } from '#locales/format.ts';
import { Problem } from '../../parts/problem.tsx';
import { useSession } from '../../session.tsx';
import { useWords } from '../../words.tsx';
import { type Commission, fixedTyped, mostFixedMinor, percentTyped, typedFrom } from './commission.ts';
import type { PaymentSettings } from './payments-form.tsx';
import { useSaving } from './saving.ts';
import { Section } from './section.tsx';

type CommissionsFormProps = { value: PaymentSettings; offered: string[] };

const none: Commission = { percent: '0', fixedMinor: 0, payer: 'company' };

/** What each way to pay costs on top, and who bears it: a part of the sum, and a sum for each payment. */
export function CommissionsForm({ value, offered }: CommissionsFormProps) {
  const { t, locale } = useWords();
  const { currency } = useSession().company;
  const save = useSaving('payments');
  const most = formatMoney(locale, BigInt(mostFixedMinor), currency);
  const form = useForm({
    initialValues: Object.fromEntries(offered.map((way) => [way, typedFrom(value.commissions[way] ?? none, currency)])),
    validate: (values) =>
      Object.fromEntries(
        Object.entries(values).flatMap(([way, { percent, fixed }]) => [
          [`${way}.percent`, percentTyped(percent) === null ? t('money.bad-percent') : null],
          [`${way}.fixed`, fixedTyped(fixed, currency) === null ? t('money.bad-fixed', { most }) : null],
        ]),
      ),
  });
  const keep = (values: typeof form.values) => {
    const said = Object.entries(values).map(([way, { percent, fixed, payer }]): [string, Commission] => [
      way,
      { percent: percentTyped(percent) ?? '0', fixedMinor: fixedTyped(fixed, currency) ?? 0, payer },
    ]);
    const commissions = { ...value.commissions, ...Object.fromEntries(said) };
    save.run({ ...value, commissions }, { onSuccess: () => form.resetDirty(values) });
  };
  return (
    <Section title={t('money.commissions')} about={t('money.commissions-about')}>
      <form
        onSubmit={form.onSubmit(keep, (errors) => form.getInputNode(Object.keys(errors)[0] ?? '')?.focus())}
        noValidate
      >
        <Stack gap="md">
          {offered.map((way) => (
            <Fieldset key={way} legend={t(`payments.ways.${way}`)} variant="unstyled">
              <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm" verticalSpacing="xs">
                <TextInput label={t('money.percent')} inputMode="decimal" {...form.getInputProps(`${way}.percent`)} />
                <TextInput
                  label={t('money.fixed', { currency })}
                  inputMode="decimal"
                  {...form.getInputProps(`${way}.fixed`)}
                />
                <Select
                  label={t('money.payer')}
                  allowDeselect={false}
                  data={payers.map((payer) => ({ value: payer, label: t(`money.payers.${payer}`) }))}
                  {...form.getInputProps(`${way}.payer`)}
                />
              </SimpleGrid>
            </Fieldset>
          ))}
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

const payers = ['company', 'resident'] as const;
