import { Button, Grid, Paper, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answerOf, api, type Shapes } from '../../api.ts';
import { Icon } from '../../parts/icons.tsx';
import { Empty, Waiting } from '../../parts/list.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useMay } from '../../session.tsx';
import { useWords } from '../../words.tsx';
import { Balances } from './balances.tsx';
import { FlatFile } from './flat-file.tsx';
import { InviteButton } from './invite-button.tsx';
import { OpenInvitations } from './open-invitations.tsx';
import { PersonRow } from './person-row.tsx';
import { ResidentForm } from './resident-form.tsx';
import { useUnitName } from './unit-name.ts';

export function UnitPage() {
  const { id = '' } = useParams();
  const { data: unit, error } = useQuery({
    queryKey: ['unit', id],
    queryFn: () => answerOf(api.GET('/api/v1/units/{id}', { params: { path: { id } } })),
  });
  if (error) return <Problem error={error} />;
  return unit ? <Unit unit={unit} id={id} /> : <Waiting />;
}

/** Everything about a flat: its people first. */
function Unit({ unit, id }: { unit: Shapes['UnitSheet']; id: string }) {
  const { t } = useWords();
  const nameOf = useUnitName();
  const [isAdding, adding] = useDisclosure(false);
  const mayChange = useMay('manager', 'dispatcher');
  const people = unit.occupancies.filter(({ state }) => state !== 'past').sort((a, b) => rank(a.role) - rank(b.role));
  const former = unit.occupancies.filter(({ state }) => state === 'past');
  return (
    <Page
      title={`${unit.address}, ${nameOf(unit)}`}
      about={[unit.buildingCode, t(`unit-kinds.${unit.type}`)].join(' · ')}
      back={`/homes?building=${unit.buildingId}`}
      width={960}
      actions={
        mayChange ? (
          <>
            <InviteButton unitId={id} asRole="owner" variant="default" label={t('homes.invite-anyone')} />
            <Button onClick={adding.open} leftSection={<Icon name="plus" size={16} />}>
              {t('homes.add-resident')}
            </Button>
          </>
        ) : null
      }
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack>
            <Paper p="md">
              <Title order={2} mb="xs">
                {t('homes.people')}
              </Title>
              {people.length === 0 ? <Empty>{t('homes.no-people')}</Empty> : null}
              <div className="rows">
                {people.map((person) => (
                  <PersonRow key={person.id} person={person} unitId={id} mayChange={mayChange} />
                ))}
              </div>
            </Paper>
            <FlatFile unitId={id} />
            {former.length > 0 ? (
              <Paper p="md">
                <Title order={2} mb="xs">
                  {t('homes.former')}
                </Title>
                <div className="rows">
                  {former.map((person) => (
                    <PersonRow key={person.id} person={person} unitId={id} mayChange={false} />
                  ))}
                </div>
              </Paper>
            ) : null}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack>
            <Facts unit={unit} />
            <Balances unitId={id} />
            <OpenInvitations unit={unit} mayChange={mayChange} />
          </Stack>
        </Grid.Col>
      </Grid>
      {isAdding ? <ResidentForm unit={unit} onClose={adding.close} /> : null}
    </Page>
  );
}

/** Owners first. */
function rank(role: string): number {
  return ['owner', 'tenant', 'family', 'representative'].indexOf(role);
}

function Facts({ unit }: { unit: Shapes['UnitSheet'] }) {
  const { t, number } = useWords();
  const facts = [
    ...unit.accounts.map((account) => [
      account.isMain ? t('homes.account') : account.payeeName,
      account.isOpen ? account.number : t('homes.account-closed', { number: account.number }),
    ]),
    [t('homes.entrance'), unit.entrance],
    [t('homes.floor'), unit.floor],
    [t('homes.area'), unit.areaM2 === null ? null : number(Number(unit.areaM2))],
    [t('homes.registered'), unit.registeredCount],
    [t('homes.meters'), unit.meterCount],
  ].filter(([, value]) => value !== null);
  return (
    <Paper p="md">
      <dl style={{ margin: 0, display: 'grid', gridTemplateColumns: '1fr auto', gap: '6px 12px' }}>
        {facts.map(([name, value]) => (
          <Text key={String(name)} component="div" size="sm" style={{ display: 'contents' }}>
            <dt style={{ color: 'var(--mantine-color-dimmed)' }}>{name}</dt>
            <dd style={{ margin: 0, textAlign: 'right' }}>{value}</dd>
          </Text>
        ))}
      </dl>
    </Paper>
  );
}
