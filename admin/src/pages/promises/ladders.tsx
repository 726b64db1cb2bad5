import { Button, Group, NumberInput, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useWords } from '../../words.tsx';
import { Section } from '../settings/section.tsx';
import { type Book, type Rung, replaced, without } from './book.ts';

const places = ['assignee', 'channel', 'manager'] as const;

type Props = { book: Book; onChange: (book: Book) => void };

/** Who is told before a promise is broken, and after. */
export function Ladders({ book, onChange }: Props) {
  const { t } = useWords();
  return (
    <Section title={t('promises.ladder')} about={t('promises.ladder-about')}>
      <NumberInput
        label={t('promises.warn-at')}
        suffix=" %"
        min={1}
        max={90}
        w={280}
        value={book.warnAt.percentLeft}
        onChange={(value) => onChange({ ...book, warnAt: { percentLeft: Number(value) } })}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {(['ladder', 'emergencyLadder'] as const).map((key) => (
          <Ladder
            key={key}
            title={t(`promises.${key === 'ladder' ? 'after-breach' : 'after-opening'}`)}
            rungs={book[key]}
            onChange={(rungs) => onChange({ ...book, [key]: rungs })}
          />
        ))}
      </SimpleGrid>
    </Section>
  );
}

type LadderProps = { title: string; rungs: Rung[]; onChange: (rungs: Rung[]) => void };

function Ladder({ title, rungs, onChange }: LadderProps) {
  const { t } = useWords();
  const last = rungs.at(-1)?.after ?? 0;
  return (
    <Stack gap="xs">
      <Text fw={500}>{title}</Text>
      {rungs.map((rung, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place on the ladder
        <Group key={index} gap="xs" wrap="nowrap">
          <NumberInput
            aria-label={t('promises.minutes-after')}
            suffix={` ${t('promises.min')}`}
            min={0}
            w={120}
            value={rung.after}
            onChange={(value) => onChange(replaced(rungs, index, { ...rung, after: Number(value) }))}
          />
          <Select
            aria-label={t('promises.to')}
            allowDeselect={false}
            value={rung.to}
            data={places.map((value) => ({ value, label: t(`promises.rungs.${value}`) }))}
            onChange={(value) => {
              const to = places.find((one) => one === value) ?? rung.to;
              onChange(replaced(rungs, index, { ...rung, to }));
            }}
          />
          <Button variant="subtle" color="gray" size="xs" onClick={() => onChange(without(rungs, index))}>
            {t('promises.remove')}
          </Button>
        </Group>
      ))}
      <Button
        variant="default"
        w="fit-content"
        onClick={() => onChange([...rungs, { to: 'manager', after: last + 30 }])}
      >
        {t('promises.add-step')}
      </Button>
    </Stack>
  );
}
