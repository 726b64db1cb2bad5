import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem, answerOf, api, type Shapes } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Waiting } from '../../parts/list.tsx';
import { Problem, sayProblem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';
import { Section } from './section.tsx';

type Payee = Shapes['Payee'];
const fields = ['taxId', 'kpp', 'ogrn', 'bankName', 'bic', 'bankAccount', 'corrAccount', 'iban'] as const;

/** Who is paid, by what, and what a bank's QR still lacks. */
export function Payees() {
  const { t } = useWords();
  const payees = useQuery({ queryKey: ['payees'], queryFn: () => answerOf(api.GET('/api/v1/payees')) });
  const [open, setOpen] = useState<Payee | 'new' | null>(null);
  return (
    <Section title={t('money.payees')} about={t('money.payees-about')}>
      <Problem error={payees.error} />
      {payees.data ? (
        <Stack gap="sm">
          {payees.data.map((payee) => (
            <Group key={payee.id} justify="space-between" align="flex-start">
              <div style={{ minWidth: 0, flex: '1 1 240px' }}>
                <Text fw={500}>{payee.name}</Text>
                <Text size="sm" c="dimmed">
                  {[payee.taxId, payee.bankAccount ?? payee.iban, payee.bankName].filter(Boolean).join(' · ')}
                </Text>
                <Text size="sm">{qrWords(t, payee)}</Text>
              </div>
              <Button variant="default" size="xs" onClick={() => setOpen(payee)}>
                {t('money.change')}
              </Button>
            </Group>
          ))}
          <Group>
            <Button variant="default" onClick={() => setOpen('new')}>
              {t('money.add-payee')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Waiting />
      )}
      {open ? <PayeeForm payee={open === 'new' ? null : open} onClose={() => setOpen(null)} /> : null}
    </Section>
  );
}

function qrWords(t: (key: string, values?: Record<string, unknown>) => string, { qr }: Payee): string {
  if (qr.kind === 'none') return t('money.no-qr');
  if (qr.lacks.length === 0) return t('money.has-qr', { kind: t(`money.kinds.${qr.kind}`) });
  return t('money.qr-lacks', { fields: qr.lacks.map((field) => t(`money.fields.${field}`)).join(', ') });
}

function PayeeForm({ payee, onClose }: { payee: Payee | null; onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const texts = Object.fromEntries(fields.map((field) => [field, payee?.[field] ?? ''])) as Record<Field, string>;
  const form = useForm({ initialValues: { code: '', name: payee?.name ?? '', qrKind: payee?.qrKind ?? '', ...texts } });
  const save = useDeed(
    ({ code, name, qrKind, ...rest }: typeof form.values) => {
      const filled = Object.fromEntries(fields.map((field) => [field, rest[field].trim() || null])) as Record<
        Field,
        string | null
      >;
      const kind = (['gost', 'epc', 'none'] as const).find((one) => one === qrKind) ?? null;
      if (payee) {
        const params = { path: { id: payee.id } };
        return answerOf(api.PATCH('/api/v1/payees/{id}', { params, body: { name, qrKind: kind, ...filled } }));
      }
      const own = { provider: null, providerAccount: null };
      return answerOf(api.POST('/api/v1/payees', { body: { code, name, qrKind: kind, ...filled, ...own } }));
    },
    { refresh: ['payees'], said: t('settings.saved'), isSaidInPlace: true, after: onClose },
  );
  const wrong = fieldOf(save.error);
  const props = (field: Field | 'code') => ({
    ...form.getInputProps(field),
    ...(field === wrong ? { error: sayProblem(words, save.error) } : {}),
  });
  return (
    <Dialog onClose={onClose} title={payee ? payee.name : t('money.add-payee')} size="lg">
      <form onSubmit={form.onSubmit((values) => save.run(values))}>
        <Stack gap="sm">
          <TextInput
            label={t('money.fields.name')}
            required
            maxLength={160}
            data-autofocus
            {...form.getInputProps('name')}
          />
          {payee ? null : (
            <TextInput label={t('money.code')} description={t('money.code-about')} required {...props('code')} />
          )}
          {[fields.slice(0, 3), fields.slice(3, 5), fields.slice(5, 7), fields.slice(7)].map((some) => (
            <SimpleGrid key={some.join()} cols={{ base: 1, xs: some.length }} spacing="sm">
              {some.map((field) => (
                <TextInput key={field} label={t(`money.fields.${field}`)} {...props(field)} />
              ))}
            </SimpleGrid>
          ))}
          <Select
            label={t('money.kind')}
            clearable
            placeholder={t('money.as-company')}
            data={(['gost', 'epc', 'none'] as const).map((kind) => ({ value: kind, label: t(`money.kinds.${kind}`) }))}
            value={form.values.qrKind || null}
            onChange={(kind) => form.setFieldValue('qrKind', kind ?? '')}
          />
          <Problem error={wrong ? null : save.error} />
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t('page.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

type Field = (typeof fields)[number];

const wrongFields: Record<string, Field | 'code'> = {
  'payee.code-taken': 'code',
  'payee.bad-tax-id': 'taxId',
  'payee.bad-kpp': 'kpp',
  'payee.bad-ogrn': 'ogrn',
  'payee.bad-bic': 'bic',
  'payee.bad-account': 'bankAccount',
  'payee.bad-corr': 'corrAccount',
  'payee.bad-iban': 'iban',
};

/** Which field a refusal is about, so that it stands there and not under the form. */
function fieldOf(error: unknown): Field | 'code' | null {
  return error instanceof ApiProblem ? (wrongFields[error.code] ?? null) : null;
}
