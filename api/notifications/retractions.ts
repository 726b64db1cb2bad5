import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import type { Channel } from './deliveries.ts';
import { linesAreDue } from './lines-due.ts';

/** A sent message that its reader should no longer find. */
export type ClaimedRetraction = {
  id: string;
  platformRef: string;
  /** This one included. */
  attempts: number;
};

/**
 * A message was taken back: what has not been sent is cancelled, what was sent is to be removed. What is on its way at this
 * moment is removed once it has arrived (`markSent`).
 */
export async function retractMessage(tx: TxCtx, messageId: string): Promise<void> {
  await tx.db.$executeRaw`
    with changed as (
      update delivery set leased_until = null, attempts = 0,
        state = case when state = 'pending' then 'cancelled' when platform_ref is null then 'retracted' else 'retracting' end
      where message_id = ${messageId}::uuid and state in ('pending', 'sent')
      returning message_id
    ), ${linesAreDue(tx.now())} select 1`;
}

/** Takes up to `limit` messages that are to be removed, oldest first; the lease is 60 s of the database's clock. */
export async function claimRetractions(ctx: Ctx, channel: Channel, limit: number): Promise<ClaimedRetraction[]> {
  return ctx.db.$queryRaw<ClaimedRetraction[]>`
    update delivery set attempts = attempts + 1, leased_until = clock_timestamp() + interval '60 seconds'
    where id in (
      select id from delivery
      where channel = ${channel} and state = 'retracting' and platform_ref is not null
        and (leased_until is null or leased_until < clock_timestamp())
      order by created_at, id limit ${limit} for update skip locked
    )
    returning id, platform_ref as "platformRef", attempts`;
}

/** The message is gone from its reader's chat. */
export async function markRetracted(ctx: Ctx, id: string): Promise<void> {
  await ctx.db.$executeRaw`
    with changed as (
      update delivery set state = 'retracted', leased_until = null, failure = null
      where id = ${id}::uuid and state = 'retracting'
      returning message_id
    ), ${linesAreDue(ctx.now())} select 1`;
}

/** The platform will not remove it: it stays with its reader, and the line says so. */
export async function markNotRetracted(ctx: Ctx, id: string, reason: string): Promise<void> {
  await ctx.db.$executeRaw`
    with changed as (
      update delivery set state = 'sent', leased_until = null, failure = ${reason}
      where id = ${id}::uuid and state = 'retracting'
      returning message_id
    ), ${linesAreDue(ctx.now())} select 1`;
}

/** Not now; again after `seconds` of real time. */
export async function retractLater(ctx: Ctx, id: string, seconds: number): Promise<void> {
  await ctx.db.$executeRaw`
    update delivery set leased_until = clock_timestamp() + ${seconds}::float8 * interval '1 second'
    where id = ${id}::uuid and state = 'retracting'`;
}
