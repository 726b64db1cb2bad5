import { Button, NumberInput, Select, Table, TextInput } from '@mantine/core';
import { useWords } from '../../words.tsx';
import { Section } from '../settings/section.tsx';
import { type Book, type Policy, replaced, without } from './book.ts';

const kinds = ['technical', 'billing', 'general'] as const;
const urgencies = ['normal', 'high', 'emergency'] as const;
const lengths = ['firstResponse', 'localisation', 'resolution'] as const;

type Props = { book: Book; onChange: (policies: Policy[]) => void; categories: { value: string; label: string }[] };

/** What is promised to whom: a plain table, one policy a row. */
export function Policies({ book, onChange, categories }: Props) {
  const { t } = useWords();
  const { policies } = book;
  const set = (index: number, more: Partial<Policy>) => {
    const before = policies[index];
    if (before) onChange(replaced(policies, index, { ...before, ...more }));
  };
  const calendars = book.calendars.map(({ name }) => ({ value: name, label: name }));
  const kindNames = kinds.map((value) => ({ value, label: t(`ticket-kinds.${value}`) }));
  const urgencyNames = urgencies.map((value) => ({ value, label: t(`promises.urgencies.${value}`) }));
  const fresh: Policy = {
    ...{ name: `policy-${policies.length + 1}`, kind: null, category: null, urgency: null },
    ...{ calendar: book.calendars[0]?.name ?? null, firstResponse: 60, localisation: null, resolution: 24 * 60 },
  };
  return (
    <Section title={t('promises.policies')} about={t('promises.policies-about')}>
      <Table.ScrollContainer minWidth={1380}>
        <Table withRowBorders={false} verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              {['name', 'kind', 'category', 'urgency', 'calendar', ...lengths].map((column, index) => (
                <Table.Th key={column} w={index < 5 ? 190 : 110}>
                  {t(`promises.${column}`)}
                </Table.Th>
              ))}
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {policies.map((policy, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a policy is its place in the table, its name is being typed
              <Table.Tr key={index}>
                <Table.Td>
                  <TextInput
                    aria-label={t('promises.name')}
                    value={policy.name}
                    onChange={(event) => set(index, { name: event.currentTarget.value })}
                  />
                </Table.Td>
                <Table.Td>
                  <Choice
                    label={t('promises.kind')}
                    none={t('promises.any')}
                    value={policy.kind}
                    data={kindNames}
                    onChange={(kind) => set(index, { kind: kinds.find((one) => one === kind) ?? null })}
                  />
                </Table.Td>
                <Table.Td>
                  <Choice
                    label={t('promises.category')}
                    none={t('promises.any')}
                    value={policy.category}
                    data={categories}
                    onChange={(category) => set(index, { category })}
                  />
                </Table.Td>
                <Table.Td>
                  <Choice
                    label={t('promises.urgency')}
                    none={t('promises.any')}
                    value={policy.urgency}
                    data={urgencyNames}
                    onChange={(urgency) => set(index, { urgency: urgencies.find((one) => one === urgency) ?? null })}
                  />
                </Table.Td>
                <Table.Td>
                  <Choice
                    label={t('promises.calendar')}
                    none={t('promises.round-the-clock')}
                    value={policy.calendar}
                    data={calendars}
                    onChange={(calendar) => set(index, { calendar })}
                  />
                </Table.Td>
                {lengths.map((length) => (
                  <Table.Td key={length}>
                    <NumberInput
                      aria-label={t(`promises.${length}`)}
                      min={1}
                      allowDecimal={false}
                      hideControls
                      value={policy[length] ?? ''}
                      onChange={(value) => set(index, { [length]: value === '' ? null : Number(value) })}
                    />
                  </Table.Td>
                ))}
                <Table.Td>
                  <Button variant="subtle" color="gray" size="xs" onClick={() => onChange(without(policies, index))}>
                    {t('promises.remove')}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Button variant="default" w="fit-content" onClick={() => onChange([...policies, fresh])}>
        {t('promises.add-policy')}
      </Button>
    </Section>
  );
}

type ChoiceProps = {
  label: string;
  none: string;
  value: string | null;
  data: { value: string; label: string }[];
  onChange: (value: string | null) => void;
};

function Choice({ label, none, value, data, onChange }: ChoiceProps) {
  return <Select aria-label={label} placeholder={none} clearable value={value} data={data} onChange={onChange} />;
}
