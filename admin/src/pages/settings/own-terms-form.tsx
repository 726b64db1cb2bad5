import { Button, Checkbox, Group, NumberInput, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { useEffect, useRef, useState } from 'react';
import { ApiProblem } from '../../api.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useSession } from '../../session.tsx';
import { useWords, type Words } from '../../words.tsx';
import { LateRules } from './late-rules.tsx';
import { useSaving } from './saving.ts';
import { sayTerms } from './say-terms.ts';
import { freshDue, limitsOf, type Preset, type Terms, termsTyped, typedTerms } from './typed-terms.ts';

/** `kept`: terms of the company's own hold already; else these were begun from the preset's. `onLeft`: nothing was begun after all. */
type OwnTermsFormProps = { preset: Preset; start: Terms; kept: boolean; onLeft: () => void };

/** A company's own terms: by when to pay, and what being late costs, with what it means in sentences. */
export function OwnTermsForm({ preset, start, kept, onLeft }: OwnTermsFormProps) {
  const words = useWords();
  const { t } = words;
  const { currency } = useSession().company;
  const [isAsking, setAsking] = useState(false);
  const save = useSaving('billing-terms');
  const form = useForm({ initialValues: typedTerms(start, currency) });
  const first = useRef<HTMLInputElement>(null);
  // The button that began them is gone: who pressed it goes on here.
  useEffect(() => {
    if (!kept) first.current?.focus();
  }, [kept]);
  const wrong = wrongFields(save.error);
  const keep = (typed: Terms) =>
    save.run(
      { preset, own: termsTyped(typed, currency) },
      {
        onSuccess: () => form.resetDirty(typed),
        onError: (error) => {
          const fields = wrongFields(error);
          form.setErrors(Object.fromEntries(fields.map((path) => [path, sayWrong(t, path)])));
          form.getInputNode(fields[0] ?? '')?.focus();
        },
      },
    );
  const back = () => save.run({ preset, own: null }, { onSuccess: onLeft });
  return (
    <form onSubmit={form.onSubmit(keep)} noValidate>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <Select
            ref={first}
            label={t('money.cycle')}
            allowDeselect={false}
            data={cycles.map((cycle) => ({ value: cycle, label: t(`money.cycles.${cycle}`) }))}
            {...form.getInputProps('cycle')}
          />
          <NumberInput
            label={t('money.deliver-by')}
            placeholder={t('page.optional')}
            {...form.getInputProps('deliverByDay')}
            value={form.values.deliverByDay ?? ''}
            onChange={(day) => form.setFieldValue('deliverByDay', day === '' ? null : Number(day))}
          />
        </SimpleGrid>
        <DueFields form={form} />
        <LateRules form={form} />
        <div aria-live="polite">
          <Text size="sm" fw={500}>
            {t('money.meaning')}
          </Text>
          <Text size="sm" className="keep-lines">
            {sayTerms(words, form.values, currency).join('\n')}
          </Text>
        </div>
        <Problem error={wrong.length > 0 ? null : save.error} />
        <Group>
          <Button type="submit" loading={save.isPending} disabled={kept && !form.isDirty()}>
            {t('page.save')}
          </Button>
          <Button variant="default" onClick={() => (kept ? setAsking(true) : onLeft())}>
            {t(kept ? 'money.back-to-preset' : 'page.cancel')}
          </Button>
        </Group>
      </Stack>
      {isAsking ? (
        <Confirm
          title={t('money.back-sure')}
          deed={t('money.back-to-preset')}
          isHarmful
          isPending={save.isPending}
          onDeed={back}
          onClose={() => setAsking(false)}
        >
          <Text size="sm">{t('money.back-about')}</Text>
          <Text size="sm" mt="xs">
            {t(`money.means.${preset}`)}
          </Text>
        </Confirm>
      ) : null}
    </form>
  );
}

const cycles = ['monthly', 'quarterly', 'annual'] as const;
const dueKinds = ['day-of-month', 'business-day', 'days-after-issue'] as const;

function DueFields({ form }: { form: UseFormReturnType<Terms> }) {
  const { t } = useWords();
  const { due } = form.values;
  return (
    <Stack gap="xs">
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm" verticalSpacing="xs">
        <Select
          label={t('money.due')}
          allowDeselect={false}
          value={due.kind}
          onChange={(kind) => form.setFieldValue('due', freshDue(dueKinds.find((one) => one === kind) ?? due.kind))}
          data={dueKinds.map((kind) => ({ value: kind, label: t(`money.dues.${kind}`) }))}
        />
        {due.kind === 'day-of-month' ? <NumberInput label={t('money.day')} {...form.getInputProps('due.day')} /> : null}
        {due.kind === 'business-day' ? (
          <NumberInput label={t('money.business-day')} {...form.getInputProps('due.number')} />
        ) : null}
        {due.kind === 'days-after-issue' ? (
          <NumberInput label={t('money.days')} {...form.getInputProps('due.days')} />
        ) : (
          <NumberInput label={t('money.months-later')} {...form.getInputProps('due.monthsLater')} />
        )}
      </SimpleGrid>
      {due.kind === 'day-of-month' ? (
        <Checkbox label={t('money.moves')} {...form.getInputProps('due.movesToWorkingDay', { type: 'checkbox' })} />
      ) : null}
    </Stack>
  );
}

/** The fields that the API refused, as the form calls them. */
function wrongFields(error: unknown): string[] {
  if (!(error instanceof ApiProblem) || error.code !== 'setting.bad-value') return [];
  return error.fields.filter((path) => path.startsWith('own.')).map((path) => path.slice('own.'.length));
}

/** What should have stood there: a sum, a per cent, a day of the calendar, or a whole number. */
function sayWrong(t: Words['t'], path: string): string {
  const name = path.split('.').at(-1) ?? '';
  if (name === 'minor' || name === 'minMinor') return t('money.wrong.sum');
  if (name === 'percent') return t('money.wrong.percent');
  const limits = limitsOf[name];
  if (name === 'fromDay' && limits) return t('money.wrong.from-day', limits);
  return limits ? t('money.wrong.number', limits) : t('money.wrong.date');
}
