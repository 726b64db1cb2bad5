import { Anchor, Badge, Button, Paper, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { Link } from 'react-router';
import { answerOf, api, type Shapes } from '../../api.ts';
import { shortId } from '../../ids.ts';
import { Icon } from '../../parts/icons.tsx';
import { List, usePages } from '../../parts/list.tsx';
import { Page } from '../../parts/page.tsx';
import { useMay } from '../../session.tsx';
import { useWords } from '../../words.tsx';

export function ResidentsPage() {
  const { t } = useWords();
  const mayDecide = useMay('manager', 'dispatcher');
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search.trim(), 250);
  const query = usePages(['residents', wanted], (after) =>
    answerOf(api.GET('/api/v1/residents', { params: { query: { search: wanted || undefined, after, limit: 50 } } })),
  );
  return (
    <Page
      title={t('residents.title')}
      about={t('residents.about')}
      actions={
        mayDecide ? (
          <Button variant="default" component={Link} to="/homes/requests">
            {t('requests.title')}
          </Button>
        ) : null
      }
    >
      <TextInput
        type="search"
        aria-label={t('residents.search')}
        placeholder={t('residents.search')}
        leftSection={<Icon name="search" size={16} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        maw={460}
      />
      <List query={query} empty={wanted ? t('page.nothing-found') : t('residents.empty')}>
        {(people) => (
          <Paper style={{ overflow: 'hidden' }}>
            <Table.ScrollContainer minWidth={300}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('homes.full-name')}</Table.Th>
                    <Table.Th>{t('residents.flats')}</Table.Th>
                    <Table.Th visibleFrom="sm">{t('homes.phone')}</Table.Th>
                    <Table.Th visibleFrom="sm">{t('residents.chat')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {people.map((person) => (
                    <Person key={person.id} person={person} />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          </Paper>
        )}
      </List>
    </Page>
  );
}

function Person({ person }: { person: Shapes['Resident'] }) {
  const { t, has, day } = useWords();
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={500}>{person.fullName}</Text>
        <Text size="xs" c="dimmed" hiddenFrom="sm">
          {[person.phone, person.connected ? t('homes.connected') : t('homes.not-connected')]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td>
        {person.flats.map((flat) => (
          <div key={flat.occupancyId}>
            <Anchor component={Link} to={`/homes/units/${shortId(flat.unitId)}`} size="sm">
              {flat.address}, {flat.number}
            </Anchor>{' '}
            <Text span size="xs" c="dimmed">
              {has(`resident-roles.${flat.role}`) ? t(`resident-roles.${flat.role}`) : flat.role}
            </Text>
          </div>
        ))}
      </Table.Td>
      <Table.Td visibleFrom="sm" style={{ whiteSpace: 'nowrap' }}>
        {person.phone ?? '—'}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        {person.unreachableSince ? (
          <Badge color="red" variant="light" size="sm">
            {t('residents.unreachable', { day: day(person.unreachableSince) })}
          </Badge>
        ) : (
          <Badge color={person.connected ? 'pine' : 'gray'} variant="light" size="sm">
            {person.connected ? t('homes.connected') : t('homes.not-connected')}
          </Badge>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
