import { Button, Group, Paper, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../../api.ts';
import { useWords } from '../../words.tsx';
import { Section } from '../settings/section.tsx';
import {
  type Book,
  type Calendar,
  intervalsText,
  readDays,
  readIntervals,
  replaced,
  type Weekday,
  weekdays,
  without,
} from './book.ts';

type Props = { book: Book; onChange: (calendars: Calendar[]) => void };

/** When promises run: hours of each weekday, whose holidays, and days of one's own. */
export function Calendars({ book: { calendars }, onChange }: Props) {
  const { t } = useWords();
  const fresh: Calendar = {
    ...{
      name: `calendar-${calendars.length + 1}`,
      timeZone: null,
      country: null,
      state: null,
      daysOff: [],
      daysOn: [],
    },
    intervals: { '1': [['09:00', '18:00']] },
  };
  return (
    <Section title={t('promises.calendars')} about={t('promises.calendars-about')}>
      {calendars.map((calendar, index) => (
        <OneCalendar
          // biome-ignore lint/suspicious/noArrayIndexKey: a calendar is its place in the list, its name is being typed
          key={index}
          calendar={calendar}
          onChange={(changed) => onChange(replaced(calendars, index, changed))}
          onRemove={() => onChange(without(calendars, index))}
        />
      ))}
      <Button variant="default" w="fit-content" onClick={() => onChange([...calendars, fresh])}>
        {t('promises.add-calendar')}
      </Button>
    </Section>
  );
}

type OneProps = { calendar: Calendar; onChange: (calendar: Calendar) => void; onRemove: () => void };

function OneCalendar({ calendar, onChange, onRemove }: OneProps) {
  const { t } = useWords();
  const text = (key: 'timeZone' | 'country' | 'state') => ({
    label: t(`promises.${key}`),
    defaultValue: calendar[key] ?? '',
    onBlur: (event: { currentTarget: HTMLInputElement }) =>
      onChange({ ...calendar, [key]: event.currentTarget.value.trim() || null }),
  });
  return (
    <Paper withBorder p="sm">
      <Group align="flex-end" justify="space-between" mb="xs">
        <TextInput
          label={t('promises.name')}
          value={calendar.name}
          onChange={(event) => onChange({ ...calendar, name: event.currentTarget.value })}
        />
        <Button variant="subtle" color="gray" size="xs" onClick={onRemove}>
          {t('promises.remove')}
        </Button>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2, md: 4 }} spacing="xs">
        {weekdays.map((day) => (
          <Hours key={day} day={day} calendar={calendar} onChange={onChange} />
        ))}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xs" mt="xs">
        <TextInput {...text('country')} placeholder="RU" maxLength={2} />
        <TextInput {...text('state')} placeholder="—" />
        <TextInput {...text('timeZone')} placeholder={t('promises.zone-of-house')} />
        {(['daysOff', 'daysOn'] as const).map((key) => (
          <TextInput
            key={key}
            label={t(`promises.${key}`)}
            placeholder="2026-12-31, 2027-05-10"
            defaultValue={calendar[key].join(', ')}
            onBlur={(event) => onChange({ ...calendar, [key]: readDays(event.currentTarget.value) })}
          />
        ))}
      </SimpleGrid>
      {calendar.country ? <Holidays country={calendar.country} state={calendar.state} /> : null}
    </Paper>
  );
}

type HoursProps = { day: Weekday; calendar: Calendar; onChange: (calendar: Calendar) => void };

function Hours({ day, calendar, onChange }: HoursProps) {
  const { t } = useWords();
  return (
    <TextInput
      label={t(`promises.weekdays.${day}`)}
      placeholder={t('promises.closed')}
      defaultValue={intervalsText(calendar.intervals[day])}
      onBlur={(event) => {
        const intervals = { ...calendar.intervals, [day]: readIntervals(event.currentTarget.value) };
        onChange({ ...calendar, intervals });
      }}
    />
  );
}

/** What the country's list says of this year and the next. */
function Holidays({ country, state }: { country: string; state: string | null }) {
  const { t, day } = useWords();
  const thisYear = new Date().getFullYear();
  const [year, setYear] = useState(thisYear);
  const { data } = useQuery({
    queryKey: ['holidays', country, state, year],
    queryFn: () =>
      answerOf(api.GET('/api/v1/sla/holidays', { params: { query: { country, year, ...(state ? { state } : {}) } } })),
    retry: false,
  });
  return (
    <div>
      <Group gap="xs" mt="sm">
        <Text size="sm" fw={500}>
          {t('promises.holidays', { year })}
        </Text>
        <Button variant="subtle" size="compact-xs" onClick={() => setYear(year === thisYear ? thisYear + 1 : thisYear)}>
          {year === thisYear ? thisYear + 1 : thisYear}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {data?.length ? data.map((one) => `${day(one.day)}: ${one.name}`).join(' · ') : t('promises.no-holidays')}
      </Text>
    </div>
  );
}
