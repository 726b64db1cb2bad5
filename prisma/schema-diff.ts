import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import { Pool, type QueryResult } from 'pg';

/**
 * The SQL that turns the database behind `databaseUrl` into what `schema.prisma` says; empty when they agree.
 * It cannot see checks, triggers, sequences and partial indexes: those are ours to write by hand.
 *
 * Prisma's command would download a native engine for this. Its WebAssembly build needs no network, but it is Prisma's internal
 * package: nothing else touches it, and `migrate.db.test.ts` proves that it still tells a difference.
 */
export async function diffToSchema(databaseUrl: string): Promise<string> {
  const path = fileURLToPath(new URL('./schema.prisma', import.meta.url));
  const schema = { path: 'schema.prisma', content: await readFile(path, 'utf8') };
  engineModule ??= loadEngine();
  const { SchemaEngine } = await engineModule;
  const pool = new Pool({ connectionString: databaseUrl });
  const adapter = bindMigrationAwareSqlAdapterFactory(adapterThatReadsCatalogs(pool));
  const engine: SchemaEngine = await SchemaEngine.new(
    { datamodels: [[schema.path, schema.content]] },
    ignoreLog,
    adapter,
  );
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files: [schema], configDir: dirname(path) },
      to: { tag: 'schemaDatamodel', files: [schema] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const sql = (stdout ?? '').trim();
    return sql === '-- This is an empty migration.' ? '' : sql;
  } finally {
    engine.free();
    await pool.end();
  }
}

/**
 * Prisma's adapter for `pg`, taught the catalogs' own `"char"` type (18), which the engine asks for and the adapter refuses:
 * its columns pass as varchar (1043) and are renamed to characters on the way out. The engine asks one thing at a time.
 */
function adapterThatReadsCatalogs(pool: Pool): PrismaPg {
  const ask = pool.query.bind(pool) as (...args: unknown[]) => Promise<QueryResult>;
  let charColumns: number[] = [];
  Object.assign(pool, {
    query: async (...args: unknown[]) => {
      const result = await ask(...args);
      charColumns = result.fields.flatMap((field, index) => (field.dataTypeID === 18 ? [index] : []));
      for (const index of charColumns) Object.assign(result.fields[index] ?? {}, { dataTypeID: 1043 });
      return result;
    },
  });
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const index of charColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  };
  return factory;
}

type Engine = { SchemaEngine: typeof SchemaEngine; __wbg_set_wasm(exports: WebAssembly.Exports): void };

/** Loaded once: its glue keeps one memory for the whole process. */
let engineModule: Promise<Engine> | undefined;

async function loadEngine(): Promise<Engine> {
  // The engine reports a panic through this global before it traps.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: (words: string) => console.error(words) } });
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const engine = (await import(entry)) as Engine & WebAssembly.ModuleImports;
  const bytes = await readFile(join(dirname(entry), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': engine });
  engine.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
  return engine;
}

/** The engine's log repeats what it then throws. */
function ignoreLog(): void {}
