import { Anchor, Group, Text } from '@mantine/core';
import type { Shapes } from '../../api.ts';
import { useWords } from '../../words.tsx';

/** Photos as pictures, the rest as names to open; what has not arrived says so. */
export function Files({ files }: { files: Shapes['TicketFile'][] }) {
  const { t } = useWords();
  if (files.length === 0) return null;
  return (
    <Group gap="xs" mt="sm" align="flex-end">
      {files.map((file) => {
        const name = file.name ?? t(`tickets.file.${file.kind}`);
        const address = `/api/v1/attachments/${file.id}`;
        if (file.state !== 'stored') {
          return (
            <Text key={file.id} size="sm" c="dimmed">
              {t(`tickets.file-is.${file.state}`, { name })}
            </Text>
          );
        }
        if (file.kind === 'photo') {
          return (
            <a key={file.id} href={address} download>
              <img
                src={address}
                alt={name}
                height={150}
                style={{ borderRadius: 8, display: 'block', maxWidth: '100%' }}
              />
            </a>
          );
        }
        return (
          <Anchor key={file.id} href={address} download size="sm">
            {name}
          </Anchor>
        );
      })}
    </Group>
  );
}
