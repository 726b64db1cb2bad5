/** Slack's waits, in milliseconds. `speed` divides the waits between retries and nothing else. */
export type Timing = {
  /** How long an app may take to acknowledge. */
  ackMs: number;
  /** How long a trigger_id can be exchanged for a view. */
  triggerMs: number;
  /** Waits before the first, second and third repetition of an event. */
  retryMs: readonly number[];
  /** How long a person's click waits for a connection that was just lost. */
  holdMs: number;
  /** How long an event waits for an app that is not connected, before it is given up. */
  eventHoldMs: number;
  /** Between the pings of the server on a socket. */
  pingMs: number;
  speed: number;
};

export const defaultTiming: Timing = {
  ackMs: 3000,
  triggerMs: 3000,
  retryMs: [0, 60_000, 300_000],
  holdMs: 30_000,
  eventHoldMs: 600_000,
  pingMs: 5000,
  speed: 1,
};
