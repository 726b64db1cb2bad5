import { Button, Grid, NavLink, Paper, ScrollArea, Select, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { answerOf, api } from '../../api.ts';
import { Icon } from '../../parts/icons.tsx';
import { Empty, List, usePages } from '../../parts/list.tsx';
import { Page } from '../../parts/page.tsx';
import { useMay } from '../../session.tsx';
import { useWords } from '../../words.tsx';
import { useBuildings } from '../news/audience.tsx';
import { BuildingForm } from './building-form.tsx';
import { UnitForm } from './unit-form.tsx';
import { UnitTable } from './unit-table.tsx';

/** Buildings on the left, the flats of one (or of all) on the right. */
export function HomesPage() {
  const { t } = useWords();
  const { data: buildings } = useBuildings();
  const [params, setParams] = useSearchParams();
  const buildingId = params.get('building') ?? undefined;
  const [search, setSearch] = useState('');
  const [wanted] = useDebouncedValue(search.trim(), 250);
  const [isAddingBuilding, addBuilding] = useDisclosure(false);
  const [isAddingUnit, addUnit] = useDisclosure(false);
  const isManager = useMay('manager');
  const mayAddUnit = useMay('manager', 'dispatcher');
  const choose = (id: string | null) => setParams(id ? { building: id } : {}, { replace: true });
  const query = usePages(['units', buildingId, wanted], (after) => {
    const filter = { buildingId, search: wanted || undefined, after, limit: 50 };
    return answerOf(api.GET('/api/v1/units', { params: { query: filter } }));
  });
  return (
    <Page
      title={t('homes.title')}
      about={t('homes.about')}
      actions={
        <>
          {isManager ? (
            <Button variant="default" onClick={addBuilding.open}>
              {t('homes.add-building')}
            </Button>
          ) : null}
          {mayAddUnit && buildings?.length ? (
            <Button onClick={addUnit.open} leftSection={<Icon name="plus" size={16} />}>
              {t('homes.add-unit')}
            </Button>
          ) : null}
        </>
      }
    >
      {buildings?.length === 0 ? (
        <Empty>{t('homes.no-buildings')}</Empty>
      ) : (
        <Grid gap="lg">
          <Grid.Col span={{ base: 12, md: 4 }}>
            <Select
              hiddenFrom="md"
              aria-label={t('homes.building')}
              value={buildingId ?? ''}
              onChange={(id) => choose(id)}
              data={[
                { value: '', label: t('homes.all-buildings') },
                ...(buildings ?? []).map(({ id, address }) => ({ value: id, label: address })),
              ]}
            />
            <Paper visibleFrom="md" p={4} component="nav" aria-label={t('homes.buildings')}>
              <ScrollArea.Autosize mah="70vh">
                <NavLink
                  component="button"
                  label={t('homes.all-buildings')}
                  active={!buildingId}
                  onClick={() => choose(null)}
                />
                {(buildings ?? []).map((building) => (
                  <NavLink
                    key={building.id}
                    component="button"
                    label={building.address}
                    description={[building.code, t('homes.units', { count: building.unitCount })].join(' · ')}
                    active={building.id === buildingId}
                    onClick={() => choose(building.id)}
                  />
                ))}
              </ScrollArea.Autosize>
            </Paper>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 8 }}>
            <Stack gap="sm">
              <TextInput
                type="search"
                aria-label={t('homes.search')}
                placeholder={t('homes.search')}
                leftSection={<Icon name="search" size={16} />}
                value={search}
                onChange={(event) => setSearch(event.currentTarget.value)}
              />
              <List query={query} empty={wanted ? t('page.nothing-found') : t('homes.no-units')}>
                {(units) => <UnitTable units={units} withAddress={!buildingId} />}
              </List>
            </Stack>
          </Grid.Col>
        </Grid>
      )}
      {isAddingBuilding ? <BuildingForm onClose={addBuilding.close} onAdded={(id) => choose(id)} /> : null}
      {isAddingUnit ? <UnitForm buildingId={buildingId} onClose={addUnit.close} /> : null}
    </Page>
  );
}
