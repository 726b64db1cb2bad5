import type { Locale } from '../../locales/translate.ts';
import { type Database, demoDatabase } from './databases.ts';
import { type ColleagueHand, colleagueHand, type ResidentHand, residentHand } from './people.ts';
import { type Playground, startPlayground } from './playground.ts';
import { freePort, temporaryFolder } from './processes.ts';
import { type Product, playgroundEnv, startProduct } from './product.ts';
import { type Words, wordsOf } from './words.ts';

export type Combination = {
  queues: 'postgres' | 'redis';
  telegram: 'polling' | 'webhook';
  slack: 'socket' | 'http';
  locale: Locale;
};

/** The whole house of one journey: a playground and the product in processes of their own, on a database of its own. */
export type House = {
  combination: Combination;
  words: Words;
  database: Database;
  playground: Playground;
  product: Product;
  env: Record<string, string>;
  resident(chat: number): ResidentHand;
  colleague(user: string): ColleagueHand;
  close(): Promise<void>;
};

export async function openHouse(
  stage: { postgresUrl: string; redisUrl: string | null },
  combination: Combination,
  more: { env?: Record<string, string>; before?: (database: Database) => Promise<unknown> } = {},
): Promise<House> {
  const folder = await temporaryFolder();
  const [playground, database, port] = await Promise.all([
    startPlayground(),
    demoDatabase(stage.postgresUrl, combination.locale),
    freePort(),
  ]);
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...playgroundEnv(playground, { ...combination, publicUrl: url }),
    PORT: String(port),
    DATABASE_URL: database.url,
    DATA_DIR: folder.path,
    ...(stage.redisUrl && combination.queues === 'redis' ? { REDIS_URL: stage.redisUrl } : {}),
    ...more.env,
  };
  const close = async () => {
    await product?.stop();
    await playground.stop();
    await database.drop();
    await folder.remove();
  };
  let product: Product | null = null;
  try {
    await more.before?.(database);
    product = await startProduct(env);
    // Slack asks the address to prove itself, so the product must be there.
    if (combination.slack === 'http') {
      await playground.act({ surface: 'slack', do: 'connect-http', url: `${url}/slack/events` });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    combination,
    words: wordsOf(combination.locale),
    database,
    playground,
    product,
    env,
    resident: (chat) => residentHand(playground, chat),
    colleague: (user) => colleagueHand(playground, user, 'C0TECHNICAL'),
    close,
  };
}
