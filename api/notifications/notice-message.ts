import type { Ctx } from '#api/core/ctx.ts';
import { found } from '#api/core/errors.ts';
import type { Instant } from '#api/core/time.ts';

/** A file of a message, as a door needs it to pass it on. */
export type NoticeFile = {
  id: string;
  kind: 'photo' | 'video' | 'voice' | 'file';
  state: 'remote' | 'stored' | 'refused';
  source: 'telegram' | 'slack' | 'admin';
  sourceRef: string;
  name: string | null;
  mime: string | null;
};

/** What somebody said, for the notice about it. A resident is the flat, never a name. */
export type NoticeMessage = {
  id: string;
  conversationId: string;
  ticketId: string | null;
  ticketNumber: number | null;
  authorKind: 'resident' | 'staff' | 'system';
  authorName: string | null;
  /** The flat that the talk is about. */
  unitId?: string | null;
  unitNumber: string | null;
  address: string | null;
  visibility: 'resident' | 'internal';
  text: string;
  takenBackAt: Instant | null;
  createdAt: Instant;
  files: NoticeFile[];
};

/**
 * The message behind a notice's `messageId`, as it is now. For delivery workers: it asks nobody's leave, because who gets the
 * notice was decided when it was written. Taken back: send nothing. Refuses `message.not-found`.
 */
export async function getNoticeMessage(ctx: Ctx, messageId: string): Promise<NoticeMessage> {
  const [message] = await ctx.db.$queryRaw<NoticeMessage[]>`
    select m.id, m.conversation_id as "conversationId", v.ticket_id as "ticketId", t.number as "ticketNumber",
      m.author_kind as "authorKind", s.name as "authorName", u.id as "unitId", u.number as "unitNumber", b.address, m.visibility,
      case when m.taken_back_at is null then m.text else '' end as text, m.taken_back_at as "takenBackAt",
      m.created_at as "createdAt",
      coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'kind', a.kind, 'state', a.state, 'source', a.source,
          'sourceRef', a.source_ref, 'name', a.name, 'mime', a.mime) order by a.position, a.id)
        from attachment a where a.message_id = m.id), '[]') as files
    from message m
    join conversation v on v.id = m.conversation_id
    left join ticket t on t.id = v.ticket_id
    left join staff_member s on s.id = m.staff_id
    left join ticket_follower f on f.ticket_id = v.ticket_id and f.resident_id = m.resident_id
      and m.resident_id is distinct from v.resident_id
    left join unit u on u.id = coalesce(f.unit_id, v.unit_id, t.unit_id)
    left join building b on b.id = u.building_id
    where m.id = ${messageId}::uuid`;
  return found(message, 'message');
}
