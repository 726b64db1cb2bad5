import { Badge, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { api, type Shapes } from '../../api.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { useDeed } from '../../parts/deed.ts';
import { useWords } from '../../words.tsx';
import { InviteButton } from './invite-button.tsx';

type Person = Shapes['UnitSheet']['occupancies'][number];

/** One person of a flat, with the way into the bot for who is not there yet. */
export function PersonRow({ person, unitId, mayChange }: { person: Person; unitId: string; mayChange: boolean }) {
  const { t, has, day } = useWords();
  const [isAsking, setAsking] = useState(false);
  const end = useDeed(
    () => api.POST('/api/v1/occupancies/{id}/end', { params: { path: { id: person.id } }, body: {} }),
    { refresh: ['unit', 'units', 'residents'], said: t('homes.ended'), after: () => setAsking(false) },
  );
  const since = person.until
    ? `${day(person.from)} – ${day(person.until)}`
    : t('homes.since', { day: day(person.from) });
  const role = has(`resident-roles.${person.role}`) ? t(`resident-roles.${person.role}`) : person.role;
  return (
    <Group py={8} justify="space-between" align="flex-start" gap="sm">
      <div style={{ flex: '1 1 260px', minWidth: 0 }}>
        <Group gap={8}>
          <Text fw={500}>{person.name}</Text>
          {person.state === 'past' ? null : (
            <Badge color={person.connected ? 'pine' : 'gray'} size="sm">
              {person.connected ? t('homes.connected') : t('homes.not-connected')}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {[role, since, person.phone, person.email].filter(Boolean).join(' · ')}
        </Text>
      </div>
      {mayChange ? (
        <Group gap={6}>
          {person.connected ? null : (
            <InviteButton
              unitId={unitId}
              residentId={person.residentId}
              asRole={person.role}
              size="compact-sm"
              variant="light"
              label={t('homes.invite')}
            />
          )}
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setAsking(true)}>
            {t('homes.end')}
          </Button>
        </Group>
      ) : null}
      {isAsking ? (
        <Confirm
          title={t('homes.end-title', { name: person.name })}
          deed={t('homes.end')}
          isHarmful
          isPending={end.isPending}
          onDeed={() => end.run(undefined)}
          onClose={() => setAsking(false)}
        >
          {t('homes.end-about')}
        </Confirm>
      ) : null}
    </Group>
  );
}
