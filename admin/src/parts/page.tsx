import { ActionIcon, Box, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useWords } from '../words.tsx';
import { Icon } from './icons.tsx';

type PageProps = {
  title: ReactNode;
  /** One quiet line under the title. */
  about?: ReactNode;
  actions?: ReactNode;
  /** Where `‹` leads. */
  back?: string;
  width?: number;
  children: ReactNode;
};

/** A page: its name, what can be done, and its content. */
export function Page({ title, about, actions, back, width = 1120, children }: PageProps) {
  const { t } = useWords();
  return (
    <Box maw={width} mx="auto" w="100%">
      <Group justify="space-between" align="flex-start" mb="md" gap="sm">
        <Group gap="xs" align="flex-start" wrap="nowrap" miw={0}>
          {back ? (
            <ActionIcon component={Link} to={back} variant="subtle" color="gray" mt={3} aria-label={t('page.back')}>
              <Icon name="back" />
            </ActionIcon>
          ) : null}
          <div>
            <Title order={1}>{title}</Title>
            {about ? (
              <Text c="dimmed" size="sm" mt={2}>
                {about}
              </Text>
            ) : null}
          </div>
        </Group>
        {actions ? <Group gap="xs">{actions}</Group> : null}
      </Group>
      <Stack gap="md">{children}</Stack>
    </Box>
  );
}
