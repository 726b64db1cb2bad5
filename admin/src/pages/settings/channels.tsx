import { Button, Group, Table, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Shapes } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { Waiting } from '../../parts/list.tsx';
import { useWords } from '../../words.tsx';
import { useBuildings } from '../news/audience.tsx';
import { Section } from './section.tsx';

const services = ['technical', 'emergency', 'billing', 'general', 'front-desk', 'managers'] as const;
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
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {services.map((service) => (
            <Channel
              key={service}
              service={service}
              known={mappings.find((mapping) => mapping.service === service && mapping.buildingId === null)}
            />
          ))}
        </Table.Tbody>
      </Table>
      {own.map(({ service, buildingId, channelId }) => (
        <Text key={`${service}${buildingId}`} size="sm" c="dimmed">
          {t('settings.own-channel', {
            building: buildings?.find(({ id }) => id === buildingId)?.address ?? '…',
            service: t(`services.${service}`),
            channel: channelId,
          })}
        </Text>
      ))}
    </Section>
  );
}

function Channel({ service, known }: { service: Mapping['service']; known: Mapping | undefined }) {
  const { t } = useWords();
  const [value, setValue] = useState(known?.channelId ?? '');
  const isFit = /^$|^[CG][A-Z0-9]{5,20}$/.test(value.trim());
  const save = useDeed(
    () => api.PUT('/api/v1/slack/channels', { body: { service, channelId: value.trim() || null } }),
    { refresh: ['channels'], said: t('settings.saved') },
  );
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={500}>
          {t(`services.${service}`)}
        </Text>
        <Text size="xs" c="dimmed">
          {t(`services-about.${service}`)}
        </Text>
      </Table.Td>
      <Table.Td>
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <TextInput
            aria-label={t('settings.channel-of', { service: t(`services.${service}`) })}
            placeholder="C0123456789"
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
            error={isFit ? null : t('settings.channel-wrong')}
            flex={1}
          />
          <Button
            variant="default"
            loading={save.isPending}
            disabled={!isFit || value.trim() === (known?.channelId ?? '')}
            onClick={() => save.run(undefined)}
          >
            {t('page.save')}
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
