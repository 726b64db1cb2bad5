import { Button, Checkbox, Fieldset, Group, NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useSession } from '../../session.tsx';
import { useWords } from '../../words.tsx';
import { LateRates, LateSteps } from './late-tables.tsx';
import { freshCharge, type LateRule, type Terms } from './typed-terms.ts';

type FormProps = { form: UseFormReturnType<Terms> };

const kinds = ['flat', 'percent-once', 'annual-percent', 'tiered'] as const;
const mostRules = 5;

/** What being late costs: rules that add up, each after its days of grace. */
export function LateRules({ form }: FormProps) {
  const { t } = useWords();
  const rules = form.values.late;
  const add = () =>
    form.insertListItem('late', {
      graceDays: 0,
      graceMonths: 0,
      retroactive: false,
      charge: freshCharge('flat', today()),
    });
  return (
    <Stack gap="md">
      {rules.map((rule, index) => (
        // A rule has no name of its own; when the kind changes its fields are others.
        // biome-ignore lint/suspicious/noArrayIndexKey: rules are only added at the end, and removed with their values.
        <Fieldset key={`${index}:${rule.charge.kind}`} legend={t('money.late-rule', { number: index + 1 })}>
          <LateRuleFields form={form} index={index} rule={rule} />
        </Fieldset>
      ))}
      {rules.length < mostRules ? (
        <Group>
          <Button variant="default" size="xs" onClick={add}>
            {t('money.add-rule')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}

function LateRuleFields({ form, index, rule }: FormProps & { index: number; rule: LateRule }) {
  const { charge } = rule;
  const { t } = useWords();
  const { currency } = useSession().company;
  const at = `late.${index}`;
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="xs">
        <Select
          label={t('money.charge')}
          allowDeselect={false}
          value={charge.kind}
          onChange={(kind) =>
            form.setFieldValue(`${at}.charge`, freshCharge(kinds.find((one) => one === kind) ?? charge.kind, today()))
          }
          data={kinds.map((kind) => ({ value: kind, label: t(`money.charges.${kind}`) }))}
        />
        {charge.kind === 'flat' ? (
          <TextInput
            label={t('money.flat', { currency })}
            inputMode="decimal"
            {...form.getInputProps(`${at}.charge.minor`)}
          />
        ) : null}
        {charge.kind === 'percent-once' ? (
          <>
            <TextInput label={t('money.rate')} inputMode="decimal" {...form.getInputProps(`${at}.charge.percent`)} />
            <TextInput
              label={t('money.least', { currency })}
              inputMode="decimal"
              {...form.getInputProps(`${at}.charge.minMinor`)}
            />
          </>
        ) : null}
        <NumberInput label={t('money.grace-days')} {...form.getInputProps(`${at}.graceDays`)} />
        <NumberInput label={t('money.grace-months')} {...form.getInputProps(`${at}.graceMonths`)} />
      </SimpleGrid>
      {rule.graceDays || rule.graceMonths || rule.retroactive ? (
        <Checkbox label={t('money.retroactive')} {...form.getInputProps(`${at}.retroactive`, { type: 'checkbox' })} />
      ) : null}
      {'steps' in charge ? <LateSteps form={form} at={`${at}.charge.steps`} steps={charge.steps} /> : null}
      {'rates' in charge ? <LateRates form={form} at={`${at}.charge.rates`} rates={charge.rates} /> : null}
      <Group>
        <Button variant="subtle" color="red" size="xs" onClick={() => form.removeListItem('late', index)}>
          {t('money.remove-rule', { number: index + 1 })}
        </Button>
      </Group>
    </Stack>
  );
}

function today(): string {
  return new Date().toLocaleDateString('en-CA');
}
