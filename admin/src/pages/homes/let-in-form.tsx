import { Button, Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Shapes } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';
import { useUnitName } from './unit-name.ts';

const roles = ['owner', 'tenant', 'family', 'representative'] as const;

/** Chooses the flat (our guess stands first) and what the person is to it. */
export function LetInForm({ request, onClose }: { request: Shapes['JoinRequest']; onClose: () => void }) {
  const { t } = useWords();
  const nameOf = useUnitName();
  const guess = request.unit;
  const [unitId, setUnitId] = useState(guess?.id ?? null);
  const [role, setRole] = useState<(typeof roles)[number]>(request.role);
  const [search, setSearch] = useState(guess?.number ?? '');
  const [wanted] = useDebouncedValue(
    search
      .split(',')
      .at(-1)
      ?.replace(/[^\p{L}\d/-]+/gu, ' ')
      .trim() ?? '',
    200,
  );
  const { data: units } = useQuery({
    queryKey: ['units', 'pick', wanted],
    queryFn: () =>
      answerOf(api.GET('/api/v1/units', { params: { query: { search: lastWord(wanted) || undefined, limit: 30 } } })),
  });
  const choices = new Map(
    (units?.items ?? []).map((unit) => [
      unit.id,
      `${unit.address}, ${nameOf({ type: unit.type, number: unit.number })}`,
    ]),
  );
  if (guess) choices.set(guess.id, `${guess.address}, ${nameOf({ type: 'flat', number: guess.number })}`);
  const letIn = useDeed(
    (unit: string) =>
      api.POST('/api/v1/join-requests/{id}/decision', {
        params: { path: { id: request.id } },
        body: { approve: true, unitId: unit, role },
      }),
    {
      refresh: ['join-requests', 'today', 'unit', 'units'],
      said: t('requests.approved'),
      isSaidInPlace: true,
      after: onClose,
    },
  );
  return (
    <Dialog onClose={onClose} title={t('requests.let-in-title', { name: request.saidName })}>
      <Stack>
        <Text size="sm" c="dimmed">
          {request.saidWhere}
        </Text>
        <Select
          label={t('homes.unit')}
          description={t('requests.search-about')}
          searchable
          value={unitId}
          onChange={setUnitId}
          onSearchChange={setSearch}
          data={[...choices].map(([value, label]) => ({ value, label }))}
          filter={({ options }) => options}
          nothingFoundMessage={t('page.nothing-found')}
          data-autofocus
        />
        <Select
          label={t('homes.role')}
          value={role}
          allowDeselect={false}
          onChange={(value) => setRole(roles.find((known) => known === value) ?? 'tenant')}
          data={roles.map((value) => ({ value, label: t(`resident-roles.${value}`) }))}
        />
        <Problem error={letIn.error} />
        <Button disabled={!unitId} loading={letIn.isPending} onClick={() => unitId && letIn.run(unitId)}>
          {t('requests.let-in')}
        </Button>
      </Stack>
    </Dialog>
  );
}

/** The number is what the list is searched by: the last word of "Lesnaya 1, flat 57". */
function lastWord(text: string): string {
  return text.split(' ').at(-1) ?? '';
}
