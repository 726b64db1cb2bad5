import type { Json } from './model.ts';

/** What the page needs to hear to redraw. Messages and views come as the transcript shows them. */
export type FeedItem =
  | { type: 'message' | 'message-changed' | 'message-deleted'; channel: string; message: Json }
  | { type: 'ephemeral' | 'ephemeral-changed' | 'ephemeral-deleted'; channel: string; user: string; message: Json }
  | { type: 'view-opened' | 'view-updated' | 'view-closed'; user: string; viewId: string; view: Json | null }
  | { type: 'home'; user: string; view: Json }
  | { type: 'reaction'; channel: string; ts: string; message: Json }
  | { type: 'channel'; channel: string }
  | { type: 'user'; user: string }
  | { type: 'reset' }
  | { type: 'connection'; mode: 'socket' | 'http'; connections: number; url: string | null }
  | { type: 'ack'; envelopeId: string; ok: boolean; error: string | null };

export type Feed = {
  tell(item: FeedItem): void;
  subscribe(listener: (item: FeedItem) => void): () => void;
};

export function createFeed(): Feed {
  const listeners = new Set<(item: FeedItem) => void>();
  return {
    tell(item) {
      for (const listener of listeners) listener(item);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
