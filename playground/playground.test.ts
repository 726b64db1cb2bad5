import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bot } from 'grammy';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPlayground, type Playground } from './playground.ts';

let server: Server;
let playground: Playground;
let dataDir: string;
let origin: string;

async function open(): Promise<void> {
  server = createServer((req, res) => playground.handle(req, res));
  server.on('upgrade', (req, socket, head) => playground.upgrade(req, socket, head));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  playground = await createPlayground({ dataDir, baseUrl: `${origin}/playground` });
}

async function shut(): Promise<void> {
  await playground.close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'playground-'));
  await open();
});

afterAll(async () => {
  await shut();
  await rm(dataDir, { recursive: true, force: true });
});

async function control(path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${origin}/playground/control/${path}`, init);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const textsOf = (body: Record<string, unknown>) => (body.messages as Array<{ text: string }>).map((one) => one.text);

describe('the control', () => {
  it('performs a list of deeds in order and answers each', async () => {
    const list = ['one', 'two'].map((text) => ({ surface: 'telegram', chat: 100002, do: 'text', text }));
    const { status, body } = await control('act', list);
    expect(status).toBe(200);
    expect(body.result).toHaveLength(2);
    const seen = await control('transcript?surface=telegram&chat=100002');
    expect(textsOf(seen.body)).toEqual(['one', 'two']);
  });

  it('says which deed of a list was refused and what was done before', async () => {
    const good = { surface: 'telegram', chat: 100002, do: 'text', text: 'before' };
    const { status, body } = await control('act', [good, { surface: 'telegram', chat: 100002, do: 'fly' }]);
    expect(status).toBe(400);
    expect(body).toMatchObject({ ok: false, error: expect.stringContaining('action 1'), done: [{}] });
  });

  it('answers 404 for what it does not know and 400 for what is malformed', async () => {
    expect((await control('fly')).status).toBe(404);
    expect((await control('act', { surface: 'fax' })).status).toBe(400);
    expect((await control('act', 'text')).status).toBe(400);
    expect((await control('transcript?surface=telegram&chat=1')).status).toBe(400);
    expect((await control('transcript?surface=slack&channel=C0NOWHERE')).status).toBe(400);
    expect((await control('limits', { on: 'yes' })).status).toBe(400);
    for (const fault of [{}, { surface: 'slack', kind: 'flood' }, { surface: 'slack', kind: '429', times: 0 }]) {
      expect((await control('faults', fault)).body).toMatchObject({ ok: false, error: expect.any(String) });
    }
    const broken = await fetch(`${origin}/playground/control/act`, { method: 'POST', body: '{"surface":' });
    expect(broken.status).toBe(400);
  });

  it('arms a fault, breaks one call with it and forgets it', async () => {
    await control('faults', { surface: 'telegram', method: 'getMe', kind: '429', retryAfter: 7 });
    const { root, token } = playground.info.telegram;
    const first = await fetch(`${root}/bot${token}/getMe`);
    expect(first.status).toBe(429);
    expect(await first.json()).toMatchObject({ parameters: { retry_after: 7 } });
    expect((await fetch(`${root}/bot${token}/getMe`)).status).toBe(200);
    expect((await control('faults')).body.faults).toEqual([]);
  });

  it('keeps the raw calls, newest last, and reads on from a number', async () => {
    const { root, token } = playground.info.telegram;
    await fetch(`${root}/bot${token}/getMe`);
    const all = (await control('transcript?surface=calls')).body.calls as Array<{ n: number; method: string }>;
    const last = all.at(-1);
    expect(last?.method).toBe('getMe');
    expect((await control(`transcript?surface=calls&after=${last?.n}`)).body.calls).toEqual([]);
  });

  it('is closed to other sites and other names', async () => {
    const foreign = await fetch(`${origin}/playground/control/reset`, {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
    });
    expect(foreign.status).toBe(403);
    // fetch does not let a caller choose the Host; a rebound DNS name does.
    const rebound = await new Promise<number | undefined>((done) => {
      const options = { headers: { host: 'playground.evil.example' } };
      request(`${origin}/playground/control/page`, options, (res) => done(res.resume().statusCode)).end();
    });
    expect(rebound).toBe(403);
  });

  it('shows a file of a message to the page, and runs nothing in it', async () => {
    const page = Buffer.from('<script>alert(1)</script>').toString('base64');
    const act = { surface: 'telegram', chat: 100003, do: 'document', name: 'a.html', mime: 'text/html', base64: page };
    await control('act', act);
    const seen = await control('transcript?surface=telegram&chat=100003');
    const [message] = seen.body.messages as Array<{ document: { file_id: string } }>;
    const file = await fetch(`${origin}/playground/control/file?id=${message?.document.file_id}`);
    expect(await file.text()).toContain('alert');
    expect(file.headers.get('content-type')).toBe('application/octet-stream');
    expect(file.headers.get('content-disposition')).toContain('attachment');
    expect((await fetch(`${origin}/playground/control/file?id=nothing`)).status).toBe(404);
  });
});

describe('the page', () => {
  it('is redirected to its folder and never leaves it', async () => {
    const there = await fetch(`${origin}/playground`, { redirect: 'manual' });
    expect([there.status, there.headers.get('location')]).toEqual([302, '/playground/']);
    for (const path of ['assets/../../../package.json', 'assets/%2e%2e/%2e%2e/vite.config.ts', 'nothing.js']) {
      expect((await fetch(`${origin}/playground/${path}`)).status).toBe(404);
    }
  });

  it('counts what the bot wrote and everybody posted', async () => {
    await control('act', { surface: 'slack', user: 'U0SERGEY', do: 'message', channel: 'C0GENERAL', text: 'good day' });
    const { root, token } = playground.info.telegram;
    const sent = await fetch(`${root}/bot${token}/sendMessage?chat_id=100002&text=hello`);
    const { result } = (await sent.json()) as { result: { message_id: number } };
    const { body } = await control('page');
    const { telegram, slack } = body as {
      telegram: { chats: Array<{ person: { id: number }; byBot: number[] }> };
      slack: { channels: Array<{ id: string; recent: string[] }> };
    };
    expect(telegram.chats.find((one) => one.person.id === 100002)?.byBot).toEqual([result.message_id]);
    expect(slack.channels.find((one) => one.id === 'C0GENERAL')?.recent).toHaveLength(1);
  });

  it('hears of changes and calls as they happen', async () => {
    const stop = new AbortController();
    const stream = await fetch(`${origin}/playground/live`, { signal: stop.signal });
    let heard = '';
    const reading = (async () => {
      for await (const chunk of stream.body as unknown as AsyncIterable<Uint8Array>)
        heard += Buffer.from(chunk).toString();
    })().catch(() => 'aborted');
    await control('act', { surface: 'telegram', chat: 100004, do: 'text', text: 'hi' });
    const { root, token } = playground.info.telegram;
    await fetch(`${root}/bot${token}/getMe`);
    await vi.waitFor(() => {
      expect(heard).toMatch(/event: change\ndata: .*"chat":100004/);
      expect(heard).toMatch(/event: call\ndata: .*getMe/);
    });
    stop.abort();
    await reading;
  });
});

describe('the two wires together', () => {
  it('lets a grammY bot answer a person', async () => {
    const { root, token } = playground.info.telegram;
    const bot = new Bot(token, { client: { apiRoot: root } });
    bot.command('start', (ctx) => ctx.reply(`welcome ${ctx.match}`));
    const running = bot.start();
    await control('act', { surface: 'telegram', chat: 100005, do: 'text', text: '/start abc' });
    await vi.waitFor(async () => {
      const { body } = await control('transcript?surface=telegram&chat=100005');
      expect(textsOf(body)).toEqual(['/start abc', 'welcome abc']);
    });
    await bot.stop();
    await running;
  });

  it('keeps chats and channels over a restart, and empties both on reset', async () => {
    await control('act', { surface: 'telegram', chat: 100006, do: 'text', text: 'remember me' });
    await control('act', { surface: 'slack', user: 'U0IVAN', do: 'message', channel: 'C0RANDOM', text: 'and me' });
    await shut();
    await open();
    expect(textsOf((await control('transcript?surface=telegram&chat=100006')).body)).toEqual(['remember me']);
    expect(textsOf((await control('transcript?surface=slack&channel=C0RANDOM')).body)).toEqual(['and me']);

    await control('faults', { surface: 'slack', kind: 'outage', times: -1 });
    expect((await control('reset', {})).status).toBe(200);
    expect((await control('transcript?surface=telegram&chat=100006')).body.messages).toEqual([]);
    expect((await control('transcript?surface=slack&channel=C0RANDOM')).body.messages).toEqual([]);
    expect((await control('faults')).body.faults).toEqual([]);
  });
});
