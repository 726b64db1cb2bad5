import { Checkbox, Paper, Radio, ScrollArea, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answerOf, api, type Shapes } from '../../api.ts';
import { useWords } from '../../words.tsx';

export type Audience = Shapes['NewsAudience'];

export function useBuildings() {
  return useQuery({
    queryKey: ['buildings'],
    queryFn: () => answerOf(api.GET('/api/v1/buildings')),
    staleTime: 60_000,
  });
}

/** "Everybody", the one house, or how many houses. */
export function useAudienceWords(audience: Audience): string {
  const { t } = useWords();
  const { data: buildings } = useBuildings();
  if (audience === 'everyone') return t('news.everyone');
  const [first, ...others] = audience.buildingIds;
  const house = buildings?.find(({ id }) => id === first);
  return others.length === 0 && house ? house.address : t('news.buildings', { count: audience.buildingIds.length });
}

/** How many people a post would reach; null while nobody is chosen. */
export function useAudienceCount(audience: Audience) {
  const isNobody = audience !== 'everyone' && audience.buildingIds.length === 0;
  const query = useQuery({
    queryKey: ['audience', audience],
    queryFn: () => answerOf(api.POST('/api/v1/news/audience', { body: { audience } })),
    enabled: !isNobody,
    placeholderData: keepPreviousData,
  });
  return isNobody ? null : (query.data ?? null);
}

type FieldProps = { value: Audience; onChange: (value: Audience) => void };

/** Whom a post is for, with the number before it is sent. */
export function AudienceField({ value, onChange }: FieldProps) {
  const { t } = useWords();
  const { data: buildings = [] } = useBuildings();
  const chosen = value === 'everyone' ? [] : value.buildingIds;
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t('news.audience')}
        value={value === 'everyone' ? 'everyone' : 'buildings'}
        onChange={(kind) => onChange(kind === 'everyone' ? 'everyone' : { buildingIds: chosen })}
      >
        <Stack gap={6} mt={6}>
          <Radio value="everyone" label={t('news.everyone')} />
          <Radio value="buildings" label={t('news.some-buildings')} />
        </Stack>
      </Radio.Group>
      {value === 'everyone' ? null : (
        <Paper p="xs">
          <ScrollArea.Autosize mah={200} type="auto">
            <Checkbox.Group value={chosen} onChange={(buildingIds) => onChange({ buildingIds })}>
              <Stack gap={6}>
                {buildings.map(({ id, address, unitCount }) => (
                  <Checkbox
                    key={id}
                    value={id}
                    label={address}
                    description={t('homes.units', { count: unitCount })}
                    size="sm"
                  />
                ))}
              </Stack>
            </Checkbox.Group>
          </ScrollArea.Autosize>
        </Paper>
      )}
      <AudienceLine audience={value} />
    </Stack>
  );
}

export function AudienceLine({ audience }: { audience: Audience }) {
  const { t } = useWords();
  const count = useAudienceCount(audience);
  if (!count) return <Text size="sm">{t('news.nobody-chosen')}</Text>;
  const away = count.residents - count.reachable;
  return (
    <Text size="sm" role="status">
      <b>{t('news.will-reach', { count: count.reachable })}</b> {t('news.in-flats', { count: count.flats })}
      {away > 0 ? ` ${t('news.no-chat', { count: away })}` : ''}
    </Text>
  );
}
