import { Badge, Button, Group, Paper, Select, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { formatPeriod } from '#locales/format.ts';
import { answerOf, api, type Shapes } from '../../api.ts';
import { shortId } from '../../ids.ts';
import { useDeed } from '../../parts/deed.ts';
import { List, usePages } from '../../parts/list.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useMay } from '../../session.tsx';
import { useWords } from '../../words.tsx';

type Entry = Shapes['FlatFileEntry'];
type Part = Entry['part'];

const parts: Part[] = ['tickets', 'talks', 'calls', 'bills', 'payments', 'readings'];
const money: Part[] = ['bills', 'payments'];

/** What happened in a flat, newest first, and a place to note a call. */
export function FlatFile({ unitId }: { unitId: string }) {
  const { t } = useWords();
  const [part, setPart] = useState<Part | null>(null);
  const seesMoney = useMay('manager', 'accountant');
  const offered = parts.filter((one) => seesMoney || !money.includes(one));
  const query = usePages(['flat-file', unitId, part], (after) => {
    const filter = { part: part ?? undefined, after, limit: 30 };
    return answerOf(api.GET('/api/v1/units/{id}/file', { params: { path: { id: unitId }, query: filter } }));
  });
  return (
    <Paper p="md">
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('flat-file.title')}</Title>
        <Select
          aria-label={t('flat-file.part')}
          placeholder={t('flat-file.all')}
          clearable
          value={part}
          onChange={(value) => setPart(parts.find((one) => one === value) ?? null)}
          data={offered.map((value) => ({ value, label: t(`flat-file.parts.${value}`) }))}
        />
      </Group>
      <CallNote unitId={unitId} />
      <List query={query} empty={t('flat-file.empty')}>
        {(entries) => (
          <div className="rows">
            {entries.map((entry) => (
              <Row key={`${entry.part}:${entry.id}`} entry={entry} />
            ))}
          </div>
        )}
      </List>
    </Paper>
  );
}

function Row({ entry }: { entry: Entry }) {
  const { t, has, moment, locale } = useWords();
  const { part, at, code, title, state, minor, currency, number, byName } = entry;
  const stateKey = `flat-file.states.${state}`;
  const sum =
    minor === null || !currency
      ? null
      : new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(
          Number(minor) / 100,
        );
  const codeKey = part === 'payments' ? `payments.ways.${code}` : `flat-file.resources.${code}`;
  const named = part === 'bills' && code ? formatPeriod(locale, code, true) : code && has(codeKey) ? t(codeKey) : code;
  const words = [number === null ? null : `№ ${number}`, named, title, sum].filter(Boolean).join(' · ');
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start" py={6}>
      <div style={{ minWidth: 0 }}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {part === 'tickets' ? <Link to={`/tickets/${shortId(entry.id)}`}>{words}</Link> : words}
        </Text>
        <Text size="xs" c="dimmed">
          {[moment(at), t(`flat-file.kinds.${part}`), byName].filter(Boolean).join(' · ')}
        </Text>
      </div>
      {state && has(stateKey) ? (
        <Badge variant="light" style={{ flexShrink: 0 }}>
          {t(stateKey)}
        </Badge>
      ) : null}
    </Group>
  );
}

/** What somebody said on the phone. */
function CallNote({ unitId }: { unitId: string }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const may = useMay('manager', 'dispatcher', 'accountant', 'technician', 'emergency');
  const note = useDeed(
    (said: string) =>
      answerOf(api.POST('/api/v1/units/{id}/calls', { params: { path: { id: unitId } }, body: { text: said } })),
    { refresh: ['flat-file'], said: t('flat-file.noted'), isSaidInPlace: true, after: () => setText('') },
  );
  if (!may) return null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        note.run(text.trim());
      }}
    >
      <Group align="flex-end" mb="sm">
        <Textarea
          label={t('flat-file.note')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          maxLength={4000}
          flex={1}
        />
        <Button type="submit" variant="default" disabled={text.trim() === ''} loading={note.isPending}>
          {t('flat-file.keep')}
        </Button>
      </Group>
      <Problem error={note.error} />
    </form>
  );
}
