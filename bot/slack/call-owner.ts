import { systemActor } from '#api/core/actor.ts';
import { findStaff } from '#api/staff/staff.ts';
import type { Message } from './blocks.ts';
import type { Desk } from './desk.ts';
import { getShownTicket } from './privacy.ts';

/** What a resident wants of a ticket's owner calls them by name: Slack tells nobody of a thread they never wrote in. */
export async function withOwnerCalled(
  { ctx }: Desk,
  subject: { type: string; id: string },
  message: Message,
): Promise<Message> {
  if (subject.type !== 'ticket') return message;
  const { assigneeId } = await getShownTicket(ctx, systemActor, subject.id);
  const owner = assigneeId === null ? null : await findStaff(ctx, assigneeId);
  if (!owner?.slackUserId || !owner.isActive) return message;
  const mention = { type: 'user' as const, user_id: owner.slackUserId };
  return {
    text: `<@${owner.slackUserId}> ${message.text}`,
    blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [mention] }] }, ...message.blocks],
  };
}
