import { Button, Center, Loader, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useWords } from '../words.tsx';
import { Problem } from './problem.tsx';

type PageOf<T> = { items: T[]; next: string | null };

/** A list read page by page. */
export function usePages<T>(key: readonly unknown[], read: (after: string | undefined) => Promise<PageOf<T>>) {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
  return { ...query, items: query.data?.pages.flatMap((page) => page.items) };
}

type ListProps<T> = {
  query: ReturnType<typeof usePages<T>>;
  /** What to do next when there is nothing. */
  empty: ReactNode;
  children: (items: T[]) => ReactNode;
};

/** Rows of a list, or why there are none, and a button for more. */
export function List<T>({ query, empty, children }: ListProps<T>) {
  const { t } = useWords();
  if (query.error) return <Problem error={query.error} />;
  if (!query.items) return <Waiting />;
  if (query.items.length === 0) return <Empty>{empty}</Empty>;
  return (
    <Stack gap="sm">
      {children(query.items)}
      {query.hasNextPage ? (
        <Center>
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('page.more')}
          </Button>
        </Center>
      ) : null}
    </Stack>
  );
}

export function Waiting() {
  const { t } = useWords();
  return (
    <Center p="xl" aria-label={t('page.waiting')}>
      <Loader type="dots" />
    </Center>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return (
    <Text c="dimmed" ta="center" p="xl" component="div">
      {children}
    </Text>
  );
}
