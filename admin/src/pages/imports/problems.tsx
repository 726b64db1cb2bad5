import { Table, Text } from '@mantine/core';
import type { Shapes } from '../../api.ts';
import { useWords } from '../../words.tsx';

/** The first refused rows, each with its reason. */
export function Problems({ batch: { problems, badCount } }: { batch: Shapes['Import'] }) {
  const { t, number } = useWords();
  if (problems.length === 0) return null;
  return (
    <>
      <Table.ScrollContainer minWidth={260}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={90}>{t('import.line')}</Table.Th>
              <Table.Th>{t('import.reason')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {problems.map(({ line, detail }) => (
              <Table.Tr key={line}>
                <Table.Td>{number(line)}</Table.Td>
                <Table.Td>{detail}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {badCount > problems.length ? (
        <Text size="sm" c="dimmed">
          {t('import.more', { count: badCount - problems.length })}
        </Text>
      ) : null}
    </>
  );
}
