import { getCompany } from '#api/company/company.ts';
import type { Page } from '#api/company/page.ts';
import { cell, readCursor, toPage } from '#api/company/page.ts';
import { toE164 } from '#api/company/phone.ts';
import type { Actor } from '#api/core/actor.ts';
import { actorId, hasRole } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import { emit } from '#api/core/outbox.ts';
import type { Instant } from '#api/core/time.ts';
import { plus } from '#api/core/time.ts';
import { findUnitByWords } from './find-unit.ts';
import { standInLine } from './join-limits.ts';
import type { OccupancyRole } from './rights.ts';
import { asRole, defaultRights } from './rights.ts';
import { notEnded, settleIn, todayAt } from './settle-in.ts';

export type JoinRequestState = 'pending' | 'approved' | 'declined';
export type JoinRequestReason = 'no-code' | 'ambiguous-phone';

/** "I live here, I have no code", as the office sees it. */
export type JoinRequestInfo = {
  id: string;
  chatId: string;
  reason: JoinRequestReason;
  saidName: string;
  saidWhere: string;
  saidPhone: string | null;
  role: OccupancyRole;
  state: JoinRequestState;
  /** The flat we guess, and after the decision the flat decided. */
  unit: { id: string; address: string; number: string; entrance: number | null; floor: number | null } | null;
  decidedBy: string | null;
  decidedAt: Instant | null;
  createdAt: Instant;
};

export type AskToJoinInput = { name: string; where: string; phone?: string | null; role: OccupancyRole };
export type DecideJoinRequestInput = { requestId: string; approve: boolean; unitId?: string; role?: OccupancyRole };

const requestsADay = 3;

/**
 * Sends a stranger's words to the office: `join.requested` { requestId }. A chat has one pending request; asking again
 * corrects its words and says `join.request-changed`. Refuses `join.too-many-requests` { retryAt } after three a day.
 */
export async function askToJoin(
  ctx: Ctx,
  chatId: string,
  input: AskToJoinInput,
): Promise<{ requestId: string; isNew: boolean }> {
  const { country } = await getCompany(ctx);
  const phone = input.phone ? (toE164(input.phone, country) ?? input.phone) : null;
  return inTransaction(ctx, async (tx) => {
    await standInLine(tx);
    return fileJoinRequest(tx, chatId, { ...input, phone }, 'no-code');
  });
}

/** The part of asking that joining by phone shares. The caller stands in line. */
export async function fileJoinRequest(
  tx: TxCtx,
  chatId: string,
  said: { name: string; where: string; phone: string | null; role: OccupancyRole },
  reason: JoinRequestReason,
): Promise<{ requestId: string; isNew: boolean }> {
  const guess = said.where === '' ? null : await findUnitByWords(tx, said.where);
  const words = {
    saidName: said.name,
    saidWhere: said.where,
    saidPhone: said.phone,
    role: said.role,
    reason,
    unitId: guess?.unitId ?? null,
  };
  const pending = await tx.db.joinRequest.findFirst({ where: { chatId, state: 'pending' }, select: { id: true } });
  if (pending) {
    await tx.db.joinRequest.update({ where: { id: pending.id }, data: words });
    await emit(tx, { kind: 'join.request-changed', data: { requestId: pending.id } });
    return { requestId: pending.id, isNew: false };
  }
  await mustBeFewRequests(tx, chatId);
  const requestId = newId(tx.now());
  await tx.db.joinRequest.create({
    data: { ...words, id: requestId, chatId, state: 'pending', createdAt: tx.now() },
  });
  await emit(tx, { kind: 'join.requested', data: { requestId } });
  return { requestId, isNew: true };
}

/**
 * The office's answer, once: `join.decided` { requestId, approved, chatId, residentId }. An approval connects the chat, to a
 * person of the list who lives there and has the said phone or name, else to a new one. Managers and dispatchers.
 * Refuses `join.already-decided` { state }, `join.unit-needed` and `unit.not-found`.
 */
export async function decideJoinRequest(
  ctx: Ctx,
  actor: Actor,
  input: DecideJoinRequestInput,
): Promise<JoinRequestInfo> {
  mustBeAllowed(mayDecide(actor));
  await inTransaction(ctx, async (tx) => {
    await standInLine(tx);
    const request = found(await tx.db.joinRequest.findUnique({ where: { id: input.requestId } }), 'join-request');
    if (request.state !== 'pending') throw new AppError('join.already-decided', { state: request.state });
    const unitId = input.unitId ?? request.unitId;
    if (input.approve && unitId === null) throw new AppError('join.unit-needed');
    const role = input.role ?? asRole(request.role);
    const residentId =
      input.approve && unitId !== null
        ? await letIn(tx, { chatId: request.chatId, unitId, role, name: request.saidName, phone: request.saidPhone })
        : null;
    await tx.db.joinRequest.update({
      where: { id: request.id },
      data: {
        state: input.approve ? 'approved' : 'declined',
        unitId,
        role,
        decidedBy: `${actor.kind}:${actorId(actor) ?? ''}`,
        decidedAt: tx.now(),
      },
    });
    const data = { requestId: request.id, approved: input.approve, chatId: request.chatId, residentId };
    await emit(tx, { kind: 'join.decided', data });
  });
  return getJoinRequest(ctx, actor, input.requestId);
}

/** One request. Managers, dispatchers and the system. Refuses `join-request.not-found`. */
export async function getJoinRequest(ctx: Ctx, actor: Actor, requestId: string): Promise<JoinRequestInfo> {
  mustBeAllowed(mayDecide(actor));
  return present(
    found(await ctx.db.joinRequest.findUnique({ where: { id: requestId }, include: withUnit }), 'join-request'),
  );
}

/** Requests, newest first. Managers and dispatchers. */
export async function listJoinRequests(
  ctx: Ctx,
  actor: Actor,
  input: { state?: JoinRequestState; after?: string | null; limit?: number } = {},
): Promise<Page<JoinRequestInfo>> {
  mustBeAllowed(mayDecide(actor));
  const limit = input.limit ?? 50;
  const id = readCursor(input.after, [cell.id])?.[0];
  const rows = await ctx.db.joinRequest.findMany({
    where: { state: input.state, ...(id === undefined ? {} : { id: { lt: id } }) },
    include: withUnit,
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  return toPage(rows, limit, (row) => [row.id], present);
}

function mayDecide(actor: Actor): boolean {
  return actor.kind === 'system' || hasRole(actor, 'manager', 'dispatcher');
}

async function mustBeFewRequests(tx: TxCtx, chatId: string): Promise<void> {
  const recent = await tx.db.joinRequest.findMany({
    where: { chatId, createdAt: { gt: plus(tx.now(), '-PT24H') } },
    orderBy: { createdAt: 'desc' },
    take: requestsADay,
    select: { createdAt: true },
  });
  const oldest = recent[requestsADay - 1];
  if (oldest) throw new AppError('join.too-many-requests', { retryAt: plus(oldest.createdAt, 'PT24H') });
}

type Arrival = { chatId: string; unitId: string; role: OccupancyRole; name: string; phone: string | null };

async function letIn(tx: TxCtx, arrival: Arrival): Promise<string> {
  const { country } = await getCompany(tx);
  const phone = arrival.phone === null ? null : toE164(arrival.phone, country);
  const known = await findOnList(tx, arrival, phone);
  const rights = defaultRights(arrival.role);
  const { residentId } = await settleIn(tx, { ...arrival, phone, rights, residentId: known });
  return residentId;
}

/** The one person of this flat's list who never connected and has the said phone, or failing that the said name. */
async function findOnList(tx: TxCtx, { unitId, name }: Arrival, phone: string | null): Promise<string | null> {
  const day = await todayAt(tx, unitId);
  const people = await tx.db.resident.findMany({
    where: { erasedAt: null, chats: { none: {} }, occupancies: { some: { unitId, ...notEnded(day) } } },
    select: { id: true, fullName: true, phone: true },
  });
  const byPhone = people.filter((person) => phone !== null && person.phone === phone);
  const byName = people.filter((person) => sameName(person.fullName, name));
  const matches = byPhone.length > 0 ? byPhone : byName;
  return matches.length === 1 ? (matches[0]?.id ?? null) : null;
}

/** The same words in any order and case: `Ветрова Анна` is `анна ветрова`. */
function sameName(a: string, b: string): boolean {
  return b.trim() !== '' && wordsOf(a) === wordsOf(b);
}

function wordsOf(name: string): string {
  return name.toLowerCase().replaceAll('ё', 'е').split(/\s+/).filter(Boolean).sort().join(' ');
}

const withUnit = {
  unit: {
    select: { id: true, number: true, entrance: true, floor: true, building: { select: { address: true } } },
  },
} as const;

type RequestRow = Omit<JoinRequestInfo, 'reason' | 'role' | 'state' | 'unit'> & {
  reason: string;
  role: string;
  state: string;
  unit: {
    id: string;
    number: string;
    entrance: number | null;
    floor: number | null;
    building: { address: string };
  } | null;
};

function present(row: RequestRow): JoinRequestInfo {
  const { id, chatId, saidName, saidWhere, saidPhone, decidedBy, decidedAt, createdAt, unit } = row;
  return {
    ...{ id, chatId, saidName, saidWhere, saidPhone, decidedBy, decidedAt, createdAt },
    reason: row.reason === 'ambiguous-phone' ? 'ambiguous-phone' : 'no-code',
    role: asRole(row.role),
    state: row.state === 'approved' || row.state === 'declined' ? row.state : 'pending',
    unit: unit && {
      id: unit.id,
      address: unit.building.address,
      number: unit.number,
      entrance: unit.entrance,
      floor: unit.floor,
    },
  };
}
