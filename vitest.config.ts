import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    reporters: ['default', './tools/not-run.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{api,bot,locales,admin,prisma,playground,tools,bench}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.ts', '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'db',
          include: ['{api,bot,prisma}/**/*.db.test.ts'],
          globalSetup: ['tools/test-postgres.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'journeys',
          // Journeys mostly wait for one another's turns; two at a time keep two cores busy.
          maxConcurrency: 2,
          include: ['journeys/**/*.test.ts'],
          exclude: ['journeys/browser/**', 'journeys/kill.test.ts'],
          globalSetup: ['tools/test-postgres.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          // Fifty sudden deaths: `npm run kills`, some five minutes that want the machine to themselves.
          name: 'kills',
          include: ['journeys/kill.test.ts'],
          globalSetup: ['tools/test-postgres.ts'],
          testTimeout: 900_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['journeys/browser/**/*.test.ts'],
          globalSetup: ['tools/test-postgres.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
