import { Button, Group, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { answerOf, api, type Shapes } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { Problem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';
import styles from './mapping-form.module.css';

type Mapping = Shapes['Import']['mapping'];
type Said = NonNullable<Mapping['columns']>[string];
type MappingFormProps = { batch: Shapes['Import']; target: Shapes['ImportTarget']; onSent: () => void };

/** What stands in a list of headings for none of them. */
const nowhere = '\u0000none';
const fixed = '\u0000fixed';

/** Which column of the file is which, with the first values beside it; kept under a name for the next files of that program. */
export function MappingForm({ batch, target, onSent }: MappingFormProps) {
  const { t, has } = useWords();
  const [columns, setColumns] = useState<Record<string, Said>>(() => presentColumns(batch, target));
  const [dates, setDates] = useState(batch.mapping.dates ?? 'auto');
  const [decimal, setDecimal] = useState(batch.mapping.decimal ?? 'auto');
  const [profileName, setProfileName] = useState('');
  const map = useDeed(
    () => {
      const mapping = { columns, dates, decimal };
      const body = profileName.trim() ? { mapping, profileName: profileName.trim() } : { mapping };
      return answerOf(api.POST('/api/v1/imports/{id}/mapping', { params: { path: { id: batch.id } }, body }));
    },
    { refresh: ['import', 'imports', 'import-profiles'], isSaidInPlace: true, after: onSent },
  );
  const nameOf = (key: string) => (has(`import.keys.${key}`) ? t(`import.keys.${key}`) : key);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        map.run(undefined);
      }}
    >
      <Stack gap="sm">
        <Table className={styles.columns}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('import.ours')}</Table.Th>
              <Table.Th>{t('import.theirs')}</Table.Th>
              <Table.Th>{t('import.sample')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {target.columns.map(({ key, isRequired }) => (
              <Table.Tr key={key}>
                <Table.Td>
                  {nameOf(key)}
                  {isRequired ? ' *' : ''}
                  <Text size="xs" c="dimmed" span className={styles.key}>
                    {key}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Where
                    name={nameOf(key)}
                    header={batch.header}
                    said={columns[key] ?? null}
                    onChange={(said) => setColumns({ ...columns, [key]: said })}
                  />
                </Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{sampleOf(batch, columns[key] ?? null)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Group gap="sm" align="flex-end">
          <Select
            label={t('import.dates')}
            value={dates}
            onChange={(value) => setDates(dateForms.find((one) => one === value) ?? 'auto')}
            allowDeselect={false}
            data={dateForms.map((value) => ({ value, label: t(`import.date-forms.${value}`) }))}
            flex="1 1 180px"
          />
          <Select
            label={t('import.decimal')}
            value={decimal}
            onChange={(value) => setDecimal(marks.find((one) => one === value) ?? 'auto')}
            allowDeselect={false}
            data={marks.map((value) => ({
              value,
              label: value === 'auto' ? t('import.date-forms.auto') : `1234${value}56`,
            }))}
            flex="1 1 180px"
          />
          <TextInput
            label={t('import.keep-as')}
            placeholder={t('import.keep-example')}
            maxLength={80}
            value={profileName}
            onChange={(event) => setProfileName(event.currentTarget.value)}
            flex="2 1 220px"
          />
          <Button type="submit" loading={map.isPending}>
            {t('import.read-anew')}
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          {t('import.required')}
        </Text>
        <Problem error={map.error} />
      </Stack>
    </form>
  );
}

const dateForms = ['auto', 'dmy', 'mdy', 'ymd'] as const satisfies readonly Mapping['dates'][];
const marks = ['auto', ',', '.'] as const;

type WhereProps = { name: string; header: string[]; said: Said; onChange: (said: Said) => void };

/** A heading of the file, one value for all rows, or nothing. */
function Where({ name, header, said, onChange }: WhereProps) {
  const { t } = useWords();
  const value = said === null ? nowhere : 'fixed' in said ? fixed : said.heading;
  const headings = [...new Set(header)].filter((one) => one !== '');
  return (
    <Stack gap={6}>
      <Select
        aria-label={t('import.where', { column: name })}
        searchable
        allowDeselect={false}
        value={value}
        onChange={(chosen) => {
          if (chosen === null || chosen === nowhere) onChange(null);
          else onChange(chosen === fixed ? { fixed: '' } : { heading: chosen });
        }}
        data={[
          { value: nowhere, label: t('import.nowhere') },
          { value: fixed, label: t('import.fixed') },
          ...headings.map((heading) => ({ value: heading, label: heading })),
        ]}
      />
      {said !== null && 'fixed' in said ? (
        <TextInput
          aria-label={t('import.fixed-value', { column: name })}
          value={said.fixed}
          maxLength={200}
          onChange={(event) => onChange({ fixed: event.currentTarget.value })}
        />
      ) : null}
    </Stack>
  );
}

/** As the file was read: said by somebody, or found by itself. */
function presentColumns(batch: Shapes['Import'], target: Shapes['ImportTarget']): Record<string, Said> {
  const entries = target.columns.map(({ key }): [string, Said] => {
    const said = batch.mapping.columns?.[key];
    if (said !== undefined) return [key, said];
    const index = batch.form?.places.find((place) => place.key === key)?.index ?? null;
    const heading = index === null ? undefined : batch.header[index];
    return [key, heading === undefined ? null : { heading }];
  });
  return Object.fromEntries(entries);
}

function sampleOf(batch: Shapes['Import'], said: Said): string {
  if (said === null) return '';
  if ('fixed' in said) return said.fixed;
  const index = batch.header.indexOf(said.heading);
  const values = batch.sample.map((row) => row[index] ?? '').filter((value) => value !== '');
  return [...new Set(values)].slice(0, 3).join(' · ').slice(0, 90);
}
