import { findCall } from '#api/calls/get-call.ts';
import { systemActor } from '#api/core/actor.ts';
import { isAppError } from '#api/core/errors.ts';
import type { Pump } from '#api/core/pump.ts';
import { liveCards } from '#api/notifications/audience.ts';
import { type ClaimedCard, claimCards, markCardFailed, markShown } from '#api/notifications/cards.ts';
import { listStaff } from '#api/staff/staff.ts';
import { withBeside } from './beside.ts';
import type { Message } from './blocks.ts';
import { callCard } from './call-card.ts';
import { withCallOut } from './call-out.ts';
import { conversationCard, readConversation } from './conversation-card.ts';
import type { Desk } from './desk.ts';
import { withBill } from './dispute-card.ts';
import { showQueue } from './home-tab.ts';
import { joinRequestCard, readJoinRequest } from './join-request.ts';
import { startLanes } from './lanes.ts';
import { readOutageCard } from './outage-card.ts';
import { readPaymentCard } from './payment-card.ts';
import { photosForCard } from './photos.ts';
import { loseChannel, post } from './posting.ts';
import { getShownTicket } from './privacy.ts';
import { codeOf, refusalOf, retryAfter } from './refusals.ts';
import { readReplyLine } from './reply-line.ts';
import { companySpeech } from './speech.ts';
import { readStaffRequestCard } from './staff-join.ts';
import { cardPhotos, ticketCard } from './ticket-card.ts';
import { readUnmatchedCard } from './unmatched-card.ts';

/** A card as it should look now, and the version it shows. `hasMore`: there are photos to add once it stands. */
type Shown = { message: Message; version: number; hasMore: boolean };

/** Posts and edits living cards, each channel at its own pace. `shown` is called after each. */
export function startShowing(desk: Desk, shown: () => void): Pump {
  const painter: Painter = { desk, unready: new Map() };
  return startLanes({
    name: 'slack cards',
    claim: (limit, room) => claimCards(desk.ctx, 'slack', limit, room),
    laneOf: (card) => card.lane,
    work: (card) => show(painter, card).then(shown),
    log: desk.ctx.log,
  });
}

/** `unready`: how often Slack refused a card's pictures, which it may not have made ready yet. */
type Painter = { desk: Desk; unready: Map<string, number> };

/** When Slack keeps refusing the pictures, the card goes without: its state matters more. */
const mostUnready = 6;

async function show(painter: Painter, card: ClaimedCard): Promise<void> {
  try {
    if (card.subject.type === 'queue') await showQueue(painter.desk, card);
    else if (card.platformRef === null) await postCard(painter, card);
    else await editCard(painter, card, card.platformRef);
    painter.unready.delete(card.id);
  } catch (error) {
    await noteFailure(painter, card, error);
  }
}

/** Photos follow with the first edit: they need the card to stand, and the card should not wait for them. */
async function postCard(painter: Painter, card: ClaimedCard): Promise<void> {
  const { desk } = painter;
  const { message, version, hasMore } = await render(painter, card, null);
  const of = { id: card.id, isRetry: card.attempts > 1 };
  const platformRef = await post(desk, { channel: channelOf(card), of }, message);
  await markShown(desk.ctx, card.id, { version: hasMore ? 0 : version, platformRef });
}

async function editCard(painter: Painter, card: ClaimedCard, ref: string): Promise<void> {
  const { desk } = painter;
  const [channel = '', ts = ''] = ref.split(':');
  const { message, version } = await render(painter, card, ref);
  try {
    await desk.client.chat.update({ channel, ts, ...message });
  } catch (error) {
    // A line of a thread that somebody deleted is not missed.
    if (refusalOf(error) !== 'gone' || card.subject.type === 'message') throw error;
    // Somebody deleted it: the ticket needs a card all the same.
    return postCard(painter, card);
  }
  await markShown(desk.ctx, card.id, { version, platformRef: ref });
}

async function render(painter: Painter, card: ClaimedCard, ref: string | null): Promise<Shown> {
  const { desk, unready } = painter;
  const isBare = (unready.get(card.id) ?? 0) >= mostUnready;
  const speech = await companySpeech(desk.ctx);
  const { subject, wantedVersion } = card;
  if (subject.type === 'ticket') {
    const ticket = await getShownTicket(desk.ctx, systemActor, subject.id);
    const photos = ref === null || isBare ? [] : await photosForCard(desk, ticket, ref);
    const hasMore = ref === null && cardPhotos(ticket).some((photo) => photo.state === 'stored');
    const card = await withBeside(desk, speech, ticket, ticketCard(speech, ticket, photos));
    const message = await withCallOut(desk, speech, ticket, await withBill(desk, speech, ticket, card));
    return { message, version: ticket.version, hasMore };
  }
  if (subject.type === 'join-request') {
    const request = await readJoinRequest(desk, subject.id);
    const decidedBy = await nameOfDecider(desk, request.decidedBy);
    return { message: joinRequestCard(speech, request, decidedBy), version: wantedVersion, hasMore: false };
  }
  if (subject.type === 'staff-request') {
    return { message: await readStaffRequestCard(desk, speech, subject.id), version: wantedVersion, hasMore: false };
  }
  if (subject.type === 'outage') {
    return { message: await readOutageCard(desk, speech, subject.id), version: wantedVersion, hasMore: false };
  }
  if (subject.type === 'phone-call') {
    const call = await findCall(desk.ctx, subject.id);
    if (!call) throw new Error('a card of no call');
    return { message: callCard(speech, call), version: wantedVersion, hasMore: false };
  }
  if (subject.type === 'payment') {
    return { message: await readPaymentCard(desk, speech, subject.id), version: wantedVersion, hasMore: false };
  }
  if (subject.type === 'unmatched-payment') {
    return { message: await readUnmatchedCard(desk, speech, subject.id), version: wantedVersion, hasMore: false };
  }
  if (subject.type === 'message') {
    return { message: await readReplyLine(desk.ctx, speech, subject.id), version: wantedVersion, hasMore: false };
  }
  const talk = await readConversation(desk, subject.id);
  if (!talk) throw new Error('a card of no chat');
  const isHere = (await liveCards(desk.ctx, subject)).some(({ id }) => id === card.id);
  return { message: conversationCard(speech, talk, isHere), version: wantedVersion, hasMore: false };
}

async function nameOfDecider({ ctx }: Desk, decidedBy: string | null): Promise<string | null> {
  if (!decidedBy) return null;
  const staff = await listStaff(ctx, systemActor);
  return staff.find((one) => decidedBy === `staff:${one.id}`)?.name ?? null;
}

/**
 * The card of a channel that is archived or closed to us waits; the managers are told once, and the other cards go on.
 * A picture that Slack has not made ready yet is `invalid_blocks`: a moment later it is not.
 */
async function noteFailure({ desk, unready }: Painter, card: ClaimedCard, error: unknown): Promise<void> {
  const { ctx, pace } = desk;
  const refusal = refusalOf(error);
  const reason = codeOf(error) ?? (isAppError(error) ? error.code : refusal);
  if (refusal === 'slow-down') pace.pause(channelOf(card), retryAfter(error));
  if (reason === 'invalid_blocks') unready.set(card.id, (unready.get(card.id) ?? 0) + 1);
  const isUnready = reason === 'invalid_blocks' && (unready.get(card.id) ?? 0) <= mostUnready;
  const isPassing = refusal === 'outage' || refusal === 'slow-down' || isUnready;
  if (!isPassing) ctx.log.error({ error, cardId: card.id, reason }, 'card refused');
  const isLost = refusal === 'no-place' && card.place.startsWith('slack:');
  if (isLost) await loseChannel(desk, channelOf(card), reason);
  const final = isAppError(error) || (!isPassing && !isLost && refusal !== 'unknown');
  const retrySeconds = retryIn(card, error, isLost);
  await markCardFailed(ctx, card.id, { reason, final, retrySeconds });
}

/** A card for a lost channel waits there, in case it comes back. */
function retryIn(card: ClaimedCard, error: unknown, isLost: boolean): number {
  if (isLost) return 600;
  return refusalOf(error) === 'slow-down' ? retryAfter(error) : Math.min(2 ** card.attempts, 30);
}

function channelOf(card: ClaimedCard): string {
  return card.place.replace(/^slack:/, '');
}
