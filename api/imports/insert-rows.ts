import type { TxCtx } from '#api/core/ctx.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { inParts } from './in-parts.ts';

/** Tables whose columns are called in the client as in the database, but for `camelCase`. */
type Table = 'unit' | 'account' | 'resident' | 'occupancy';

/**
 * Inserts rows that all have the same fields by one statement a part: `createMany` writes a parameter for every cell, which costs ten
 * times as much.
 */
export async function insertRows(tx: TxCtx, table: Table, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const fields = Object.keys(first);
  const columns = Prisma.join(fields.map((field) => Prisma.raw(`"${columnOf(field)}"`)));
  const name = Prisma.raw(`"${table}"`);
  await inParts(rows, async (part) => {
    const given = part.map((row) =>
      Object.fromEntries(Object.entries(row).map(([field, cell]) => [columnOf(field), cell])),
    );
    await tx.db.$executeRaw(Prisma.sql`
      insert into ${name} (${columns})
      select ${columns} from jsonb_populate_recordset(null::${name}, ${JSON.stringify(given)}::jsonb)`);
  });
}

function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
