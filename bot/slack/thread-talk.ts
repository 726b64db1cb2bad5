import { addMessage, mayTalk } from '#api/conversations/talk.ts';
import { inTransaction } from '#api/core/ctx.ts';
import { mustBeAllowed } from '#api/core/errors.ts';
import { liveCards, tellThreads } from '#api/notifications/audience.ts';
import { noteTicket } from '#api/tickets/note-ticket.ts';
import { noteTicketInput } from '#api/tickets/schema.ts';
import { readConversation } from './conversation-card.ts';
import { type Desk, type Spot, tellAside } from './desk.ts';
import { inParts } from './mrkdwn.ts';
import { wordsInSlack } from './names.ts';
import type { ThreadWords } from './payloads.ts';
import { subjectOfThread } from './thread-subject.ts';
import { asColleague, type Colleague } from './who.ts';

type Part = { text: string; externalKey: string; files: ThreadWords['files'] };

/**
 * What colleagues write in a thread of ours is kept among colleagues: as notes of the ticket, or as internal words of the chat.
 * The resident never sees it. Threads that are not ours are nobody's business.
 */
export async function onThreadWords(desk: Desk, words: ThreadWords): Promise<void> {
  const subject = await subjectOfThread(desk, words.ref);
  if (!subject) return;
  const keep = async (me: Colleague) => {
    for (const part of await partsOf(desk, words)) {
      if (subject.type === 'ticket') await note(desk, me, subject.id, part);
      else await say(desk, me, subject.id, part, words.spot);
    }
  };
  await asColleague(desk, words.spot, keep, 'slack.thread.not-kept');
}

async function note(desk: Desk, { actor }: Colleague, ticketId: string, part: Part): Promise<void> {
  await noteTicket(desk.ctx, actor, noteTicketInput.parse({ ticketId, ...part }));
}

/** Words under the card of a chat that was handed over are shown where it goes on too, and who wrote them is told so. */
async function say(desk: Desk, me: Colleague, conversationId: string, part: Part, spot: Spot): Promise<void> {
  const { actor } = me;
  mustBeAllowed(mayTalk(actor));
  const subject = { type: 'conversation' as const, id: conversationId };
  const isElsewhere = await inTransaction(desk.ctx, async (tx) => {
    const said = await addMessage(tx, { conversationId, author: actor, visibility: 'internal', ...part });
    const live = await liveCards(tx, subject);
    if (!said.isNew || live.some(({ place }) => place === `slack:${spot.channelId}`)) return false;
    await tellThreads(tx, said.id, { template: 'thread-message', subject, data: { messageId: said.id } });
    return live.length > 0;
  });
  const talk = isElsewhere ? await readConversation(desk, conversationId) : null;
  if (!talk) return;
  const service = me.speech.t(`slack.hand-over.to.${talk.service}`);
  await tellAside(desk, spot, me.speech.t('slack.hand-over.shown-there', { service }));
}

/** A paste may be ten times longer than a message of ours: it becomes several, each kept once. */
async function partsOf(desk: Desk, words: ThreadWords): Promise<Part[]> {
  const texts = inParts(await wordsInSlack(desk, words.text));
  if (texts.length === 0 && words.files.length > 0) texts.push('');
  return texts.map((text, index) => ({
    text,
    externalKey: index === 0 ? words.key : `${words.key}:${index + 1}`,
    files: index === 0 ? words.files : [],
  }));
}
