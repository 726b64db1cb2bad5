import { Avatar, Group, Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, send } from '../api.ts';
import { useDeed } from '../parts/deed.ts';
import { Icon } from '../parts/icons.tsx';
import { useSession } from '../session.tsx';
import { type Locale, localeNames, useWords } from '../words.tsx';
import { PasswordForm } from './password-form.tsx';

const schemes = ['light', 'dark', 'auto'] as const;

/** Who I am, in which language and light I read, and the way out. */
export function MeMenu() {
  const { t, locale, setLocale } = useWords();
  const { me } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [isChangingPassword, setChangingPassword] = useState(false);
  const client = useQueryClient();
  const speak = useDeed((chosen: Locale) => answerOf(api.PATCH('/api/v1/session', { body: { locale: chosen } })), {
    refresh: ['session'],
  });
  const leave = useDeed(() => send('/api/auth/sign-out', { method: 'POST' }), {
    refresh: ['session'],
    // Whoever sits down next sees nothing of mine.
    after: () => client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' }),
  });
  const choose = (chosen: Locale) => {
    setLocale(chosen);
    speak.run(chosen);
  };
  return (
    <>
      <Menu position="top-start" width={220} withinPortal>
        <Menu.Target>
          <UnstyledButton p={8} aria-label={t('me.menu', { name: me.name })}>
            <Group gap={10} wrap="nowrap">
              <Avatar name={me.name} color="initials" size={32} />
              <div style={{ minWidth: 0 }}>
                <Text size="sm" fw={500} truncate>
                  {me.name}
                </Text>
                <Text size="xs" c="dimmed" truncate>
                  {me.roles.map((role) => t(`roles.${role}`)).join(', ')}
                </Text>
              </div>
            </Group>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('me.language')}</Menu.Label>
          {(Object.keys(localeNames) as Locale[]).map((one) => (
            <Menu.Item key={one} onClick={() => choose(one)} rightSection={one === locale ? '✓' : null} lang={one}>
              {localeNames[one]}
            </Menu.Item>
          ))}
          <Menu.Label>{t('me.appearance')}</Menu.Label>
          {schemes.map((scheme) => (
            <Menu.Item
              key={scheme}
              onClick={() => setColorScheme(scheme)}
              rightSection={scheme === colorScheme ? '✓' : null}
            >
              {t(`me.${scheme}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setChangingPassword(true)}>{t('me.password')}</Menu.Item>
          <Menu.Item leftSection={<Icon name="door" size={16} />} onClick={() => leave.run(undefined)}>
            {t('me.sign-out')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isChangingPassword ? <PasswordForm onClose={() => setChangingPassword(false)} /> : null}
    </>
  );
}
