import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { countToday } from './today.ts';
import { anyRole, moment } from './wire.ts';

const count = z.int();

const today = z
  .object({
    tickets: z.object({
      unclaimed: count,
      oldestUnclaimedAt: moment.nullable(),
      inWork: count,
      waitingForResident: count,
      toCheck: count,
      openEmergencies: count,
    }),
    joinRequests: count,
    residents: z.object({ total: count, connected: count, unreachable: count }),
    deliveries: z.object({ waiting: count, failedToday: count }),
  })
  .openapi('Today');

export const todayRoutes = [
  endpoint({
    method: 'get',
    path: '/today',
    summary: 'What waits, in numbers',
    tag: 'Today',
    access: anyRole,
    answer: today,
    handle: ({ ctx }) => countToday(ctx),
  }),
];
