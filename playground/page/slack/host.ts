import { createContext, useContext } from 'react';
import type { Plain } from './types.ts';

export interface Deed {
  blockId: string;
  actionId: string;
  /** A button's own value. */
  value?: string;
  /** What was chosen or typed. */
  selected?: Plain;
}

/** What blocks stand in: a message, a modal or a Home. Elements ask it instead of knowing where they are. */
export interface BlockHost {
  /** Tells the app of a click or a choice. */
  act(deed: Deed): void;
  /** The value shown now; undefined means the element's own initial one. */
  valueOf(blockId: string, actionId: string): Plain | undefined;
  /** Keeps a value without telling the app. */
  change(blockId: string, actionId: string, value: Plain): void;
  /** Uploads for a file_input; resolves to file ids. */
  upload(files: File[]): Promise<string[]>;
  errors: Record<string, string>;
  /** `blockId/actionId` of what the app has not acknowledged yet. */
  busy: ReadonlySet<string>;
}

export const HostContext = createContext<BlockHost | null>(null);

export function useHost(): BlockHost {
  const host = useContext(HostContext);
  if (!host) throw new Error('blocks are drawn inside a host');
  return host;
}
