import { afterEach, describe, expect, inject, it } from 'vitest';
import { type Database, emptyDatabase } from './support/databases.ts';
import { eventually, freePort, type Program, startProgram, temporaryFolder } from './support/processes.ts';

const token = '123456789:AA-not-a-real-token-of-anybody-0001';
const watch = new URL('./support/watch-fetch.mjs', import.meta.url).href;

describe('with only a bot token', () => {
  let program: Program | null = null;
  let database: Database | null = null;
  let folder: Awaited<ReturnType<typeof temporaryFolder>> | null = null;
  afterEach(async () => {
    await program?.kill('SIGKILL');
    await database?.drop();
    await folder?.remove();
  });

  it('asks the real Telegram who it is before anything else, for an empty company', async () => {
    folder = await temporaryFolder();
    database = await emptyDatabase(inject('postgresUrl'));
    program = startProgram('main.ts', [], {
      TELEGRAM_BOT_TOKEN: token,
      DATABASE_URL: database.url,
      DATA_DIR: folder.path,
      PORT: String(await freePort()),
      NODE_OPTIONS: `--import ${watch}`,
    });
    const started = program;
    const first = await eventually('a request is seen', () => /^fetched (.+)$/m.exec(started.output())?.[1], {
      seconds: 30,
      lastSeen: started.output,
    });
    expect(first).toBe(`https://api.telegram.org/bot${token}/getMe`);
    expect(await database.count('select count(*) from company')).toBe(0);
  });
});
