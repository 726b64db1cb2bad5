import { Button, Group, MultiSelect, Paper, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Shapes } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { useWords } from '../../words.tsx';

type Request = Shapes['StaffRequest'];
type Colleague = Shapes['Colleague'];
type Role = Colleague['roles'][number];

const roles: Role[] = ['manager', 'accountant', 'dispatcher', 'technician', 'emergency', 'read-only'];

/** People of the Slack workspace who say that they work here; nothing is shown while nobody asks. */
export function StaffRequests({ staff }: { staff: Colleague[] }) {
  const { t } = useWords();
  const { data: requests } = useQuery({
    queryKey: ['staff-requests'],
    queryFn: () => answerOf(api.GET('/api/v1/staff-requests')),
  });
  if (!requests || requests.length === 0) return null;
  return (
    <Paper p="md">
      <Title order={2}>{t('staff.requests')}</Title>
      <Stack mt="sm">
        {requests.map((request) => (
          <RequestRow
            key={request.id}
            request={request}
            free={staff.filter((one) => one.isActive && one.slackUserId === null)}
          />
        ))}
      </Stack>
    </Paper>
  );
}

function RequestRow({ request, free }: { request: Request; free: Colleague[] }) {
  const { t } = useWords();
  const [who, setWho] = useState<string>(request.match?.id ?? 'new');
  const [email, setEmail] = useState(request.email ?? '');
  const [chosen, setChosen] = useState<Role[]>([]);
  const isNew = who === 'new';
  const params = { path: { id: request.id } };
  const body = isNew ? { approve: true, roles: chosen, email } : { approve: true, staffId: who };
  const options = { refresh: ['staff-requests', 'staff'], said: t('settings.saved') };
  const approve = useDeed(() => api.POST('/api/v1/staff-requests/{id}', { params, body }), options);
  const decline = useDeed(() => api.POST('/api/v1/staff-requests/{id}', { params, body: { approve: false } }), options);
  return (
    <div>
      <Text fw={500} size="sm">
        {request.name}
      </Text>
      <Text size="xs" c="dimmed">
        {[request.email, request.slackUserId].filter(Boolean).join(' · ')}
      </Text>
      <Group align="flex-end" gap="xs" mt={4}>
        <Select
          label={t('staff.request-who')}
          data={[
            { value: 'new', label: t('staff.request-new') },
            ...free.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={who}
          onChange={(value) => setWho(value ?? 'new')}
          searchable
        />
        {isNew ? (
          <>
            <TextInput
              type="email"
              label={t('staff.email')}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <MultiSelect
              label={t('staff.roles')}
              data={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
              value={chosen}
              onChange={(values) => setChosen(roles.filter((role) => values.includes(role)))}
            />
          </>
        ) : null}
        <Button
          loading={approve.isPending}
          disabled={isNew && (chosen.length === 0 || email === '')}
          onClick={() => approve.run(undefined)}
        >
          {t('staff.request-approve')}
        </Button>
        <Button variant="default" loading={decline.isPending} onClick={() => decline.run(undefined)}>
          {t('staff.request-decline')}
        </Button>
      </Group>
    </div>
  );
}
