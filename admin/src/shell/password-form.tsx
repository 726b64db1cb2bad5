import { Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { send } from '../api.ts';
import { useDeed } from '../parts/deed.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Problem } from '../parts/problem.tsx';
import { useWords } from '../words.tsx';

/** A new password; other browsers are signed out. */
export function PasswordForm({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: { newPassword: (value) => (value.length < 10 ? t('welcome.too-short') : null) },
  });
  const change = useDeed(
    (input: { currentPassword: string; newPassword: string }) =>
      send('/api/auth/change-password', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...input, revokeOtherSessions: true }),
      }),
    { said: t('me.password-changed'), isSaidInPlace: true, after: onClose },
  );
  return (
    <Dialog onClose={onClose} title={t('me.password')}>
      <form onSubmit={form.onSubmit((values) => change.run(values))}>
        <Stack>
          <PasswordInput
            label={t('me.current-password')}
            autoComplete="current-password"
            required
            data-autofocus
            {...form.getInputProps('currentPassword')}
          />
          <PasswordInput
            label={t('me.new-password')}
            description={t('welcome.rule')}
            autoComplete="new-password"
            required
            {...form.getInputProps('newPassword')}
          />
          <Problem error={change.error} />
          <Button type="submit" loading={change.isPending}>
            {t('page.save')}
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
