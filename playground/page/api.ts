import type { SlackPage, TelegramPage } from '../page-state.ts';
import type { PlaygroundInfo } from '../playground.ts';
import type { Fault, FaultInput } from '../wire/faults.ts';
import type { Call } from '../wire/journal.ts';

export interface PageState {
  info: PlaygroundInfo;
  telegram: TelegramPage;
  slack: SlackPage;
  faults: Fault[];
  limits: boolean;
}

/** What the stream says changed; `surface: 'playground'` is everything that belongs to neither half. */
export interface LiveChange {
  surface: 'telegram' | 'slack' | 'playground';
  type: string;
  chat?: number;
  channel?: string;
  user?: string;
}

/** The page lies at `/playground/`, wherever that is mounted. */
const base = new URL('.', window.location.href).pathname;

async function answer<T>(response: Response): Promise<T> {
  const body = (await response.json()) as T & { error?: string };
  if (!response.ok) throw new Error(body.error ?? `${response.status}`);
  return body;
}

export async function readControl<T>(path: string): Promise<T> {
  return answer<T>(await fetch(`${base}control/${path}`));
}

export async function postControl<T>(path: string, body: unknown): Promise<T> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return answer<T>(await fetch(`${base}control/${path}`, init));
}

/** Performs one deed of a person and returns its result; throws an Error with the playground's own words. */
export async function act<T = Record<string, unknown>>(action: Record<string, unknown>): Promise<T> {
  return (await postControl<{ result: T }>('act', action)).result;
}

export const readPage = () => readControl<PageState>('page');
export const armFault = (fault: FaultInput | { clear: true }) => postControl('faults', fault);
export const readCalls = async (after = 0) =>
  (await readControl<{ calls: Call[] }>(`transcript?surface=calls&after=${after}`)).calls;
export const telegramFileUrl = (fileId: string) => `${base}control/file?id=${encodeURIComponent(fileId)}`;

/** Listens to the stream until the returned function is called; `onOpen` also follows every reconnect. */
export function listen(on: {
  open: () => void;
  lost: () => void;
  change: (changes: LiveChange[]) => void;
  call: (calls: Call[]) => void;
}): () => void {
  const source = new EventSource(`${base}live`);
  source.addEventListener('open', on.open);
  source.addEventListener('error', on.lost);
  source.addEventListener('change', (event) => on.change(JSON.parse(event.data) as LiveChange[]));
  source.addEventListener('call', (event) => on.call(JSON.parse(event.data) as Call[]));
  return () => source.close();
}

/** The clock of the product, where it lets us see it; null where it does not. */
export interface DemoClock {
  now: string;
  frozen: boolean;
}

export async function readClock(): Promise<DemoClock | null> {
  try {
    const response = await fetch('/demo/clock', { headers: { accept: 'application/json' } });
    return response.ok ? ((await response.json()) as DemoClock) : null;
  } catch {
    return null;
  }
}

export async function moveClock(body: { advance: string } | { set: string } | { release: true }): Promise<void> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  await answer(await fetch('/demo/clock', init));
}

/** Whether a neighbour page of the product answers on this origin. */
export async function answers(path: string): Promise<boolean> {
  try {
    return (await fetch(path, { method: 'GET', redirect: 'follow' })).ok;
  } catch {
    return false;
  }
}
