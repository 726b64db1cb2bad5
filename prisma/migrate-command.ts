import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '#api/core/embedded-postgres.ts';
import { readEnv } from '#api/core/env.ts';
import { openLog } from '#api/core/log.ts';
import { realNow } from '#api/core/time.ts';
import { migrate, migrationsFolder } from './migrate.ts';
import { diffToSchema } from './schema-diff.ts';

/**
 * `npm run migrate` brings the database of DATABASE_URL (or the embedded one) up to date;
 * `npm run migrate new <name>` writes the migration that leads from the existing ones to schema.prisma, to be read
 * and completed by hand.
 */
async function runMigrateCommand(words: string[]): Promise<void> {
  const [verb, name] = words;
  if (verb === undefined) return migrateOurs();
  if (verb === 'new' && name && /^[a-z0-9-]+$/.test(name)) return writeMigration(name);
  console.error('usage: npm run migrate [new <name-with-dashes>]');
  process.exitCode = 1;
}

async function migrateOurs(): Promise<void> {
  const env = readEnv();
  const log = openLog(env.logLevel);
  const embedded = env.databaseUrl ? null : await startEmbeddedPostgres(env.dataDir, log);
  try {
    const applied = await migrate(env.databaseUrl ?? embedded?.url ?? '', log);
    console.log(applied.length > 0 ? `applied ${applied.join(', ')}` : 'nothing to apply');
  } finally {
    await embedded?.stop();
  }
}

async function writeMigration(name: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'domovoy-migration-'));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres(folder, openLog('warn'), { isThrowaway: true });
  try {
    await migrate(server.url);
    const sql = await diffToSchema(server.url);
    const stamp = realNow().toISOString().replace(/\D/g, '').slice(0, 14);
    const target = join(migrationsFolder, `${stamp}_${name}`);
    await mkdir(target);
    await writeFile(join(target, 'migration.sql'), `${sql || '-- Written by hand.'}\n`);
    console.log(`wrote ${join(target, 'migration.sql')}`);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

await runMigrateCommand(process.argv.slice(2));
