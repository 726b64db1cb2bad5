import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../words.tsx';
import { Dialog } from './dialog.tsx';

type ConfirmProps = {
  title: string;
  /** What will happen, and what goes with it. */
  children: ReactNode;
  /** The deed in its own words, never "OK". */
  deed: string;
  isHarmful?: boolean;
  isPending: boolean;
  onDeed: () => void;
  onClose: () => void;
};

/** Asks before what cannot be taken back. The safe button comes first. */
export function Confirm({ title, children, deed, isHarmful, isPending, onDeed, onClose }: ConfirmProps) {
  const { t } = useWords();
  return (
    <Dialog onClose={onClose} title={title}>
      <Stack>
        <div>{children}</div>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('page.cancel')}
          </Button>
          <Button color={isHarmful ? 'red' : undefined} loading={isPending} onClick={onDeed}>
            {deed}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
