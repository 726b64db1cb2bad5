import { Badge, Button, Group, Paper, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { answerOf, api, type Shapes } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { List, usePages } from '../../parts/list.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words.tsx';
import { LetInForm } from './let-in-form.tsx';
import { useUnitName } from './unit-name.ts';

type Request = Shapes['JoinRequest'];

/** "I live here, I have no code": the office decides. */
export function JoinRequestsPage() {
  const { t } = useWords();
  const [state, setState] = useState<'pending' | 'all'>('pending');
  const query = usePages(['join-requests', state], (after) => {
    const filter = { state: state === 'all' ? undefined : state, after };
    return answerOf(api.GET('/api/v1/join-requests', { params: { query: filter } }));
  });
  return (
    <Page title={t('requests.title')} about={t('requests.about')} back="/homes/residents" width={880}>
      <SegmentedControl
        value={state}
        onChange={(value) => setState(value === 'all' ? 'all' : 'pending')}
        data={(['pending', 'all'] as const).map((value) => ({ value, label: t(`requests.filter.${value}`) }))}
        style={{ alignSelf: 'flex-start' }}
      />
      <List query={query} empty={t(state === 'pending' ? 'requests.none' : 'requests.empty')}>
        {(requests) => (
          <Stack gap="sm">
            {requests.map((request) => (
              <RequestCard key={request.id} request={request} />
            ))}
          </Stack>
        )}
      </List>
    </Page>
  );
}

function RequestCard({ request }: { request: Request }) {
  const { t, moment } = useWords();
  const nameOf = useUnitName();
  const [isLettingIn, setLettingIn] = useState(false);
  const decline = useDeed(
    () =>
      api.POST('/api/v1/join-requests/{id}/decision', {
        params: { path: { id: request.id } },
        body: { approve: false },
      }),
    { refresh: ['join-requests', 'today'], said: t('requests.declined') },
  );
  const flat = request.unit
    ? `${request.unit.address}, ${nameOf({ type: 'flat', number: request.unit.number })}`
    : null;
  return (
    <Paper p="md">
      <Group justify="space-between" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text fw={500}>{request.saidName}</Text>
          <Text size="sm" className="keep-lines">
            {[request.saidWhere, request.saidPhone].filter(Boolean).join(' · ')}
          </Text>
          <Text size="sm" c="dimmed">
            {[
              t(`resident-roles.${request.role}`),
              moment(request.createdAt),
              request.reason === 'ambiguous-phone' ? t('requests.ambiguous') : null,
              flat ? t(request.state === 'pending' ? 'requests.guess' : 'requests.flat', { flat }) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
        {request.state === 'pending' ? (
          <Group gap="xs">
            <Button size="xs" variant="default" loading={decline.isPending} onClick={() => decline.run(undefined)}>
              {t('requests.decline')}
            </Button>
            <Button size="xs" onClick={() => setLettingIn(true)}>
              {t('requests.let-in')}
            </Button>
          </Group>
        ) : (
          <Badge variant="light" color={request.state === 'approved' ? 'pine' : 'gray'}>
            {t(`requests.state.${request.state}`)}
          </Badge>
        )}
      </Group>
      {isLettingIn ? <LetInForm request={request} onClose={() => setLettingIn(false)} /> : null}
    </Paper>
  );
}
