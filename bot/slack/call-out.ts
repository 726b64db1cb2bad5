import type { RichTextBlock, RichTextElement } from '@slack/types';
import { crewOnCall } from '#api/staff/duty.ts';
import type { StaffTicket } from '#api/tickets/staff-tickets.ts';
import type { Message } from './blocks.ts';
import type { Desk } from './desk.ts';
import type { Speech } from './speech.ts';

type Called = { slackIds: string[]; isFallback: boolean };

/**
 * The card of an emergency that nobody has taken calls those on shift by name, and Slack pings them when it is posted; with nobody
 * on shift, the whole channel and all managers.
 */
export async function withCallOut(
  { ctx }: Desk,
  speech: Speech,
  ticket: Pick<StaffTicket, 'urgency' | 'status'>,
  card: Message,
): Promise<Message> {
  if (ticket.urgency !== 'emergency' || ticket.status !== 'new') return card;
  const { crew, isFallback } = await crewOnCall(ctx);
  const slackIds = crew.flatMap(({ slackUserId }) => (slackUserId === null ? [] : [slackUserId]));
  return called(speech, card, { slackIds, isFallback });
}

/** Mentions are elements of their own: words of ours or of anybody else's never become one. */
export function called({ t }: Speech, card: Message, { slackIds, isFallback }: Called): Message {
  const everybody: RichTextElement[] = isFallback ? [{ type: 'broadcast', range: 'channel' }, words(' ')] : [];
  const people = slackIds.flatMap((id): RichTextElement[] => [words(' '), { type: 'user', user_id: id }]);
  const line = t(isFallback ? 'slack.call-out.nobody' : 'slack.call-out.on-shift');
  const block: RichTextBlock = {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [...everybody, words(line), ...people] }],
  };
  const pings = [...(isFallback ? ['<!channel>'] : []), ...slackIds.map((id) => `<@${id}>`)].join(' ');
  const [head, ...rest] = card.blocks;
  return { text: `${pings} ${card.text}`.trim(), blocks: head ? [head, block, ...rest] : [block] };
}

function words(text: string): RichTextElement {
  return { type: 'text', text };
}
