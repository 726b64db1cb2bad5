import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './page.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from './api.ts';
import { App } from './app.tsx';
import { themeWith } from './theme.ts';
import { useWords, WordsProvider } from './words.tsx';

const client = new QueryClient({
  queryCache: new QueryCache({
    // Signed out elsewhere, or deactivated: the page asks again who is here.
    onError: (error) => {
      if (error instanceof ApiProblem && error.status === 401) void client.invalidateQueries({ queryKey: ['session'] });
    },
  }),
  defaultOptions: {
    queries: { staleTime: 10_000, retry: (count, error) => count < 2 && !(error instanceof ApiProblem) },
  },
});

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <WordsProvider>
        <Dressed />
      </WordsProvider>
    </QueryClientProvider>
  </StrictMode>,
);

function Dressed() {
  const { t } = useWords();
  const theme = useMemo(() => themeWith(t('page.close')), [t]);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <Notifications position="bottom-right" limit={3} />
      <App />
    </MantineProvider>
  );
}
