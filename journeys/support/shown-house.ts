import type { Locale } from '../../locales/translate.ts';
import { type Eyes, openBrowser } from './browser.ts';
import { type Database, demoDatabase, emptyDatabase } from './databases.ts';
import { temporaryFolder } from './processes.ts';
import { type Product, startProduct } from './product.ts';

/** What a newcomer gets from one command: the demo, with the playground standing in, and a browser to look at it. */
export type ShownHouse = { product: Product; database: Database; eyes: Eyes; close(): Promise<void> };

/** `demo`: the American company instead, which seeds itself. */
export async function openShownHouse(postgresUrl: string, locale: Locale, demo?: 'maple'): Promise<ShownHouse> {
  const empty = () => (demo ? emptyDatabase(postgresUrl) : demoDatabase(postgresUrl, locale));
  const [database, folder] = await Promise.all([empty(), temporaryFolder()]);
  const stops: (() => Promise<void>)[] = [folder.remove, database.drop];
  const close = async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  };
  try {
    const product = await startProduct({
      ...{ DATABASE_URL: database.url, DATA_DIR: folder.path },
      ...(demo ? { DEMO: demo } : {}),
    });
    stops.push(product.stop);
    const eyes = await openBrowser();
    stops.push(eyes.close);
    return { product, database, eyes, close };
  } catch (error) {
    await close();
    throw error;
  }
}
