import type { Message } from 'grammy/types';
import { eventually, freePort, type Program, startProgram, temporaryFolder } from './processes.ts';

/** What `npm run --silent playground -- --json` says when it is ready. */
export type PlaygroundInfo = {
  telegram: { root: string; token: string; chats: { id: number; name: string }[] };
  slack: {
    root: string;
    botToken: string;
    appToken: string;
    signingSecret: string;
    channels: { id: string; name: string }[];
    colleagues: { id: string; name: string; email: string }[];
  };
};

export type SeenMessage = Message & { outgoing: boolean; deleted?: boolean; edits?: number };

export type SlackMessage = {
  ts: string;
  thread_ts?: string;
  user?: string;
  text: string;
  blocks?: { type: string; block_id?: string; [key: string]: unknown }[];
  files?: { id: string; name: string }[];
  ephemeralFor?: string;
  deleted?: boolean;
  pings?: string[];
};

export type SlackView = {
  id: string;
  callback_id?: string;
  blocks: { type: string; block_id?: string; [key: string]: unknown }[];
  title?: unknown;
};

/** One call between the bots and the platforms, as it was made and answered. */
export type SeenCall = {
  n: number;
  at: number;
  surface: 'telegram' | 'slack';
  direction: 'in' | 'out';
  method: string;
  request: unknown;
  status: number;
  response: unknown;
};

export type Playground = {
  info: PlaygroundInfo;
  program: Program;
  /** One act, or several that happen in one moment. */
  act<T = Record<string, unknown>>(action: Record<string, unknown> | Record<string, unknown>[]): Promise<T>;
  telegram(
    chat: number,
    after?: number,
  ): Promise<{
    messages: SeenMessage[];
    callbacks: { id: string; answer?: { text?: string; show_alert?: boolean } | null }[];
  }>;
  slack(
    channel: string,
    user?: string,
  ): Promise<{ messages: SlackMessage[]; views: Record<string, SlackView[]>; homes: Record<string, SlackView> }>;
  /** The newest calls, oldest first: those after call `after`. */
  calls(after?: number): Promise<SeenCall[]>;
  control(path: 'faults' | 'limits' | 'reset', body: object): Promise<void>;
  stop(): Promise<void>;
};

/** Starts the playground alone, in a process and a data folder of its own. */
export async function startPlayground(env: Record<string, string> = {}): Promise<Playground> {
  const port = await freePort();
  const folder = await temporaryFolder();
  const program = startProgram('playground/main.ts', ['--json'], { PORT: String(port), DATA_DIR: folder.path, ...env });
  const info = await eventually('the playground is ready', () => readInfo(program), {
    seconds: 30,
    lastSeen: program.output,
  });
  const control = `http://127.0.0.1:${port}/playground/control`;

  return {
    info,
    program,
    async act(action) {
      const answer = await post(`${control}/act`, action);
      if (!answer.ok)
        throw new Error(`act refused: ${JSON.stringify(answer)} for ${JSON.stringify(action).slice(0, 300)}`);
      return answer.result as never;
    },
    telegram: (chat, after) =>
      get(`${control}/transcript?surface=telegram&chat=${chat}${after ? `&after=${after}` : ''}`),
    slack: (channel, user) =>
      get(`${control}/transcript?surface=slack&channel=${channel}${user ? `&user=${user}` : ''}`),
    async calls(after = 0) {
      const { calls } = await get<{ calls: SeenCall[] }>(`${control}/transcript?surface=calls&after=${after}`);
      return calls;
    },
    async control(path, body) {
      await post(`${control}/${path}`, body);
    },
    async stop() {
      await program.kill('SIGTERM');
      await folder.remove();
    },
  };
}

function readInfo(program: Program): PlaygroundInfo | null {
  const line = program
    .output()
    .split('\n')
    .find((text) => text.startsWith('{"telegram"') || text.startsWith('{ "telegram"'));
  return line ? (JSON.parse(line) as PlaygroundInfo) : null;
}

async function post(url: string, body: object): Promise<{ ok?: boolean; result?: unknown; error?: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as { ok?: boolean };
}

async function get<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return (await response.json()) as T;
}
