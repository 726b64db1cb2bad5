import { useCallback, useMemo, useState } from 'react';
import { act } from '../api.ts';
import { readBase64 } from '../files.ts';
import type { BlockHost, Deed } from './host.ts';
import { tellApp } from './tell-app.ts';
import type { Plain } from './types.ts';

export type Say = (words: string) => void;

export interface HostState {
  host: BlockHost;
  /** Values changed here and not yet sent, by block and action: what a submit carries. */
  values: Record<string, Record<string, Plain>>;
}

/**
 * A place where blocks live: `at` says it to the control (`{ channel, ts }`, `{ viewId }` or `{ home: true }`).
 * A click spins until the app acknowledges it; what the app refused or ignored is said as Slack says it.
 */
export function useBlockHost(
  user: string,
  at: Record<string, unknown>,
  shownValue: (blockId: string, actionId: string) => Plain | undefined,
  errors: Record<string, string>,
  say: { failed: Say; noAck: string },
): HostState {
  const [values, setValues] = useState<HostState['values']>({});
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const place = JSON.stringify(at);
  const change = useCallback((blockId: string, actionId: string, value: Plain) => {
    setValues((old) => ({ ...old, [blockId]: { ...old[blockId], [actionId]: value } }));
  }, []);

  const host = useMemo<BlockHost>(() => {
    const where = JSON.parse(place) as Record<string, unknown>;
    const tell = async ({ blockId, actionId, value, selected }: Deed) => {
      const key = `${blockId}/${actionId}`;
      setBusy((old) => new Set([...old, key]));
      try {
        const click = {
          do: 'click',
          user,
          ...where,
          blockId,
          actionId,
          ...(value === undefined ? {} : { value }),
          ...(selected === undefined ? {} : { selected }),
          // A form tells the app of every value in it, not only of the one that was changed.
          ...('viewId' in where ? { values } : {}),
        };
        await tellApp(click, say.noAck);
      } catch (error) {
        say.failed(error instanceof Error ? error.message : String(error));
      } finally {
        setBusy((old) => new Set([...old].filter((one) => one !== key)));
      }
    };
    return {
      act: (deed) => void tell(deed),
      valueOf: (blockId, actionId) => values[blockId]?.[actionId] ?? shownValue(blockId, actionId),
      change,
      upload: (files) => Promise.all(files.map((file) => uploadForForm(user, file))),
      errors,
      busy,
    };
  }, [user, place, values, shownValue, change, errors, busy, say.failed, say.noAck]);
  return { host, values };
}

async function uploadForForm(user: string, file: File): Promise<string> {
  const mime = file.type || 'application/octet-stream';
  const base64 = await readBase64(file);
  const result = await act({ surface: 'slack', do: 'upload', user, name: file.name, mime, base64 });
  return String(result.fileId);
}
