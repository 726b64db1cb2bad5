/**
 * The composition root: reads the environment, starts the roles this process has, and stops them in reverse. What a role
 * does not need is not even imported.
 */
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCompany } from '#api/company/company.ts';
import { getSetting } from '#api/company/settings.ts';
import { openClock } from '#api/core/clock.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { openDatabase } from '#api/core/db.ts';
import { type Env, EnvError, readEnv } from '#api/core/env.ts';
import { openDiskFiles } from '#api/core/files.ts';
import { listen } from '#api/core/listen.ts';
import { type Log, openLog } from '#api/core/log.ts';
import { type AppOptions, createApp } from '#api/http/app.ts';
import { demoClockRoutes } from '#api/http/demo-clock.ts';
import { migrate } from '#prisma/migrate.ts';
import type { Playground } from './playground/playground.ts';
import type { House } from './start/house.ts';
import type { Paying } from './start/paying.ts';
import { sayRefusal, sayWelcome, warnOfUnused } from './start/say.ts';

async function start(env: Env, log: Log, stops: House['stops']): Promise<void> {
  const databaseUrl = env.databaseUrl ?? (await openEmbeddedDatabase(env, log, stops));
  await migrate(databaseUrl, log);
  const { db, close } = openDatabase(databaseUrl);
  stops.push(close);
  const clock = await openClock(db, { movable: env.mode === 'development', databaseUrl });
  stops.push(() => clock.close());
  const ctx: Ctx = { db, now: clock.now, log, files: openDiskFiles(join(env.dataDir, 'files')) };
  await seedDemo(ctx, env);

  let isStarted = false;
  const house: House = {
    env,
    ctx,
    databaseUrl,
    mounts: [],
    checks: { start: () => isStarted },
    gauges: {},
    stops,
    botUsername: null,
    wakers: [],
  };
  const server = await openDoor(house, async () => void (await Promise.all(house.wakers.map((wake) => wake()))), clock);
  const playground = await openPlayground(house, server);
  const paying = await openPaying(house, playground);
  if (env.roles.includes('worker')) await (await import('./start/worker.ts')).startWorker(house, paying);
  if (env.roles.includes('telegram')) await startTelegramRole(house, playground, paying);
  if (env.roles.includes('slack')) await startSlackRole(house, playground);
  isStarted = true;
  log.info({ port: env.port, roles: env.roles }, 'house started');
  await welcome(house, playground);
}

async function openEmbeddedDatabase(env: Env, log: Log, stops: House['stops']): Promise<string> {
  const { startEmbeddedPostgres } = await import('#api/core/embedded-postgres.ts');
  const postgres = await startEmbeddedPostgres(env.dataDir, log);
  stops.push(postgres.stop);
  return postgres.url;
}

/** Fills an empty development database; people who do not exist never meet a real messenger. */
async function seedDemo(ctx: Ctx, env: Env): Promise<void> {
  const company = await findCompany(ctx);
  if (company?.isDemo && env.meetsRealPeople) {
    throw new EnvError([
      'This database holds the demo company, which never meets a real Telegram or Slack. Start an empty one beside it: DEMO=none DATA_DIR=.data-own npm start',
    ]);
  }
  if (company || env.demo === 'none') return;
  const { seedDemo: seed } = await import('#prisma/seed.ts');
  await seed(ctx, { demo: env.demo });
}

/** Listens at once, so that the playground answers while the bots start; `/readyz` tells when all are there. */
async function openDoor(
  house: House,
  moved: () => Promise<void>,
  clock: Awaited<ReturnType<typeof openClock>>,
): Promise<Server> {
  const { env, ctx } = house;
  const isDevelopment = env.mode === 'development';
  const brand = (await getSetting(ctx, 'brand')).name;
  const app = createApp(ctx, {
    brand,
    isPublic: !isDevelopment,
    mounts: house.mounts,
    checks: house.checks,
    gauges: house.gauges,
    ...(isDevelopment ? { demo: demoClockRoutes(clock, moved) } : {}),
    ...(env.roles.includes('api') ? { api: await openApi(house, brand) } : {}),
  });
  const server = createServer(app);
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(env.port, isDevelopment ? '127.0.0.1' : undefined, done);
  });
  house.stops.push(
    () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  );
  return server;
}

async function openApi(house: House, brand: string): Promise<NonNullable<AppOptions['api']>> {
  const { env, ctx } = house;
  const { createAuth } = await import('#api/http/auth.ts');
  const { allEndpoints } = await import('#api/http/endpoints.ts');
  const { readOrMakeSecret } = await import('#api/http/secret.ts');
  const secret = env.authSecret ?? (await readOrMakeSecret(join(env.dataDir, 'auth-secret')));
  const redis = env.redisUrl ? await openRedisConnection(env.redisUrl, house) : undefined;
  const auth = createAuth(ctx, { secret, baseUrl: publicUrl(env), isPublic: env.mode === 'production', redis });
  const endpoints = allEndpoints({ auth, brand, botUsername: () => house.botUsername });
  const adminFolder = fileURLToPath(new URL('./admin/dist', import.meta.url));
  return { endpoints, whoIs: auth.whoIs, auth: auth.handle, adminFolder };
}

/** Each half of the playground stands in only where its token is absent. */
async function openPlayground(house: House, server: Server): Promise<Playground | null> {
  const { env } = house;
  if (env.mode === 'production' || (env.telegram.token && env.slack.botToken)) return null;
  const { createPlayground } = await import('./playground/playground.ts');
  const { default: manifest } = await import('./bot/slack/manifest.json', { with: { type: 'json' } });
  const dataDir = join(env.dataDir, 'playground');
  const baseUrl = `http://127.0.0.1:${env.port}/playground`;
  const playground = await createPlayground({ dataDir, baseUrl, manifest });
  house.stops.push(() => playground.close());
  house.mounts.push({ path: '/playground', handle: playground.handle });
  server.on('upgrade', playground.upgrade);
  return playground;
}

/** Who moves money: the door of payers and of providers' notices stands where the API does. */
async function openPaying({ env, ctx, mounts }: House, playground: Playground | null): Promise<Paying> {
  const { openPaying: open, sayWays } = await import('./start/paying.ts');
  const paying = await open(ctx, env, playground?.info.payments ?? null);
  if (!env.roles.includes('api')) return paying;
  const { createPayDoor } = await import('#api/billing/payments/door/door.ts');
  const home = env.mode === 'production' ? env.publicUrl : publicUrl(env);
  mounts.push({ path: '/pay', handle: createPayDoor(ctx, paying.providers).handle });
  await sayWays(ctx, paying, home && `${home}/pay`);
  const notices = `http://127.0.0.1:${env.port}/pay/notices`;
  const told = { yookassa: `${notices}/yookassa`, stripe: `${notices}/stripe` };
  await playground?.act({ surface: 'payments', do: 'connect', ...told });
  return paying;
}

async function startTelegramRole(house: House, playground: Playground | null, paying: Paying): Promise<void> {
  const { env, ctx, stops } = house;
  const { startTelegram } = await import('#bot/telegram/telegram.ts');
  const standIn = env.telegram.token ? null : playground?.info.telegram;
  const redis = env.redisUrl ? await openRedisConnection(env.redisUrl, house) : undefined;
  const webhook = env.telegram.webhookSecret
    ? { url: `${publicUrl(env)}/telegram/webhook`, secret: env.telegram.webhookSecret }
    : undefined;
  const telegram = await startTelegram(ctx, {
    token: standIn?.token ?? env.telegram.token ?? '',
    apiRoot: standIn?.root ?? env.telegram.apiRoot ?? 'https://api.telegram.org',
    proxy: env.httpsProxy ?? undefined,
    webhook,
    redis,
    paymentToken: paying.telegramToken,
  });
  house.botUsername = telegram.username;
  stops.push(() => telegram.stop());
  if (telegram.webhook) house.mounts.push({ path: '/telegram/webhook', handle: telegram.webhook });
  house.gauges.telegram_waiting_interactive = {
    help: 'Answers that wait for their turn',
    read: () => telegram.pacer.waiting().interactive,
  };
  house.gauges.telegram_waiting_bulk = {
    help: 'Broadcast messages that wait for their turn',
    read: () => telegram.pacer.waiting().bulk,
  };
  await wakeOn(house, 'telegram', telegram.wake);
  await telegram.receive();
}

async function startSlackRole(house: House, playground: Playground | null): Promise<void> {
  const { env, ctx, stops } = house;
  const { startSlack } = await import('#bot/slack/slack.ts');
  const standIn = env.slack.botToken ? null : playground?.info.slack;
  const slack = await startSlack(ctx, {
    botToken: standIn?.botToken ?? env.slack.botToken ?? '',
    appToken: standIn?.appToken ?? env.slack.appToken ?? undefined,
    signingSecret: standIn?.signingSecret ?? env.slack.signingSecret ?? undefined,
    apiUrl: standIn?.root ?? env.slack.apiUrl,
    proxy: env.httpsProxy,
    adminUrl: `${publicUrl(env)}/admin`,
  });
  stops.push(() => slack.stop());
  if (slack.http) house.mounts.push({ path: '/slack/events', handle: slack.http });
  house.checks.slack = () => slack.isReady();
  await wakeOn(house, 'slack', slack.wake);
  await slack.receive();
}

/** Rows of a channel that wait are announced by the database. */
async function wakeOn({ ctx, databaseUrl, stops, wakers }: House, channel: string, wake: () => void): Promise<void> {
  wakers.push(wake);
  for (const what of ['delivery', 'card', 'attachment']) {
    stops.push(
      await listen(
        databaseUrl,
        what,
        (payload) => (payload === '' || payload === channel ? wake() : undefined),
        ctx.log,
      ),
    );
  }
}

async function openRedisConnection(url: string, { ctx, stops }: House) {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, { maxRetriesPerRequest: 2 });
  redis.on('error', (error) => ctx.log.warn({ error }, 'Redis does not answer'));
  stops.push(async () => redis.disconnect());
  return redis;
}

function publicUrl(env: Env): string {
  return env.publicUrl ?? `http://127.0.0.1:${env.port}`;
}

/** What a person at the terminal needs next: the addresses, and the first manager's one-time link. */
async function welcome({ env, ctx }: House, playground: Playground | null): Promise<void> {
  if (!env.roles.includes('api')) return;
  const { inviteForStart } = await import('#api/staff/sign-in.ts');
  const token = await inviteForStart(ctx, env.adminEmail);
  const isDemo = (await findCompany(ctx))?.isDemo && env.demo !== 'none' && playground;
  const [code] = isDemo ? (await import('#prisma/seed.ts')).demoJoinCodes(env.demo === 'maple' ? 'maple' : 'uk') : [];
  const home = publicUrl(env);
  sayWelcome({
    playground: playground && `http://127.0.0.1:${env.port}/playground/`,
    admin: `${home}/admin`,
    docs: `${home}/api/docs`,
    'sign-in': token && `${home}/admin/welcome#${token}`,
    'join-code': code?.code,
  });
}

async function main(): Promise<void> {
  const stops: House['stops'] = [];
  let log: Log | null = null;
  const stop = async () => {
    for (const one of stops.splice(0).reverse())
      await one().catch((error: unknown) => log?.error({ error }, 'a part did not stop'));
  };
  try {
    if (existsSync('.env')) process.loadEnvFile();
    const env = readEnv();
    log = openLog(env.logLevel);
    warnOfUnused(env, log);
    const ended = new Promise<void>((done) => {
      process.once('SIGINT', () => done());
      process.once('SIGTERM', () => done());
    });
    await start(env, log, stops);
    await ended;
  } catch (error) {
    sayRefusal(error);
    process.exitCode = 1;
  }
  await stop();
}

await main();
// A library may keep a timer or a socket; everything of ours has stopped.
process.exit();
