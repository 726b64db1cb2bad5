import { Router } from 'express';
import type { Ctx } from '#api/core/ctx.ts';

/** Whether a part of this process is ready; throws or says false when not. */
export type ReadyCheck = () => Promise<boolean> | boolean;

/** `/healthz`: the process lives. `/readyz`: the database answers and every part has started. */
export function healthRoutes(ctx: Ctx, checks: Record<string, ReadyCheck>): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const all: Record<string, ReadyCheck> = { database: () => ctx.db.$queryRaw`select 1`.then(() => true), ...checks };
    const parts = await Promise.all(
      Object.entries(all).map(async ([name, check]) => {
        const isReady = await Promise.resolve()
          .then(check)
          .catch(() => false);
        return [name, isReady ? 'ready' : 'not-ready'] as const;
      }),
    );
    const isReady = parts.every(([, state]) => state === 'ready');
    response
      .status(isReady ? 200 : 503)
      .json({ status: isReady ? 'ready' : 'not-ready', parts: Object.fromEntries(parts) });
  });
  return router;
}
