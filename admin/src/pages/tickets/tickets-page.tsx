import { Badge, Group, Paper, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { answerOf, api } from '../../api.ts';
import { shortId } from '../../ids.ts';
import { Icon } from '../../parts/icons.tsx';
import { List, usePages } from '../../parts/list.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words.tsx';
import { useBuildings } from '../news/audience.tsx';
import { kinds, StatusBadge, statuses, type TicketRow, useCategoryName, usePlaceName } from './ticket-words.tsx';
import classes from './tickets-page.module.css';

/** All tickets, newest first. The filter stands in the address, so it can be sent to a colleague. */
export function TicketsPage() {
  const { t } = useWords();
  const { data: buildings = [] } = useBuildings();
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search.trim(), 250);
  const status = statuses.find((known) => known === params.get('status'));
  const kind = kinds.find((known) => known === params.get('kind'));
  const buildingId = params.get('building') ?? undefined;
  const set = (name: string) => (value: string | null) =>
    setParams(
      (before) => {
        if (value) before.set(name, value);
        else before.delete(name);
        return before;
      },
      { replace: true },
    );
  const query = usePages(['tickets', status, kind, buildingId, wanted], (after) => {
    const filter = { status, kind, buildingId, search: wanted || undefined, after, limit: 30 };
    return answerOf(api.GET('/api/v1/tickets', { params: { query: filter } }));
  });
  return (
    <Page title={t('tickets.title')} about={t('tickets.about')}>
      <Group gap="xs">
        <TextInput
          type="search"
          aria-label={t('tickets.search')}
          placeholder={t('tickets.search')}
          leftSection={<Icon name="search" size={16} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          flex="2 1 200px"
        />
        <Select
          aria-label={t('tickets.status')}
          placeholder={t('tickets.any-status')}
          clearable
          value={status ?? null}
          onChange={set('status')}
          data={statuses.map((value) => ({ value, label: t(`ticket-status.${value}`) }))}
          flex="1 1 150px"
        />
        <Select
          aria-label={t('tickets.kind')}
          placeholder={t('tickets.any-kind')}
          clearable
          value={kind ?? null}
          onChange={set('kind')}
          data={kinds.map((value) => ({ value, label: t(`ticket-kinds.${value}`) }))}
          flex="1 1 150px"
        />
        <Select
          aria-label={t('homes.building')}
          placeholder={t('homes.all-buildings')}
          clearable
          searchable
          value={buildingId ?? null}
          onChange={set('building')}
          data={buildings.map(({ id, address }) => ({ value: id, label: address }))}
          flex="1 1 180px"
        />
      </Group>
      <List query={query} empty={t('tickets.empty')}>
        {(tickets) => (
          <Paper className="rows" style={{ overflow: 'hidden' }}>
            {tickets.map((ticket) => (
              <Row key={ticket.id} ticket={ticket} />
            ))}
          </Paper>
        )}
      </List>
    </Page>
  );
}

function Row({ ticket }: { ticket: TicketRow }) {
  const { t, moment } = useWords();
  const categoryOf = useCategoryName();
  const placeOf = usePlaceName();
  return (
    <Link to={`/tickets/${shortId(ticket.id)}`} className={`plain ${classes.row}`}>
      <Text size="sm" c="dimmed" className={classes.number}>
        № {ticket.number}
      </Text>
      <div className={classes.what}>
        <Text fw={500} truncate>
          {categoryOf(ticket)}
          {ticket.title ? (
            <Text span fw={400} c="dimmed">
              {' '}
              {ticket.title}
            </Text>
          ) : null}
        </Text>
        <Text size="sm" c="dimmed" truncate>
          {[placeOf(ticket.address, ticket.unitNumber), moment(ticket.createdAt), ticket.assignee?.name]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </div>
      <Group gap={6} className={classes.state}>
        {ticket.urgency === 'emergency' ? <Badge color="red">{t('tickets.emergency')}</Badge> : null}
        <StatusBadge {...ticket} />
      </Group>
    </Link>
  );
}
