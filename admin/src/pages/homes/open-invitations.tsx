import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { api, type Shapes } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { useWords } from '../../words.tsx';

/** Invitations that still work. Their codes were told once, so they can only be taken back. */
export function OpenInvitations({ unit, mayChange }: { unit: Shapes['UnitSheet']; mayChange: boolean }) {
  const { t, day } = useWords();
  const revoke = useDeed((id: string) => api.DELETE('/api/v1/invitations/{id}', { params: { path: { id } } }), {
    refresh: ['unit'],
    said: t('homes.invitation-revoked'),
  });
  if (unit.joinCodes.length === 0) return null;
  return (
    <Paper p="md">
      <Title order={2} mb="xs">
        {t('homes.open-invitations')}
      </Title>
      <div className="rows">
        {unit.joinCodes.map(({ id, residentId, role, expiresAt }) => (
          <Group key={id} justify="space-between" py={6} wrap="nowrap">
            <Text size="sm">
              {unit.occupancies.find((person) => person.residentId === residentId)?.name ?? t('homes.for-anyone')}
              <Text span c="dimmed" size="sm" display="block">
                {[t(`resident-roles.${role}`), t('homes.until', { day: day(expiresAt) })].join(' · ')}
              </Text>
            </Text>
            {mayChange ? (
              <Button
                size="compact-xs"
                variant="subtle"
                color="gray"
                style={{ flexShrink: 0 }}
                onClick={() => revoke.run(id)}
              >
                {t('homes.revoke')}
              </Button>
            ) : null}
          </Group>
        ))}
      </div>
    </Paper>
  );
}
