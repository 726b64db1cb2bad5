import { Button, Group, Select, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Shapes } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { Waiting } from '../../parts/list.tsx';
import { useWords } from '../../words.tsx';
import { useBuildings } from '../news/audience.tsx';
import { Section } from './section.tsx';

const services = ['technical', 'emergency', 'billing', 'general', 'front-desk', 'managers'] as const;
const isChannel = /^[CG][A-Z0-9]{5,20}$/;
type Mapping = Shapes['SlackChannel'];

/** Which Slack channel gets what. One channel may serve everything. */
export function Channels() {
  const { t } = useWords();
  const { data: mappings } = useQuery({
    queryKey: ['channels'],
    queryFn: () => answerOf(api.GET('/api/v1/slack/channels')),
  });
  const { data: buildings } = useBuildings();
  if (!mappings) return <Waiting />;
  const own = mappings.filter(({ buildingId }) => buildingId !== null);
  return (
    <Section title={t('settings.channels')} about={t('settings.channels-about')}>
      {services.map((service) => (
        <Channel
          key={service}
          service={service}
          known={mappings.find((mapping) => mapping.service === service && mapping.buildingId === null)}
        />
      ))}
      {own.map((mapping) => (
        <OwnChannel
          key={`${mapping.service}${mapping.buildingId}`}
          mapping={mapping}
          building={buildings?.find(({ id }) => id === mapping.buildingId)?.address ?? '…'}
        />
      ))}
      <AddOwn buildings={buildings ?? []} />
    </Section>
  );
}

/** A building whose service has a channel of its own. */
function OwnChannel({ mapping, building }: { mapping: Mapping; building: string }) {
  const { t } = useWords();
  const { service, buildingId, channelId } = mapping;
  const drop = useDeed(() => api.PUT('/api/v1/slack/channels', { body: { service, buildingId, channelId: null } }), {
    refresh: ['channels'],
    said: t('settings.saved'),
  });
  return (
    <Group justify="space-between" wrap="nowrap">
      <div>
        <Text size="sm">
          {t('settings.own-channel', { building, service: t(`services.${service}`), channel: channelId })}
        </Text>
        <Lost mapping={mapping} />
      </div>
      <Group gap="xs" wrap="nowrap">
        <TestButton channelId={channelId} />
        <Button size="compact-sm" variant="default" loading={drop.isPending} onClick={() => drop.run(undefined)}>
          {t('settings.channel-drop')}
        </Button>
      </Group>
    </Group>
  );
}

function AddOwn({ buildings }: { buildings: { id: string; address: string }[] }) {
  const { t } = useWords();
  const [service, setService] = useState<Mapping['service']>('technical');
  const [buildingId, setBuilding] = useState<string | null>(null);
  const [value, setValue] = useState('');
  const channelId = value.trim();
  const save = useDeed(() => api.PUT('/api/v1/slack/channels', { body: { service, buildingId, channelId } }), {
    refresh: ['channels'],
    said: t('settings.saved'),
    after: () => setValue(''),
  });
  return (
    <Group align="flex-end" gap="xs">
      <Select
        label={t('settings.building')}
        data={buildings.map(({ id, address }) => ({ value: id, label: address }))}
        value={buildingId}
        onChange={setBuilding}
        searchable
        flex={1}
      />
      <Select
        label={t('settings.service')}
        data={services.map((one) => ({ value: one, label: t(`services.${one}`) }))}
        value={service}
        onChange={(one) => setService(services.find((known) => known === one) ?? 'technical')}
      />
      <TextInput
        label={t('settings.channel')}
        placeholder="C0123456789"
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <Button
        variant="default"
        loading={save.isPending}
        disabled={!buildingId || !isChannel.test(channelId)}
        onClick={() => save.run(undefined)}
      >
        {t('settings.channel-add')}
      </Button>
    </Group>
  );
}

/** What Slack said when it last refused us. */
function Lost({ mapping }: { mapping: Mapping | undefined }) {
  const { t, moment } = useWords();
  if (!mapping?.lostAt) return null;
  const why = t(mapping.lostWhy === 'is_archived' ? 'settings.channel-archived' : 'settings.channel-closed');
  return (
    <Text size="xs" c="red">
      {t('settings.channel-lost', { why, at: moment(mapping.lostAt) })}
    </Text>
  );
}

function TestButton({ channelId }: { channelId: string }) {
  const { t } = useWords();
  const test = useDeed(() => api.POST('/api/v1/slack/channels/test', { body: { channelId } }), {
    said: t('settings.channel-tested'),
  });
  return (
    <Button size="compact-sm" variant="default" loading={test.isPending} onClick={() => test.run(undefined)}>
      {t('settings.channel-test')}
    </Button>
  );
}

function Channel({ service, known }: { service: Mapping['service']; known: Mapping | undefined }) {
  const { t } = useWords();
  const [value, setValue] = useState(known?.channelId ?? '');
  const isFit = value.trim() === '' || isChannel.test(value.trim());
  const save = useDeed(
    () => api.PUT('/api/v1/slack/channels', { body: { service, channelId: value.trim() || null } }),
    { refresh: ['channels'], said: t('settings.saved') },
  );
  return (
    <Group align="flex-start" gap="xs">
      <div style={{ flex: '1 1 200px', minWidth: 0 }}>
        <Text size="sm" fw={500}>
          {t(`services.${service}`)}
        </Text>
        <Text size="xs" c="dimmed">
          {t(`services-about.${service}`)}
        </Text>
        <Lost mapping={known} />
      </div>
      <Group gap="xs" align="flex-start" flex="2 1 300px">
        <TextInput
          aria-label={t('settings.channel-of', { service: t(`services.${service}`) })}
          placeholder="C0123456789"
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          error={isFit ? null : t('settings.channel-wrong')}
          flex="1 1 130px"
        />
        <Button
          variant="default"
          loading={save.isPending}
          disabled={!isFit || value.trim() === (known?.channelId ?? '')}
          onClick={() => save.run(undefined)}
        >
          {t('page.save')}
        </Button>
        {known ? <TestButton channelId={known.channelId} /> : null}
      </Group>
    </Group>
  );
}
