/** The least a process with our dependencies costs: it imports them and does nothing. */
import '@prisma/adapter-pg';
import '@resvg/resvg-js';
import '#prisma/generated/client.ts';
import '@slack/bolt';
import 'better-auth';
import 'bullmq';
import 'date-holidays';
import 'express';
import 'grammy';
import 'helmet';
import 'i18next';
import 'ioredis';
import 'node-cron';
import 'pino';
import 'prom-client';
import 'swagger-ui-express';
import 'temporal-polyfill';
import 'zod';
import '@asteasolutions/zod-to-openapi';

process.stdout.write('ready\n');
setInterval(() => {}, 60_000);
