export type Call = {
  /** Grows by one a call; `after` in the transcript means this number. */
  n: number;
  /** Milliseconds since the epoch. */
  at: number;
  surface: 'telegram' | 'slack';
  /** `in`: the bot called us. `out`: we called the bot (webhook, event, envelope). */
  direction: 'in' | 'out';
  method: string;
  request: unknown;
  status: number;
  response: unknown;
  ms: number;
  /** What a real server would let pass but the caller should know, such as a parameter we do not know. */
  warnings?: string[];
};

export type Journal = {
  record(call: Omit<Call, 'n'>): void;
  /** Calls with `n` greater than `after`, oldest first; those that fell out of the ring are gone. */
  list(after?: number): Call[];
  subscribe(listener: (call: Call) => void): () => void;
  clear(): void;
};

/** The last `capacity` raw calls, for the drawer of the page and for tests. */
export function createJournal(capacity = 2000): Journal {
  let ring: Call[] = [];
  let n = 0;
  const listeners = new Set<(call: Call) => void>();
  return {
    record(call) {
      const kept = { n: ++n, ...call };
      ring.push(kept);
      // Trimmed in bulk: shifting an array of 2000 on every call would cost more than the call.
      if (ring.length >= capacity * 2) ring = ring.slice(-capacity);
      for (const listener of listeners) listener(kept);
    },
    list(after = 0) {
      return ring.slice(-capacity).filter((call) => call.n > after);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear() {
      ring = [];
    },
  };
}
