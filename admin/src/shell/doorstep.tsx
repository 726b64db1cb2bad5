import { Anchor, Center, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import icon from '../icon.svg';
import { type Locale, localeNames, useWords } from '../words.tsx';

type DoorstepProps = { title: string; about?: string; brand?: string; width?: number; children: ReactNode };

/** A page outside the frame: sign-in, welcome, the first company. */
export function Doorstep({ title, about, brand, width = 400, children }: DoorstepProps) {
  const { locale, setLocale } = useWords();
  return (
    <Center mih="100vh" p="md">
      <Stack w="100%" maw={width} gap="md">
        <Group justify="space-between">
          <Group gap={10}>
            <img src={icon} alt="" width={32} height={32} />
            <Text fw={650}>{brand}</Text>
          </Group>
          <Group gap="sm">
            {(Object.keys(localeNames) as Locale[]).map((one) => (
              <Anchor
                key={one}
                component="button"
                type="button"
                size="sm"
                lang={one}
                c={one === locale ? undefined : 'dimmed'}
                aria-pressed={one === locale}
                onClick={() => setLocale(one)}
              >
                {localeNames[one]}
              </Anchor>
            ))}
          </Group>
        </Group>
        <Paper p={{ base: 'md', sm: 'xl' }} component="main">
          <Title order={1}>{title}</Title>
          {about ? (
            <Text c="dimmed" size="sm" mt={4}>
              {about}
            </Text>
          ) : null}
          <Stack mt="lg">{children}</Stack>
        </Paper>
      </Stack>
    </Center>
  );
}
