import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatPeriod } from '#locales/format.ts';
import { answerOf, api, type Shapes } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useWords } from '../../words.tsx';

type Mute = Shapes['ReminderMute'];

/** The mutes of a flat that hold now. */
export function useMutes(unitId: string, mayRead: boolean) {
  return useQuery({
    queryKey: ['unit', unitId, 'mutes'],
    queryFn: () => answerOf(api.GET('/api/v1/units/{id}/mutes', { params: { path: { id: unitId } } })),
    enabled: mayRead,
  });
}

/** Of what nobody is reminded, until when and why; and the way to let an account be, or to remind of it again. */
export function Mutes({ accountId, mutes }: { accountId: string; mutes: readonly Mute[] }) {
  const { t, moment, locale } = useWords();
  const [isAsking, setAsking] = useState(false);
  const own = mutes.filter((one) => one.accountId === accountId);
  const byAccountant = own.some(({ reason }) => reason === 'by-accountant');
  const params = { path: { id: accountId } };
  const unmute = useDeed(() => api.POST('/api/v1/accounts/{id}/unmute', { params }), {
    refresh: ['unit'],
    said: t('homes.mutes.ended'),
  });
  return (
    <>
      {own.map((one) => (
        <Text size="sm" key={one.id}>
          {t(`homes.mutes.${one.reason}`, {
            until: moment(one.until),
            note: one.note ?? '',
            period: one.period ? formatPeriod(locale, one.period, true) : '',
          })}
        </Text>
      ))}
      <Group mt={4}>
        {byAccountant ? (
          <Button size="xs" variant="default" loading={unmute.isPending} onClick={() => unmute.run(undefined)}>
            {t('homes.mutes.end')}
          </Button>
        ) : (
          <Button size="xs" variant="default" onClick={() => setAsking(true)}>
            {t('homes.mutes.begin')}
          </Button>
        )}
      </Group>
      {isAsking ? <MuteForm accountId={accountId} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function MuteForm({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const { t } = useWords();
  const [day, setDay] = useState('');
  const [note, setNote] = useState('');
  const mute = useDeed(
    () => {
      const body = { until: new Date(`${day}T00:00`).toISOString(), note: note.trim() };
      return answerOf(api.POST('/api/v1/accounts/{id}/mute', { params: { path: { id: accountId } }, body }));
    },
    { refresh: ['unit'], said: t('homes.mutes.begun'), isSaidInPlace: true, after: onClose },
  );
  return (
    <Dialog onClose={onClose} title={t('homes.mutes.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          mute.run(undefined);
        }}
      >
        <Stack gap="sm">
          <TextInput
            type="date"
            label={t('homes.mutes.until')}
            required
            data-autofocus
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          <TextInput
            label={t('homes.mutes.note')}
            required
            maxLength={300}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Problem error={mute.error} />
          <Group justify="flex-end">
            <Button type="submit" disabled={day === '' || note.trim().length < 3} loading={mute.isPending}>
              {t('homes.mutes.begin')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
