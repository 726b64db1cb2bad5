import { describe, expect, inject, it } from 'vitest';
import { hasRedis, noRedis, startTestRedis } from '../tools/test-redis.ts';
import { channel, findCard } from './steps/claim.ts';
import { reportLeak } from './steps/report.ts';
import { setUpCompany } from './steps/set-up.ts';
import { acceptAndRate, workAndResolve } from './steps/work.ts';
import { emptyDatabase } from './support/databases.ts';
import { openFrontDoor } from './support/front-door.ts';
import type { House } from './support/house.ts';
import { managerByLink } from './support/manager.ts';
import { colleagueHand, residentHand } from './support/people.ts';
import { startPlayground } from './support/playground.ts';
import { freePort, startProgram, temporaryFolder } from './support/processes.ts';
import { playgroundEnv, startProduct } from './support/product.ts';
import { wordsOf } from './support/words.ts';

const roles = ['api', 'worker', 'telegram', 'slack'] as const;
type Role = (typeof roles)[number];

/** Everything that production wants; nobody answers there. */
const complete: Record<string, string> = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://nobody:none@127.0.0.1:9/none',
  REDIS_URL: 'redis://127.0.0.1:9',
  AUTH_SECRET: 'thirty-two characters, or some more of them',
  ADMIN_EMAIL: 'boss@new.example',
  TELEGRAM_BOT_TOKEN: '123456789:AA-not-a-real-token-of-anybody-0001',
  SLACK_BOT_TOKEN: 'xoxb-not-a-real-token',
  SLACK_SIGNING_SECRET: 'not-a-real-secret',
};

const needed: { role: Role | 'all'; without: string; says?: RegExp }[] = [
  { role: 'all', without: 'DATABASE_URL' },
  { role: 'api', without: 'AUTH_SECRET' },
  { role: 'api', without: 'ADMIN_EMAIL' },
  { role: 'telegram', without: 'TELEGRAM_BOT_TOKEN' },
  { role: 'slack', without: 'SLACK_BOT_TOKEN' },
  { role: 'slack', without: 'SLACK_SIGNING_SECRET', says: /SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is missing/ },
  { role: 'worker', without: 'REDIS_URL' },
];

describe('production', () => {
  it.each(needed)('$role names what is missing without $without, and exits with 1', async ({ role, without, says }) => {
    const { [without]: _, ...env } = complete;
    const program = startProgram('main.ts', [], { ...env, ...(role === 'all' ? {} : { ROLES: role }) });
    expect(await program.exited).toBe(1);
    expect(program.output()).toMatch(says ?? new RegExp(`${without} is missing`));
  });

  it('refuses the playground', async () => {
    const program = startProgram('playground/main.ts', [], { NODE_ENV: 'production', PORT: String(await freePort()) });
    expect(await program.exited).toBe(1);
    expect(program.output()).toMatch(/production/);
  });

  const isRunnable = hasRedis();
  const name = 'as four role processes serves a company from its first manager to a finished request';
  it.runIf(isRunnable)(isRunnable ? name : `${name} (${noRedis})`, async () => {
    const stops: (() => Promise<unknown>)[] = [];
    try {
      const house = await openProduction(stops);
      const manager = await managerByLink(house.product, house.env.PUBLIC_URL);
      const invitation = await setUpCompany(manager);
      const { words } = house;
      const resident = house.resident(100101);
      await resident.say('/start');
      await resident.sees(words.says('resident.join.hello'));
      await resident.say(invitation.code);
      await resident.sees(words.says('resident.join.connected-account', { account: '0000600014' }));

      const reported = await reportLeak(house, resident);
      const card = await findCard(house, reported);
      const sergey = house.colleague('U0SERGEY');
      await sergey.click(channel, card, /^ticket-claim$/);
      await sergey.card(channel, reported.number, words.says('slack.states.claimed'));
      await workAndResolve(house, resident, reported, card, 'U0SERGEY');
      await acceptAndRate(house, resident, reported, 'U0SERGEY');
    } finally {
      for (const stop of stops.reverse()) await stop();
    }
  });
});

async function openProduction(stops: (() => Promise<unknown>)[]): Promise<House> {
  const redis = await startTestRedis({ appendonly: 'yes', appenddirname: `production-${process.pid}` });
  if (!redis) throw new Error(noRedis);
  stops.push(() => redis.stop());
  const playground = await startPlayground();
  stops.push(() => playground.stop());
  const database = await emptyDatabase(inject('postgresUrl'));
  stops.push(() => database.drop());
  const folder = await temporaryFolder();
  stops.push(() => folder.remove());
  const ports = {
    api: await freePort(),
    worker: await freePort(),
    telegram: await freePort(),
    slack: await freePort(),
  };
  const door = await openFrontDoor((path) =>
    path.startsWith('/telegram/webhook') ? ports.telegram : path.startsWith('/slack/events') ? ports.slack : ports.api,
  );
  stops.push(() => door.close());
  const env = {
    ...complete,
    ...playgroundEnv(playground, { slack: 'http', telegram: 'webhook', publicUrl: door.url }),
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    DATA_DIR: folder.path,
  };
  const started = await Promise.all(
    roles.map(async (role) => {
      const product = await startProduct({ ...env, ROLES: role, PORT: String(ports[role]) });
      stops.push(() => product.stop());
      return product;
    }),
  );
  const [product] = started;
  if (!product) throw new Error('no process');
  await playground.act({ surface: 'slack', do: 'connect-http', url: `${door.url}/slack/events` });
  return {
    combination: { queues: 'redis', telegram: 'webhook', slack: 'http', locale: 'ru' },
    words: wordsOf('ru'),
    database,
    playground,
    product,
    env,
    resident: (chat) => residentHand(playground, chat),
    colleague: (user) => colleagueHand(playground, user, channel),
    close: async () => {},
  };
}
