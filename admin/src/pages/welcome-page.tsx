import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { answerOf, api } from '../api.ts';
import { useDeed } from '../parts/deed.ts';
import { Waiting } from '../parts/list.tsx';
import { sayProblem } from '../parts/problem.tsx';
import { Doorstep } from '../shell/doorstep.tsx';
import { useWords } from '../words.tsx';

/** Where a one-time link leads: `/admin/welcome#<token>`. What follows `#` reaches no server's log. */
export function WelcomePage() {
  const words = useWords();
  const { t } = words;
  const navigate = useNavigate();
  const [token] = useState(() => location.hash.slice(1));
  const link = useQuery({
    queryKey: ['welcome', token],
    queryFn: () => answerOf(api.POST('/api/v1/staff/welcome/check', { body: { token } })),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const form = useForm({
    initialValues: { password: '', again: '' },
    validate: {
      password: (value) => (value.length < 10 ? t('welcome.too-short') : null),
      again: (value, values) => (value === values.password ? null : t('welcome.differs')),
    },
  });
  const enter = useDeed(
    (password: string) => answerOf(api.POST('/api/v1/staff/welcome', { body: { token, password } })),
    { refresh: ['session'], isSaidInPlace: true, after: () => void navigate('/', { replace: true }) },
  );
  const refusal = link.error ?? enter.error;
  if (link.isPending) return <Waiting />;
  if (!link.data || refusal) {
    return (
      <Doorstep title={t('welcome.title')}>
        <Alert color="red" role="alert">
          {sayProblem(words, refusal)}
        </Alert>
        <Button variant="default" onClick={() => void navigate('/')}>
          {t('welcome.to-sign-in')}
        </Button>
      </Doorstep>
    );
  }
  return (
    <Doorstep title={t('welcome.hello', { name: link.data.name })} about={t('welcome.about')}>
      <form onSubmit={form.onSubmit(({ password }) => enter.run(password))}>
        <Stack>
          <TextInput label={t('sign-in.email')} value={link.data.email} readOnly autoComplete="username" type="email" />
          <PasswordInput
            label={t('welcome.password')}
            description={t('welcome.rule')}
            autoComplete="new-password"
            required
            autoFocus
            {...form.getInputProps('password')}
          />
          <PasswordInput
            label={t('welcome.again')}
            autoComplete="new-password"
            required
            {...form.getInputProps('again')}
          />
          <Button type="submit" loading={enter.isPending}>
            {t('welcome.go')}
          </Button>
        </Stack>
      </form>
    </Doorstep>
  );
}
