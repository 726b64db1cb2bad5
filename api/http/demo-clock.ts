import express, { Router } from 'express';
import { z } from 'zod';
import type { Clock } from '#api/core/clock.ts';
import { AppError } from '#api/core/errors.ts';
import { instant } from '#api/core/time.ts';

const moveClockInput = z.union([
  z.strictObject({ set: z.iso.datetime({ offset: true }) }),
  z.strictObject({ advance: z.string().regex(/^-?P[\dTDHMSW.]+$/) }),
  z.strictObject({ release: z.literal(true) }),
]);

/**
 * `GET /demo/clock` tells the time of the house; `POST` moves it: `{ "set": ISO }` freezes it there, `{ "advance": "P1D" }` moves
 * it and leaves it standing or running as it was, `{ "release": true }` lets it run with the real one. `moved` runs before the answer.
 */
export function demoClockRoutes(clock: Clock, moved: () => Promise<void>): Router {
  const router = Router();
  const tell = () => {
    const { now, mode } = clock.state();
    return { now: now.toISOString(), mode, frozen: mode === 'frozen' };
  };
  router.get('/demo/clock', (_request, response) => void response.json(tell()));
  router.post('/demo/clock', express.json(), async (request, response) => {
    const input = moveClockInput.safeParse(request.body);
    if (!input.success) throw new AppError('demo.bad-clock');
    if ('set' in input.data) await clock.set(instant(input.data.set), { frozen: true });
    else if ('advance' in input.data) await clock.advance(input.data.advance);
    else await clock.release();
    await moved();
    response.json(tell());
  });
  return router;
}
