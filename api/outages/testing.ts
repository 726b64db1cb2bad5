import { type Actor, systemActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { plus } from '#api/core/time.ts';
import { openOutage } from './announce.ts';
import type { Outage } from './read-outages.ts';
import type { OpenOutageInput } from './schema.ts';

/** No cold water since now, until four hours later, in the whole house; say only what the test is about. */
export function anOutage(
  ctx: Ctx,
  buildingId: string,
  more: Partial<OpenOutageInput> & { entrances?: number[]; actor?: Actor } = {},
): Promise<Outage> {
  const { entrances = [], actor = systemActor, ...given } = more;
  return openOutage(ctx, actor, {
    workType: 'emergency',
    services: ['cold-water'],
    texts: {},
    startsAt: ctx.now(),
    endsAt: plus(ctx.now(), 'PT4H'),
    places: [{ buildingId, entrances }],
    ...given,
  });
}
