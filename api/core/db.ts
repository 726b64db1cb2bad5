import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '#prisma/generated/client.ts';

/** Opens the database behind `url` with at most `connections` connections; `close()` gives them back. */
export function openDatabase(url: string, connections = 20): { db: PrismaClient; close(): Promise<void> } {
  const adapter = new PrismaPg({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 15_000,
    application_name: 'domovoy',
    // Dates travel without an offset: a database set to another zone would read them as its own.
    options: '-c TimeZone=UTC',
  });
  const db = new PrismaClient({ adapter });
  return { db, close: () => db.$disconnect() };
}
