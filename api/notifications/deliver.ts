import { getSetting } from '#api/company/settings.ts';
import type { TxCtx } from '#api/core/ctx.ts';
import { newId } from '#api/core/ids.ts';
import type { Instant } from '#api/core/time.ts';
import { quietUntil, whenToSend } from './quiet.ts';
import { type Manner, type Notice, templates } from './templates.ts';

export type Recipient = { residentId: string } | { chatId: string } | { staffId: string } | { slackChannel: string };

/** `soon` goes before `bulk`, always. */
export type Lane = 'soon' | 'bulk';

export type DeliverInput = Notice & {
  /** Names the occasion: the same key to the same recipient is one message. Usually the event's id. */
  eventKey: string;
  recipient: Recipient;
  /** The message of a talk that it carries to somebody outside: one reply has one delivery mark. */
  messageId?: string;
  lane?: Lane;
  /** Overrides the manner of the template: an emergency is `loud`. */
  manner?: Manner;
  silent?: boolean;
  /** Not before this moment; quiet hours may move it further. */
  notBefore?: Instant;
};

/**
 * Writes a message down to be sent: once per (eventKey, recipient), however often it is asked for. A resident without an
 * active chat gets none, nor does one who has switched the topic off; quiet hours of the place where they live decide when and with
 * what sound. Gives back whether a new row was written.
 */
export async function deliver(tx: TxCtx, input: DeliverInput): Promise<boolean> {
  const { recipient } = input;
  if ('slackChannel' in recipient)
    return insert(tx, input, `slack:${recipient.slackChannel}`, 'slack', soundNow(tx, input));
  if ('staffId' in recipient) return insert(tx, input, `staff:${recipient.staffId}`, 'slack', soundNow(tx, input));
  const chat = await findPerson(tx, recipient, templates[input.template].topic);
  if (!chat) return false;
  const manner = input.manner ?? templates[input.template].manner;
  const from = input.notBefore && input.notBefore > tx.now() ? input.notBefore : tx.now();
  const quiet = quietUntil(from, chat.timeZone, await getSetting(tx, 'quiet-hours'));
  const when = whenToSend(manner, from, quiet, chat.lastSeenAt);
  const name = 'residentId' in recipient ? `resident:${recipient.residentId}` : `chat:${recipient.chatId}`;
  return insert(tx, input, name, 'telegram', { ...when, isSilent: input.silent ?? when.isSilent });
}

function soundNow(tx: TxCtx, input: DeliverInput): { notBefore: Instant; isSilent: boolean } {
  return { notBefore: input.notBefore ?? tx.now(), isSilent: input.silent ?? false };
}

type Person = { timeZone: string; lastSeenAt: Instant };

/** The chat a person would read it in: the one they used last. None when all are blocked or the topic is off. */
async function findPerson(
  tx: TxCtx,
  recipient: { residentId: string } | { chatId: string },
  topic: string | null,
): Promise<Person | null> {
  const residentId = 'residentId' in recipient ? recipient.residentId : null;
  const chatId = 'chatId' in recipient ? recipient.chatId : null;
  const [person] = await tx.db.$queryRaw<Person[]>`
    select coalesce(b.time_zone, k.time_zone) as "timeZone", c.last_seen_at as "lastSeenAt"
    from chat c cross join company k
    left join unit u on u.id = c.unit_id left join building b on b.id = u.building_id
    left join topic_choice o on o.resident_id = c.resident_id and o.topic = ${topic}
    where (c.resident_id = ${residentId}::uuid or c.id = ${chatId}::uuid) and c.state = 'active'
      and coalesce(o.is_on, true)
    order by c.last_seen_at desc, c.id limit 1`;
  return person ?? null;
}

async function insert(
  tx: TxCtx,
  input: DeliverInput,
  recipient: string,
  channel: 'telegram' | 'slack',
  when: { notBefore: Instant; isSilent: boolean },
): Promise<boolean> {
  const now = tx.now();
  const residentId = 'residentId' in input.recipient ? input.recipient.residentId : null;
  const staffId = 'staffId' in input.recipient ? input.recipient.staffId : null;
  const count = await tx.db.$executeRaw`
    insert into delivery (id, event_key, recipient, channel, resident_id, staff_id, template, subject_type, subject_id,
      data, message_id, lane, is_silent, state, not_before, attempts, created_at)
    values (${newId(now)}::uuid, ${input.eventKey}, ${recipient}, ${channel}, ${residentId}::uuid, ${staffId}::uuid,
      ${input.template}, ${input.subject.type}, ${input.subject.id}, ${JSON.stringify(input.data)}::jsonb,
      ${input.messageId ?? null}::uuid, ${input.lane ?? 'soon'}, ${when.isSilent}, 'pending', ${when.notBefore}::timestamptz, 0, ${now}::timestamptz)
    on conflict (event_key, recipient) do nothing`;
  return count > 0;
}
