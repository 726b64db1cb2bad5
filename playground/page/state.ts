import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react';
import type { Call } from '../wire/journal.ts';
import { type LiveChange, listen, type PageState, readCalls, readControl, readPage } from './api.ts';

/** Everything the page knows of the playground; parts read it through `useBoard`. */
export interface Board {
  page: PageState;
  online: boolean;
  calls: Call[];
  clearCalls(): void;
  /** Grows whenever what the key names changed: `telegram:100001`, `slack:C0TECHNICAL`, `slack:U0SERGEY`. */
  versionOf(key: string): number;
  refresh(): void;
}

const keptCalls = 500;
export const BoardContext = createContext<Board | null>(null);

export function useBoard(): Board {
  const board = useContext(BoardContext);
  if (!board) throw new Error('the board is read outside of the page');
  return board;
}

/** Reads the first picture, then follows the stream; null until the first picture is there. */
export function useLiveBoard(): Board | null {
  const [page, setPage] = useState<PageState | null>(null);
  const [online, setOnline] = useState(true);
  const [calls, setCalls] = useState<Call[]>([]);
  const [versions, setVersions] = useState<Record<string, number>>({});
  const timer = useRef<number | null>(null);

  const read = useCallback(() => {
    readPage().then(setPage, () => setOnline(false));
  }, []);
  const refresh = useCallback(() => {
    // Lists of chats and channels are read at most ten times a second, however fast messages come.
    timer.current ??= window.setTimeout(() => {
      timer.current = null;
      read();
    }, 100);
  }, [read]);

  useEffect(() => {
    const bump = (keys: string[]) =>
      setVersions((old) => {
        const next = { ...old };
        for (const key of keys) next[key] = (next[key] ?? 0) + 1;
        return next;
      });
    return listen({
      open: () => {
        setOnline(true);
        read();
        bump(['*']);
        readCalls().then(
          (all) => setCalls(all.slice(-keptCalls)),
          () => setOnline(false),
        );
      },
      lost: () => setOnline(false),
      change: (changes) => {
        bump(changes.flatMap(keysOf));
        refresh();
      },
      call: (fresh) => setCalls((old) => [...old, ...fresh].slice(-keptCalls)),
    });
  }, [read, refresh]);

  if (!page) return null;
  return {
    page,
    online,
    calls,
    clearCalls: () => setCalls([]),
    versionOf: (key) => (versions[key] ?? 0) + (versions['*'] ?? 0) + (versions[key.split(':')[0] ?? ''] ?? 0),
    refresh,
  };
}

function keysOf(change: LiveChange): string[] {
  if (change.surface === 'playground') return change.type === 'reset' ? ['*'] : [];
  const keys = [change.chat, change.channel, change.user].filter((id) => id !== undefined);
  return keys.length > 0 ? keys.map((id) => `${change.surface}:${id}`) : [change.surface];
}

/** A transcript that is read again whenever its version grows; the last one stays while the next is on its way. */
export function useTranscript<T>(path: string | null, version: number): T | null {
  const [held, setHeld] = useState<{ path: string; data: T } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version means reading the same path again
  useEffect(() => {
    if (!path) return;
    let current = true;
    readControl<T>(`transcript?${path}`).then(
      (data) => {
        if (current) setHeld({ path, data });
      },
      (error: unknown) => console.warn('transcript', error),
    );
    return () => {
      current = false;
    };
  }, [path, version]);
  return held && held.path === path ? held.data : null;
}

/** A choice that outlives a reload; the address may preset it (`#tg=100003&lang=en`), as screenshots and links do. */
export function useStored<T extends string>(key: string, initial: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => {
    const preset = new URLSearchParams(window.location.hash.slice(1)).get(key);
    return (preset ?? localStorage.getItem(`playground.${key}`) ?? initial) as T;
  });
  const set = useCallback(
    (next: T) => {
      localStorage.setItem(`playground.${key}`, next);
      setValue(next);
    },
    [key],
  );
  return [value, set];
}
