import type { Ctx, TxCtx } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import { plus } from '#api/core/time.ts';

// A colleague's queue in Slack (App Home) is a card like any other: subject `queue`, place `home:<slack user id>`. It is redrawn
// while somebody may be looking at it, and whenever it is opened.

/** For so long after it was opened a queue follows what happens; later it waits to be opened again. */
const watched = 'PT1H';

/** A colleague opened their queue: it is drawn at once, whatever it showed before. `created_at` keeps when that was. */
export async function openQueueCard(ctx: Ctx, staffId: string, slackUserId: string): Promise<void> {
  const now = ctx.now();
  await ctx.db.$executeRaw`
    insert into card (id, subject_type, subject_id, place, channel, platform_ref, wanted_version, shown_version, attempts,
      created_at, updated_at)
    values (${newId(now)}::uuid, 'queue', ${staffId}::uuid, ${`home:${slackUserId}`}, 'slack', null, 1, 0, 0,
      ${now}::timestamptz, ${now}::timestamptz)
    on conflict (subject_type, subject_id, place) do update set wanted_version = card.wanted_version + 1,
      leased_until = null, attempts = 0, failure = null, created_at = excluded.created_at, updated_at = excluded.updated_at`;
}

/** Something of this table, or of what these colleagues could take, has changed: the queues somebody looks at are due. */
export async function bumpQueues(tx: TxCtx | Ctx, whose: { staffIds: string[]; roles: string[] }): Promise<void> {
  await tx.db.$executeRaw`
    update card set wanted_version = wanted_version + 1, updated_at = ${tx.now()}::timestamptz
    where subject_type = 'queue' and created_at > ${plus(tx.now(), `-${watched}`)}::timestamptz
      and subject_id in (select id from staff_member
        where id = any(${whose.staffIds}::uuid[]) or roles && ${whose.roles}::text[])`;
}
