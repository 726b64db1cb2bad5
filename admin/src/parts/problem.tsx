import { Alert } from '@mantine/core';
import { ApiProblem } from '../api.ts';
import { useWords, type Words } from '../words.tsx';

/** What a person is told of an error: the API's own sentence, ours for its code, or that the network is away. */
export function sayProblem({ t, has }: Pick<Words, 't' | 'has'>, error: unknown): string {
  if (!(error instanceof ApiProblem)) return t('problems.no-answer');
  if (error.detail) return error.detail;
  const key = `problems.${error.code}`;
  if (error.code === 'input.invalid') return t('problems.input', { fields: error.fields.map(lastWord).join(', ') });
  return has(key) ? t(key) : t('problems.unknown', { code: error.code });
}

export function Problem({ error }: { error: unknown }) {
  const words = useWords();
  if (!error) return null;
  return (
    <Alert color="red" variant="light" role="alert" title={words.t('problems.title')}>
      {sayProblem(words, error)}
    </Alert>
  );
}

function lastWord(path: string): string {
  return path.split('.').at(-1) ?? path;
}
