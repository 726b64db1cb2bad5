import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A Bot API and a Slack that say yes to everything and cost next to nothing: both sides of a row speak to the same. */
export type Stub = {
  telegramRoot: string;
  slackRoot: string;
  /** Called for every call of a bot. */
  onCall(listener: (method: string, body: Record<string, unknown>) => void): void;
  close(): Promise<void>;
};

export const stubToken = '700000001:BENCH-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

export async function startStub(): Promise<Stub> {
  const listeners: ((method: string, body: Record<string, unknown>) => void)[] = [];
  let messageId = 1000;

  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const method = path.slice(path.lastIndexOf('/') + 1);
    void readBody(request).then((body) => {
      if (path.startsWith('/slack/')) return reply(response, slackAnswer(method));
      messageId += 1;
      reply(response, { ok: true, result: telegramAnswer(method, body, messageId) });
      for (const listener of listeners) listener(method, body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    telegramRoot: origin,
    slackRoot: `${origin}/slack/api/`,
    onCall: (listener) => void listeners.push(listener),
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function telegramAnswer(method: string, body: Record<string, unknown>, messageId: number): unknown {
  if (method === 'getMe') return { id: 700000001, is_bot: true, first_name: 'Bench', username: 'bench_bot' };
  if (method === 'getUpdates') return [];
  if (!/^(send|edit)/.test(method)) return true;
  const chat = { id: Number(body.chat_id), type: 'private', first_name: 'x' };
  return { message_id: Number(body.message_id ?? messageId), date: 1, chat, text: String(body.text ?? '') };
}

function slackAnswer(method: string): object {
  if (method === 'auth.test')
    return { ok: true, team_id: 'T1', team: 't', user_id: 'U1', user: 'b', bot_id: 'B1', url: 'https://x.slack.com/' };
  return { ok: true, channel: 'C1', ts: '1.1', message: {} };
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function reply(response: ServerResponse, body: object): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}
