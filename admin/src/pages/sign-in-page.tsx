import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { send } from '../api.ts';
import { useDeed } from '../parts/deed.ts';
import { Problem } from '../parts/problem.tsx';
import type { Session } from '../session.tsx';
import { Doorstep } from '../shell/doorstep.tsx';
import { useWords } from '../words.tsx';

export function SignInPage({ session }: { session: Session }) {
  const { t } = useWords();
  const form = useForm({ initialValues: { email: '', password: '' } });
  const signIn = useDeed(
    (input: { email: string; password: string }) =>
      send('/api/auth/sign-in/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      }),
    { refresh: ['session'], isSaidInPlace: true },
  );
  return (
    <Doorstep title={t('sign-in.title')} about={session.company?.name} brand={session.brand}>
      <form onSubmit={form.onSubmit((values) => signIn.run(values))}>
        <Stack>
          <TextInput
            label={t('sign-in.email')}
            type="email"
            autoComplete="username"
            required
            autoFocus
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t('sign-in.password')}
            autoComplete="current-password"
            required
            {...form.getInputProps('password')}
          />
          <Problem error={signIn.error} />
          <Button type="submit" loading={signIn.isPending}>
            {t('sign-in.go')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('sign-in.lost')}
          </Text>
        </Stack>
      </form>
    </Doorstep>
  );
}
