import { Paper, Text, Title } from '@mantine/core';
import type { Shapes } from '../../api.ts';
import { useWords } from '../../words.tsx';

type Clock = Shapes['Ticket']['clocks'][number];

/** What was promised by when, and whether it was kept; one given anew stands under the one it follows. */
export function Promises({ clocks }: { clocks: Clock[] }) {
  const { t } = useWords();
  if (clocks.length === 0) return null;
  return (
    <Paper p="md" mb="lg">
      <Title order={2} mb={4}>
        {t('tickets.promises')}
      </Title>
      <div className="rows">
        {clocks.map((clock) => (
          <Promised key={`${clock.promise}${clock.dueAt}${clock.isRenewed}`} clock={clock} />
        ))}
      </div>
    </Paper>
  );
}

function Promised({ clock }: { clock: Clock }) {
  const { t, moment } = useWords();
  const name = t(`tickets.promised.${clock.promise}`);
  return (
    <div style={{ padding: '6px 0' }}>
      <Text size="sm" fw={500}>
        {clock.isRenewed ? t('tickets.renewed', { name }) : name}
      </Text>
      <Text size="sm">{useClockWords(clock)}</Text>
      {clock.breachedAt ? (
        <Text size="xs" c="red">
          {t('tickets.clock.breached', { at: moment(clock.breachedAt) })}
        </Text>
      ) : null}
      {clock.reason ? (
        <Text size="xs" c="dimmed" className="keep-lines">
          {clock.reason}
        </Text>
      ) : null}
    </div>
  );
}

function useClockWords({ dueAt, metAt, isDropped, remainingMs }: Clock): string {
  const { t, moment } = useWords();
  if (metAt) return t('tickets.clock.met', { at: moment(metAt), due: moment(dueAt) });
  if (isDropped) return t('tickets.clock.dropped', { due: moment(dueAt) });
  if (remainingMs !== null) return t('tickets.clock.stands', { left: leftWords(t, remainingMs) });
  return t('tickets.clock.runs', { due: moment(dueAt) });
}

/** Working time, in hours and minutes; below nought it is late already. */
function leftWords(t: ReturnType<typeof useWords>['t'], ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  return t('tickets.clock.left', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
