import { Anchor, Paper, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Shapes } from '../../api.ts';
import { shortId } from '../../ids.ts';
import { useMay } from '../../session.tsx';
import { useWords } from '../../words.tsx';
import { useUnitName } from './unit-name.ts';

/** Flats in the order of houses and numbers. */
export function UnitTable({ units, withAddress }: { units: Shapes['UnitRow'][]; withAddress: boolean }) {
  const { t } = useWords();
  const nameOf = useUnitName();
  const mayOpen = useMay('manager', 'dispatcher', 'accountant');
  return (
    <Paper style={{ overflow: 'hidden' }}>
      <Table.ScrollContainer minWidth={300}>
        <Table highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('homes.unit')}</Table.Th>
              <Table.Th>{t('homes.account')}</Table.Th>
              <Table.Th visibleFrom="sm">{t('homes.entrance-floor')}</Table.Th>
              <Table.Th ta="right">{t('homes.in-chat')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {units.map((unit) => (
              <Table.Tr key={unit.id}>
                <Table.Td>
                  {mayOpen ? (
                    <Anchor component={Link} to={`/homes/units/${shortId(unit.id)}`} fw={500}>
                      {nameOf(unit)}
                    </Anchor>
                  ) : (
                    nameOf(unit)
                  )}
                  {withAddress ? (
                    <Text span c="dimmed" size="xs" className="beside">
                      {unit.address}
                    </Text>
                  ) : null}
                </Table.Td>
                <Table.Td>{unit.accountNumber ?? '—'}</Table.Td>
                <Table.Td visibleFrom="sm">{[unit.entrance ?? '—', unit.floor ?? '—'].join(' / ')}</Table.Td>
                <Table.Td ta="right">
                  {t('homes.connected-of', { connected: unit.connectedCount, all: unit.residentCount })}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
