import { Group, Switch, TextInput } from '@mantine/core';
import { api } from '../../api.ts';
import { useDeed } from '../../parts/deed.ts';
import { useWords } from '../../words.tsx';
import { Section } from './section.tsx';

type Privacy = { phones: 'never' | 'on-demand'; texts: boolean };
type Digest = { isOn: boolean; at: string };

/** What Slack sees of residents, and the morning's digest: each choice is kept as soon as it is made. */
export function SlackChoices({ privacy, digest }: { privacy: Privacy; digest: Digest }) {
  const { t } = useWords();
  const save = useDeed(
    ({ key, body }: { key: string; body: object }) =>
      api.PUT('/api/v1/settings/{key}', { params: { path: { key } } as never, body: body as never }),
    { refresh: ['settings'], said: t('settings.saved') },
  );
  const keepPrivacy = (more: Partial<Privacy>) => save.run({ key: 'slack-privacy', body: { ...privacy, ...more } });
  const keepDigest = (more: Partial<Digest>) => save.run({ key: 'digest', body: { ...digest, ...more } });
  return (
    <Section title={t('settings.slack')} about={t('settings.slack-about')}>
      <Switch
        label={t('settings.slack-texts')}
        checked={privacy.texts}
        onChange={(event) => keepPrivacy({ texts: event.currentTarget.checked })}
      />
      <Switch
        label={t('settings.slack-phones')}
        checked={privacy.phones === 'on-demand'}
        onChange={(event) => keepPrivacy({ phones: event.currentTarget.checked ? 'on-demand' : 'never' })}
      />
      <Group align="flex-end">
        <Switch
          label={t('settings.digest')}
          checked={digest.isOn}
          onChange={(event) => keepDigest({ isOn: event.currentTarget.checked })}
        />
        <TextInput
          type="time"
          aria-label={t('settings.digest-at')}
          defaultValue={digest.at}
          onBlur={(event) => keepDigest({ at: event.currentTarget.value })}
        />
      </Group>
    </Section>
  );
}
