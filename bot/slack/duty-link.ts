import { createDutyLink, hasDutyChat } from '#api/staff/duty.ts';
import { type Message, paragraph } from './blocks.ts';
import type { Desk } from './desk.ts';
import { escapeText } from './mrkdwn.ts';
import type { Colleague } from './who.ts';

/** The one-time link with which a colleague of the emergency service is called out in Telegram too: for their own eyes. */
export async function dutyLinkMessage({ ctx }: Desk, { actor, staff, speech }: Colleague): Promise<Message> {
  const { t } = speech;
  const { link, payload } = await createDutyLink(ctx, actor, staff.id);
  const how = link === null ? t('slack.duty.typed', { payload }) : t('slack.duty.link', { link, payload });
  const words = (await hasDutyChat(ctx, staff.id)) ? `${t('slack.duty.has-one')} ${how}` : how;
  return { text: escapeText(words), blocks: [paragraph(words)] };
}
