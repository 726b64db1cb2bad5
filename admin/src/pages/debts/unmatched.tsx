import { Button, Group, Paper, Radio, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { formatMoney } from '#locales/format.ts';
import { answerOf, api, type Shapes } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { List, usePages } from '../../parts/list.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';

type One = Shapes['UnmatchedPayment'];

/** Money of a bank's file that names no account for certain: whose it is, or that it is nobody's. */
export function Unmatched() {
  const { t } = useWords();
  const query = usePages(['unmatched'], (after) =>
    answerOf(api.GET('/api/v1/unmatched-payments', { params: { query: { after, limit: 20 } } })),
  );
  return (
    <Paper p="md" component="section" aria-labelledby="debts-unmatched">
      <Title order={2} size="h4" id="debts-unmatched">
        {t('debts.unmatched.title')}
      </Title>
      <List query={query} empty={t('debts.unmatched.none')}>
        {(items) => (
          <Stack component="ul" className="plain-list" gap="md" mt="sm">
            {items.map((one) => (
              <Row key={one.id} one={one} />
            ))}
          </Stack>
        )}
      </List>
    </Paper>
  );
}

function Row({ one }: { one: One }) {
  const { t, locale, day } = useWords();
  const [isOpen, setOpen] = useState<'match' | 'ignore' | null>(null);
  const said = one.saidAccount ? t('debts.unmatched.said', { account: one.saidAccount }) : null;
  return (
    <li>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ minWidth: 0, flex: '1 1 260px' }}>
          <Text fw={500}>
            {formatMoney(locale, BigInt(one.amountMinor), one.currency)} · {day(one.paidOn)}
          </Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {[one.payerName, said, one.purpose].filter(Boolean).join(' · ')}
          </Text>
        </div>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            aria-expanded={isOpen === 'match'}
            onClick={() => setOpen(isOpen === 'match' ? null : 'match')}
          >
            {t('debts.unmatched.match')}
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-expanded={isOpen === 'ignore'}
            onClick={() => setOpen(isOpen === 'ignore' ? null : 'ignore')}
          >
            {t('debts.unmatched.ignore')}
          </Button>
        </Group>
      </Group>
      {isOpen === 'match' ? <MatchForm one={one} /> : null}
      {isOpen === 'ignore' ? <IgnoreForm id={one.id} /> : null}
    </li>
  );
}

function MatchForm({ one }: { one: One }) {
  const { t } = useWords();
  const [accountId, setAccount] = useState(one.suggestions[0]?.accountId ?? '');
  const [typed, setTyped] = useState('');
  const params = { path: { id: one.id } };
  const match = useDeed(
    () => {
      const body = typed.trim() ? { accountNumber: typed.trim() } : { accountId };
      return answerOf(api.POST('/api/v1/unmatched-payments/{id}/match', { params, body }));
    },
    { refresh: ['unmatched', 'debts', 'payments'], said: t('debts.unmatched.matched'), isSaidInPlace: true },
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        match.run(undefined);
      }}
    >
      <Stack gap="xs" mt="xs">
        {one.suggestions.length > 0 ? (
          <Radio.Group label={t('debts.unmatched.likely')} value={accountId} onChange={setAccount}>
            <Stack gap={6} mt={6}>
              {one.suggestions.map((each) => (
                <Radio
                  key={each.accountId}
                  value={each.accountId}
                  label={`${each.number} · ${each.address}, ${each.flat} · ${each.payee}`}
                  description={t(`debts.unmatched.why.${each.why}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
        ) : null}
        <TextInput
          label={t(one.suggestions.length > 0 ? 'debts.unmatched.or-number' : 'debts.unmatched.number')}
          value={typed}
          maxLength={60}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Problem error={match.error} />
        <Group>
          <Button type="submit" disabled={typed.trim() === '' && accountId === ''} loading={match.isPending}>
            {t('debts.unmatched.record')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function IgnoreForm({ id }: { id: string }) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const params = { path: { id } };
  const ignore = useDeed(
    () => answerOf(api.POST('/api/v1/unmatched-payments/{id}/ignore', { params, body: { reason: reason.trim() } })),
    { refresh: ['unmatched'], said: t('debts.unmatched.ignored'), isSaidInPlace: true },
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ignore.run(undefined);
      }}
    >
      <Group gap="xs" mt="xs" align="flex-end">
        <TextInput
          label={t('debts.unmatched.reason')}
          value={reason}
          maxLength={300}
          onChange={(event) => setReason(event.currentTarget.value)}
          flex={1}
        />
        <Button type="submit" variant="default" disabled={reason.trim().length < 3} loading={ignore.isPending}>
          {t('debts.unmatched.mark')}
        </Button>
      </Group>
      <Problem error={ignore.error} />
    </form>
  );
}
