import { Router } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Ctx } from '#api/core/ctx.ts';

/** `/metrics` for Prometheus: the process, requests by route, and what waits in the tables. */
export function createMetrics(ctx: Ctx, gauges: Record<string, { help: string; read(): number }> = {}) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'domovoy_' });
  const requests = new Histogram({
    name: 'domovoy_http_request_seconds',
    help: 'How long requests took',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3],
    registers: [registry],
  });
  const waiting = new Gauge({
    name: 'domovoy_waiting_rows',
    help: 'Rows that wait for their turn',
    labelNames: ['table'],
    registers: [registry],
    async collect() {
      for (const { what, count } of await countWaiting(ctx)) waiting.set({ table: what }, Number(count));
    },
  });
  for (const [name, { help, read }] of Object.entries(gauges)) {
    new Gauge({
      name: `domovoy_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  }

  const router = Router();
  router.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return { router, requests };
}

function countWaiting(ctx: Ctx): Promise<{ what: string; count: bigint }[]> {
  return ctx.db.$queryRaw`
    select 'outbox_event' as what, count(*) as count from outbox_event
    union all select 'delivery', count(*) from delivery where state in ('pending', 'sending')
    union all select 'card', count(*) from card where wanted_version > shown_version
    union all select 'attachment', count(*) from attachment where state = 'remote'
    union all select 'inbound_event', count(*) from inbound_event where state = 'received'`;
}
