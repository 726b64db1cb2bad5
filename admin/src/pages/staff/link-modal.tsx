import { Stack, Text } from '@mantine/core';
import { CopyField } from '../../parts/copy-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { useWords } from '../../words.tsx';

/** A one-time link: shown once, to be handed over by whatever way people have. */
export function LinkModal({ link, about, onClose }: { link: string; about: string; onClose: () => void }) {
  const { t } = useWords();
  return (
    <Dialog onClose={onClose} title={t('staff.link-title')} size="lg">
      <Stack>
        <Text size="sm">{about}</Text>
        <CopyField label={t('staff.link')} value={link} />
      </Stack>
    </Dialog>
  );
}
