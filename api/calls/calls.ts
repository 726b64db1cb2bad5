import { mayTalk } from '#api/conversations/talk.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { AppError, found, mustBeAllowed } from '#api/core/errors.ts';
import { newId, stableId } from '#api/core/ids.ts';
import { emit } from '#api/core/outbox.ts';
import type { CallReason, NoteCallInput } from './schema.ts';

/** A call that somebody should make, because the messenger does not reach who it is for. */
export type WantedCall = {
  /** Null for what was said in a chat. */
  ticketId: string | null;
  unitId: string | null;
  residentId: string | null;
  reason: Exclude<CallReason, 'noted'>;
  text: string;
  /** What did not arrive, where that is the reason. */
  messageId?: string;
  /** The same occasion is one call. */
  occasion: string;
};

/**
 * Writes down that somebody should call; one call at a time for a ticket (or a chat's resident and flat) and a reason, which then
 * says the newest words; those that did not arrive join the others. Says `call.wanted` { callId, ticketId } for a new one. Gives
 * back its id; null when the occasion was known.
 */
export async function wantCall(tx: TxCtx, wanted: WantedCall): Promise<string | null> {
  const { ticketId, unitId, residentId, reason, text, messageId = null, occasion } = wanted;
  const id = stableId('phone-call', ticketId ?? residentId ?? '', reason, messageId ?? occasion);
  await tx.db.$queryRaw`select id from ticket where id = ${ticketId}::uuid for update`;
  await tx.db.$queryRaw`select id from resident where id = ${residentId}::uuid and ${ticketId === null} for update`;
  if ((await tx.db.phoneCall.count({ where: { id } })) > 0) return null;
  const waiting = await tx.db.phoneCall.findFirst({
    where: { ticketId, reason, state: 'to-make', ...(ticketId === null ? { residentId, unitId } : {}) },
    select: { id: true, text: true },
  });
  if (waiting) {
    const words = reason === 'unreachable' ? joined(waiting.text, text) : text;
    await tx.db.phoneCall.update({ where: { id: waiting.id }, data: { text: words }, select: { id: true } });
    await emit(tx, { kind: 'call.changed', data: { callId: waiting.id } });
    return waiting.id;
  }
  const row = { id, ticketId, unitId, residentId, messageId, reason, text, state: 'to-make', createdAt: tx.now() };
  await tx.db.phoneCall.create({ data: row, select: { id: true } });
  await emit(tx, { kind: 'call.wanted', data: { callId: id, ticketId } });
  return id;
}

/** Everything that did not arrive is told in one call, each of it once. */
function joined(before: string, text: string): string {
  return before.split('\n\n').includes(text) ? before : `${before}\n\n${text}`;
}

/** Words that were taken back need not be told: they leave the call, and a call with nothing else to tell is dropped. */
export async function dropFromCalls(tx: TxCtx, residentId: string, text: string): Promise<void> {
  const waiting = await tx.db.phoneCall.findMany({
    where: { residentId, reason: 'unreachable', state: 'to-make' },
    select: { id: true, text: true },
  });
  for (const call of waiting) {
    const words = call.text.split('\n\n');
    if (!words.includes(text)) continue;
    const left = words.filter((one) => one !== text).join('\n\n');
    const data = left === '' ? { state: 'dropped' } : { text: left };
    await tx.db.phoneCall.update({ where: { id: call.id }, data, select: { id: true } });
    await emit(tx, { kind: 'call.changed', data: { callId: call.id } });
  }
}

/** Keeps what somebody said on the phone with their flat. Says `call.noted` { callId }. Refuses `unit.not-found`. */
export async function noteCall(ctx: Ctx, actor: Actor, input: NoteCallInput): Promise<{ callId: string }> {
  mustBeAllowed(mayTalk(actor) && actor.kind === 'staff');
  const { staffId } = actor;
  return inTransaction(ctx, async (tx) => {
    found(await tx.db.unit.findUnique({ where: { id: input.unitId }, select: { id: true } }), 'unit');
    const now = tx.now();
    const made = { reason: 'noted', state: 'made', staffId, createdAt: now, madeAt: now };
    const { id: callId } = await tx.db.phoneCall.create({
      data: { id: newId(now), ...input, ticketId: input.ticketId ?? null, ...made },
      select: { id: true },
    });
    await emit(tx, { kind: 'call.noted', data: { callId } });
    return { callId };
  });
}

/** Nobody picked up: the call stays to be made, and says who tried last and when. Refuses as `takeCall`. */
export async function noteNoAnswer(ctx: Ctx, actor: Actor, { callId }: { callId: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await takeCall(tx, actor, callId);
    await writeCall(tx, actor, callId, {});
  });
}

/** It was made, and this came of it. Refuses as `takeCall`. */
export async function markCallMade(tx: TxCtx, actor: Actor, callId: string, outcome: string): Promise<void> {
  await takeCall(tx, actor, callId);
  await writeCall(tx, actor, callId, { state: 'made', outcome });
}

/** Nobody needs to call about this any more: the ticket has moved on. */
export async function dropCalls(tx: TxCtx, ticketId: string, reasons: readonly CallReason[]): Promise<void> {
  const dropped = await tx.db.phoneCall.updateManyAndReturn({
    where: { ticketId, reason: { in: [...reasons] }, state: 'to-make' },
    data: { state: 'dropped' },
    select: { id: true },
  });
  for (const { id } of dropped) await emit(tx, { kind: 'call.changed', data: { callId: id } });
}

export type TakenCall = { ticketId: string | null; reason: CallReason };

/** The call, locked, while it is still to be made. Refuses `call.not-found` and `call.over` { by }. */
export async function takeCall(tx: TxCtx, actor: Actor, callId: string): Promise<TakenCall> {
  mustBeAllowed(mayTalk(actor));
  const [row] = await tx.db.$queryRaw<Array<TakenCall & { state: string; by: string | null }>>`
    select p.ticket_id as "ticketId", p.reason, p.state, s.name as by
    from phone_call p left join staff_member s on s.id = p.staff_id where p.id = ${callId}::uuid for update of p`;
  const { state, by, ...call } = found(row, 'call');
  if (state !== 'to-make') throw new AppError('call.over', { by });
  return call;
}

async function writeCall(
  tx: TxCtx,
  actor: Actor,
  callId: string,
  data: { state?: string; outcome?: string },
): Promise<void> {
  const staffId = actor.kind === 'staff' ? actor.staffId : null;
  await tx.db.phoneCall.update({
    where: { id: callId },
    data: { ...data, staffId, madeAt: tx.now() },
    select: { id: true },
  });
  await emit(tx, { kind: 'call.changed', data: { callId } });
}
