import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '#prisma/generated/client.ts';
import type { Db } from './ctx.ts';

/** Opens the database behind `url` with at most `connections` connections; `close()` gives them back. */
export function openDatabase(url: string, connections = 20): { db: PrismaClient; close(): Promise<void> } {
  const config = {
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 15_000,
    application_name: 'domovoy',
    // Dates travel without an offset: a database set to another zone would read them as its own.
    options: '-c TimeZone=UTC',
  };
  const adapter = new PrismaPg(config, { statementNameGenerator: nameStatements() });
  const db = new PrismaClient({ adapter });
  urls.set(db, url);
  return { db, close: () => db.$disconnect() };
}

const urls = new WeakMap<object, string>();

/** Where an open database is, for what needs a connection of its own (COPY). Of the client, not of a transaction. */
export function databaseUrlOf(db: Db): string {
  const url = urls.get(db);
  if (url === undefined) throw new Error('only the client knows where its database is');
  return url;
}

/** How many statements each connection keeps prepared. */
const mostNames = 300;

/**
 * Names statements by their text, so that each connection parses and plans them once: planning is half the cost of Home. Texts
 * beyond the first few hundred (lists of varying length) go unnamed.
 */
function nameStatements(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= mostNames) return '';
    const name = createHash('sha256').update(sql).digest('base64url').slice(0, 32);
    names.set(sql, name);
    return name;
  };
}
