import { Button, Group, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { answerOf, api, type Shapes } from '../../api.ts';
import { shortId } from '../../ids.ts';
import { useDeed } from '../../parts/deed.ts';
import { Problem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';
import { lastMonths } from '../figures/figure-words.ts';
import { Months } from '../figures/figures-page.tsx';
import { Section } from '../settings/section.tsx';
import type { Book } from './book.ts';

/** What the book on the page, saved or not, would have made of a month. */
export function RehearsalOf({ book }: { book: Book }) {
  const { t } = useWords();
  const months = lastMonths(12);
  const [month, setMonth] = useState(months[1] ?? '');
  const [shown, setShown] = useState<Shapes['SlaRehearsal'] | null>(null);
  const rehearse = useDeed(() => answerOf(api.POST('/api/v1/sla/rehearsal', { body: { month, document: book } })), {
    isSaidInPlace: true,
    after: setShown,
  });
  return (
    <Section title={t('promises.rehearsal')} about={t('promises.rehearsal-about')}>
      <Group align="flex-end">
        <Months months={months} value={month} onChange={setMonth} />
        <Button variant="default" loading={rehearse.isPending} onClick={() => rehearse.run(undefined)}>
          {t('promises.rehearse')}
        </Button>
      </Group>
      <Problem error={rehearse.error} />
      {shown ? <Outcome rehearsal={shown} /> : null}
    </Section>
  );
}

function Outcome({ rehearsal }: { rehearsal: Shapes['SlaRehearsal'] }) {
  const { t, moment } = useWords();
  const fates = (of: Shapes['PromiseFates']) => t('promises.fates', of);
  return (
    <>
      <Text size="sm" role="status">
        {t('promises.rehearsed', { count: rehearsal.tickets })} {rehearsal.isPart ? t('promises.only-part') : ''}
      </Text>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th />
            <Table.Th>{t('promises.was')}</Table.Th>
            <Table.Th>{t('promises.would')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rehearsal.promises.map(({ promise, was, would }) => (
            <Table.Tr key={promise}>
              <Table.Th scope="row">{t(`promises.promise.${promise}`)}</Table.Th>
              <Table.Td>{fates(was)}</Table.Td>
              <Table.Td>{fates(would)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {rehearsal.changed.length === 0 ? (
        <Text c="dimmed">{t('promises.nothing-changes')}</Text>
      ) : (
        <Table.ScrollContainer minWidth={620}>
          <Table>
            <Table.Tbody>
              {rehearsal.changed.map((one) => (
                <Table.Tr key={`${one.id}:${one.promise}`}>
                  <Table.Td>
                    <Link to={`/tickets/${shortId(one.id)}`}>№ {one.number}</Link>
                  </Table.Td>
                  <Table.Td>{t(`promises.promise.${one.promise}`)}</Table.Td>
                  <Table.Td>
                    {t(`promises.fate.${one.was}`)} → {t(`promises.fate.${one.would}`)}
                  </Table.Td>
                  <Table.Td c="dimmed">
                    {one.dueWas ? moment(one.dueWas) : '—'} → {one.dueWould ? moment(one.dueWould) : '—'}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </>
  );
}
