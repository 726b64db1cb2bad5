import { act } from '../api.ts';

/** A little longer than Slack waits for an app, so that its own verdict comes first. */
const ackMs = 3500;

/** Does what the app must acknowledge; throws an Error with `noAck` when it did not, as Slack's client would say. */
export async function tellApp(action: Record<string, unknown>, noAck: string): Promise<void> {
  const result = await act({ surface: 'slack', ...action, wait: ackMs });
  if (result.failed) throw new Error(noAck);
}
