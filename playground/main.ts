import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPlayground, type Playground } from './playground.ts';
import { sendText } from './respond.ts';

/** The playground alone, without any bot: `npm run playground [-- --json]`. */
async function main(): Promise<void> {
  if (process.env.NODE_ENV === 'production') {
    throw new Error('The playground refuses to run with NODE_ENV=production: it pretends to be Telegram and Slack.');
  }
  const json = process.argv.includes('--json');
  const port = portFrom(process.env.PORT);
  const dataDir = resolve(process.env.DATA_DIR || '.data', 'playground');

  let playground: Playground | null = null;
  const server = createServer((req, res) => {
    const path = (req.url ?? '').split('?')[0] ?? '';
    if (!playground) return sendText(res, 503, 'The playground is starting');
    if (path === '/playground' || path.startsWith('/playground/')) return playground.handle(req, res);
    res.writeHead(path === '/' ? 302 : 404, path === '/' ? { location: '/playground/' } : {});
    res.end();
  });
  server.on('upgrade', (req, socket, head) => (playground ? playground.upgrade(req, socket, head) : socket.destroy()));
  await listen(server, port);
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/playground`;

  playground = await createPlayground({ dataDir, baseUrl });
  if (process.env.SLACK_EVENTS_URL) {
    await playground.act({ surface: 'slack', do: 'connect-http', url: process.env.SLACK_EVENTS_URL });
  }
  await buildPageIfMissing();
  if (json) {
    process.stdout.write(`${JSON.stringify(playground.info)}\n`);
  } else {
    const { telegram, slack } = playground.info;
    process.stdout.write(
      [
        `Playground        ${baseUrl}/`,
        '',
        'Point a bot at it:',
        `  TELEGRAM_API_ROOT=${telegram.root}`,
        `  TELEGRAM_BOT_TOKEN=${telegram.token}`,
        `  SLACK_API_URL=${slack.root}`,
        `  SLACK_BOT_TOKEN=${slack.botToken}`,
        `  SLACK_APP_TOKEN=${slack.appToken}`,
        `  SLACK_SIGNING_SECRET=${slack.signingSecret}`,
        '',
        `Chats and counters are kept in ${dataDir}. Ctrl+C stops.`,
        '',
      ].join('\n'),
    );
  }

  const running = playground;
  const stop = () => {
    server.close();
    running.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function portFrom(text: string | undefined): number {
  const port = Number(text || 8081);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`PORT=${text} is not a port`);
  return port;
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<void> {
  return new Promise((done, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new Error(`Port ${port} is taken. Choose another: PORT=8082 npm run playground`) : error);
    });
    server.listen(port, '127.0.0.1', done);
  });
}

/** The wires work without the page, so a build that fails is said and does not stop the start. */
async function buildPageIfMissing(): Promise<void> {
  const page = fileURLToPath(new URL('./page', import.meta.url));
  if (existsSync(join(page, 'dist', 'index.html'))) return;
  const { NODE_ENV } = process.env;
  try {
    const { build } = await import('vite');
    await build({ configFile: join(page, 'vite.config.ts'), logLevel: 'silent' });
  } catch (error) {
    process.stderr.write(`The page could not be built: ${error instanceof Error ? error.message : String(error)}\n`);
  } finally {
    // A build declares this process a production; it is not.
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main().catch(fail);
