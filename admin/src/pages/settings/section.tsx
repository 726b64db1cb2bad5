import { Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** One subject of the settings. */
export function Section({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  return (
    <Paper p="md" component="section">
      <Title order={2}>{title}</Title>
      {about ? (
        <Text size="sm" c="dimmed">
          {about}
        </Text>
      ) : null}
      <Stack mt="sm">{children}</Stack>
    </Paper>
  );
}
