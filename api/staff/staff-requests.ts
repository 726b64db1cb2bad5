import type { Actor } from '#api/core/actor.ts';
import { actorId, hasRole } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import { emit } from '#api/core/outbox.ts';
import { type Instant, plus } from '#api/core/time.ts';
import type { DecideStaffRequestInput } from './schema.ts';
import { addStaff, findStaffBySlackId, updateStaff } from './staff.ts';

/** Somebody of the workspace who says that they work here. */
export type StaffRequestInfo = {
  id: string;
  slackUserId: string;
  name: string;
  email: string | null;
  /** The colleague with that e-mail who has no Slack account yet. */
  match: { id: string; name: string } | null;
  state: 'pending' | 'approved' | 'declined';
  decidedBy: string | null;
  decidedAt: Instant | null;
  createdAt: Instant;
};

/** After a no somebody may ask again when this has passed. */
const pause = 'P1D';

/**
 * Asks to be let in as a colleague: `staff.requested` { requestId }. Asking again while it waits changes nothing. Gives back what
 * became of it: `known` when the account is a colleague's already, `declined` when a no is not a day old.
 */
export async function askToBeColleague(
  ctx: Ctx,
  input: { slackUserId: string; name: string; email: string | null },
): Promise<'asked' | 'waiting' | 'known' | 'declined'> {
  const { slackUserId, name } = input;
  const email = input.email?.toLowerCase() ?? null;
  return inTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtext(${`staff-request:${slackUserId}`}))`;
    if (await findStaffBySlackId(tx, slackUserId)) return 'known';
    const last = await tx.db.staffRequest.findFirst({ where: { slackUserId }, orderBy: { createdAt: 'desc' } });
    if (last?.state === 'pending') return 'waiting';
    if (last?.state === 'declined' && last.decidedAt && last.decidedAt > plus(tx.now(), `-${pause}`)) return 'declined';
    const match = email === null ? null : await tx.db.staffMember.findFirst({ where: freeWith(email) });
    const row = { id: newId(tx.now()), slackUserId, name, email, staffId: match?.id ?? null, state: 'pending' };
    await tx.db.staffRequest.create({ data: { ...row, createdAt: tx.now() }, select: { id: true } });
    await emit(tx, { kind: 'staff.requested', data: { requestId: row.id } });
    return 'asked';
  });
}

/** One request. For managers and the system. Refuses `staff-request.not-found`. */
export async function getStaffRequest(ctx: Ctx, actor: Actor, id: string): Promise<StaffRequestInfo> {
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager'));
  const [request] = await present(ctx, [
    found(await ctx.db.staffRequest.findUnique({ where: { id } }), 'staff-request'),
  ]);
  return found(request, 'staff-request');
}

/** Who waits for an answer, the longest waiting first. For managers. */
export async function listStaffRequests(ctx: Ctx, actor: Actor): Promise<StaffRequestInfo[]> {
  mustBeAllowed(hasRole(actor, 'manager'));
  const rows = await ctx.db.staffRequest.findMany({
    where: { state: 'pending' },
    orderBy: { createdAt: 'asc' },
    take: 100,
  });
  return present(ctx, rows);
}

/**
 * Lets somebody in, as a colleague who is known already or as a new one, or says no: `staff.request-decided` { requestId, approved,
 * slackUserId }. Managers only. Refuses `staff-request.not-found`, `staff-request.already-decided`, `staff-request.who-is-it` when
 * neither a colleague nor roles were named, and what `updateStaff` and `addStaff` refuse.
 */
export async function decideStaffRequest(ctx: Ctx, actor: Actor, input: DecideStaffRequestInput): Promise<void> {
  mustBeAllowed(hasRole(actor, 'manager'));
  await inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`select id from staff_request where id = ${input.requestId}::uuid for update`;
    const request = found(await tx.db.staffRequest.findUnique({ where: { id: input.requestId } }), 'staff-request');
    if (request.state !== 'pending') throw new AppError('staff-request.already-decided', { state: request.state });
    const staffId = input.approve ? await letIn(tx, actor, request, input) : request.staffId;
    const state = input.approve ? 'approved' : 'declined';
    const decided = { state, staffId, decidedById: actorId(actor), decidedAt: tx.now() };
    await tx.db.staffRequest.update({ where: { id: request.id }, data: decided, select: { id: true } });
    const data = { requestId: request.id, approved: input.approve, slackUserId: request.slackUserId };
    await emit(tx, { kind: 'staff.request-decided', data });
  });
}

async function letIn(
  tx: TxCtx,
  actor: Actor,
  request: { slackUserId: string; name: string; email: string | null },
  { staffId, roles, trade, email, locale }: DecideStaffRequestInput,
): Promise<string> {
  const { slackUserId, name } = request;
  if (staffId) {
    await updateStaff(tx, actor, { staffId, slackUserId });
    return staffId;
  }
  const address = email ?? request.email;
  if (!address || !roles || roles.length === 0) throw new AppError('staff-request.who-is-it');
  const { staff } = await addStaff(tx, actor, {
    name,
    email: address,
    slackUserId,
    roles,
    trade,
    locale: locale ?? 'ru',
  });
  return staff.id;
}

function freeWith(email: string) {
  return { email, slackUserId: null, deactivatedAt: null };
}

type Row = Omit<StaffRequestInfo, 'match' | 'decidedBy' | 'state'> & {
  staffId: string | null;
  state: string;
  decidedById: string | null;
};

async function present(ctx: Ctx, rows: Row[]): Promise<StaffRequestInfo[]> {
  const ids = rows.flatMap(({ staffId, decidedById }) => [staffId, decidedById].filter((id) => id !== null));
  const people = await ctx.db.staffMember.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map(({ staffId, decidedById, ...row }) => ({
    ...{ id: row.id, slackUserId: row.slackUserId, name: row.name, email: row.email },
    match: staffId === null ? null : { id: staffId, name: nameOf.get(staffId) ?? '' },
    state: row.state as StaffRequestInfo['state'],
    decidedBy: decidedById === null ? null : (nameOf.get(decidedById) ?? null),
    ...{ decidedAt: row.decidedAt, createdAt: row.createdAt },
  }));
}
