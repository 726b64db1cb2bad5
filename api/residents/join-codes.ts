import { getSetting } from '#api/company/settings.ts';
import type { Actor } from '#api/core/actor.ts';
import { actorId, hasRole } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import type { Instant } from '#api/core/time.ts';
import { plus } from '#api/core/time.ts';
import { flatAccess } from './access.ts';
import { hashJoinCode, hashJoinLink, newJoinSecrets, printCode } from './codes.ts';
import type { OccupancyRole, Right } from './rights.ts';
import { defaultRights } from './rights.ts';

export type CreateJoinCodeInput = {
  unitId: string;
  residentId?: string | null;
  role: OccupancyRole;
  rights?: Right[];
};

/** An invitation, told once: only hashes of both secrets stay. */
export type NewJoinCode = {
  id: string;
  /** For `https://t.me/<bot>?start=<linkPayload>`. */
  linkPayload: string;
  /** `1234 5678 9012` */
  code: string;
  expiresAt: Instant;
};

/**
 * Makes an invitation to a flat, for a person of the list or for whoever holds it. Managers and dispatchers for every flat;
 * an owner for their own, and not for another owner. Refuses `unit.not-found`, `resident.not-found`, `flat.not-found`.
 */
export async function createJoinCode(ctx: Ctx, actor: Actor, input: CreateJoinCodeInput): Promise<NewJoinCode> {
  await mustBeAllowedToInvite(ctx, actor, input);
  found(await ctx.db.unit.findUnique({ where: { id: input.unitId }, select: { id: true } }), 'unit');
  if (input.residentId) {
    found(await ctx.db.resident.findFirst({ where: { id: input.residentId, erasedAt: null } }), 'resident');
  }
  const { codeDays } = await getSetting(ctx, 'join');
  const id = newId(ctx.now());
  const expiresAt = plus(ctx.now(), `P${codeDays}D`);
  const { linkPayload, digits } = newJoinSecrets();
  await ctx.db.joinCode.create({
    data: {
      id,
      unitId: input.unitId,
      residentId: input.residentId ?? null,
      role: input.role,
      rights: input.rights ?? defaultRights(input.role),
      linkHash: hashJoinLink(linkPayload),
      codeHash: await hashJoinCode(digits),
      expiresAt,
      createdBy: `${actor.kind}:${actorId(actor) ?? ''}`,
      createdAt: ctx.now(),
    },
  });
  return { id, linkPayload, code: printCode(digits), expiresAt };
}

/** Takes an unused invitation back. Refuses `join-code.not-found` and `join-code.used`. */
export async function revokeJoinCode(ctx: Ctx, actor: Actor, joinCodeId: string): Promise<void> {
  const code = found(await ctx.db.joinCode.findUnique({ where: { id: joinCodeId } }), 'join-code');
  if (actor.kind === 'resident') await flatAccess(ctx, actor, code.unitId, 'household');
  else mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager', 'dispatcher'));
  const { count } = await ctx.db.joinCode.updateMany({
    where: { id: joinCodeId, usedAt: null },
    data: { revokedAt: ctx.now() },
  });
  if (count === 0) throw new AppError('join-code.used');
}

async function mustBeAllowedToInvite(ctx: Ctx, actor: Actor, input: CreateJoinCodeInput): Promise<void> {
  if (actor.kind !== 'resident') {
    mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager', 'dispatcher'));
    return;
  }
  const flat = await flatAccess(ctx, actor, input.unitId, 'household');
  const given = input.rights ?? defaultRights(input.role);
  mustBeAllowed(input.role !== 'owner' && !input.residentId && !given.includes('household'));
  mustBeAllowed(given.every((right) => flat.rights.includes(right)));
}
