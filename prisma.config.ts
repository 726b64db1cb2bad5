import { defineConfig } from 'prisma/config';

// `prisma generate` needs no native schema engine, but the CLI looks for one at start and would download it.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } });
