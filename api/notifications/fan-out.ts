import { getSetting } from '#api/company/settings.ts';
import type { TxCtx } from '#api/core/ctx.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { Lane } from './deliver.ts';
import { quietUntil, whenToSend } from './quiet.ts';
import { type Manner, type NoticeSubject, type Template, templates } from './templates.ts';

/** From so many new rows on, the planner is told at once. */
const manyRows = 2000;

export type FanOut = {
  /** Names the occasion: the same key reaches a person once. */
  eventKey: string;
  template: Template;
  subject: { type: NoticeSubject; id: string };
  /** A query of `resident_id` (each once) and `data` (the notice's, jsonb). */
  people: Prisma.Sql;
  /** The message of a talk that it carries: all of them are its delivery mark, and are taken back with it. */
  messageId?: string;
  lane?: Lane;
  manner?: Manner;
};

/**
 * The same notice to many residents with one INSERT … SELECT: who has no active chat or has switched the topic off is left out,
 * and quiet hours hold for the place where each lives. Doing it again adds nobody. Gives back how many rows are new.
 */
export async function fanOut(tx: TxCtx, input: FanOut): Promise<number> {
  const now = tx.now();
  const { topic, manner } = templates[input.template];
  const zones = await whenByZone(tx, input.manner ?? manner);
  const count = await tx.db.$executeRaw`
    insert into delivery (id, event_key, recipient, channel, resident_id, template, subject_type, subject_id, data, lane,
      message_id, is_silent, state, not_before, attempts, created_at)
    select gen_random_uuid(), ${input.eventKey}, 'resident:' || p.resident_id, 'telegram', p.resident_id,
      ${input.template}, ${input.subject.type}, ${input.subject.id}, p.data, ${input.lane ?? 'bulk'},
      ${input.messageId ?? null}::uuid, z.is_silent, 'pending', z.not_before, 0, ${now}::timestamptz
    from (${input.people}) p
    join lateral (
      select coalesce(b.time_zone, k.time_zone) as time_zone
      from chat c cross join company k
      left join unit u on u.id = c.unit_id left join building b on b.id = u.building_id
      where c.resident_id = p.resident_id and c.state = 'active'
      order by c.last_seen_at desc, c.id limit 1
    ) home on true
    join (${zones}) z on z.time_zone = home.time_zone
    left join topic_choice o on o.resident_id = p.resident_id and o.topic = ${topic}
    where coalesce(o.is_on, true)
    on conflict (event_key, recipient) do nothing`;
  if (count >= manyRows) await tx.db.$executeRaw`analyze delivery`;
  tx.log.info({ template: input.template, subjectId: input.subject.id, count }, 'deliveries written');
  return count;
}

/** For each time zone of ours: when the notice goes, and whether with sound. A query, for a join. */
async function whenByZone(tx: TxCtx, manner: Manner): Promise<Prisma.Sql> {
  const hours = await getSetting(tx, 'quiet-hours');
  const zones = await tx.db.$queryRaw<Array<{ timeZone: string }>>`
    select time_zone as "timeZone" from company
    union select time_zone from building where time_zone is not null`;
  const now = tx.now();
  const moments = zones.map(({ timeZone }) => whenToSend(manner, now, quietUntil(now, timeZone, hours), null));
  return Prisma.sql`select * from unnest(${zones.map((zone) => zone.timeZone)}::text[],
    ${moments.map((one) => one.notBefore.toISOString())}::timestamptz[],
    ${moments.map((one) => one.isSilent)}::boolean[]) as zone(time_zone, not_before, is_silent)`;
}
