import { getStaffPayment } from '#api/billing/payments/staff-payment.ts';
import { getUnitSheet } from '#api/buildings/unit-sheet.ts';
import { systemActor } from '#api/core/actor.ts';
import type { ClaimedDelivery } from '#api/notifications/deliveries.ts';
import { redrawLine } from '#api/notifications/message-lines.ts';
import { getNoticeMessage } from '#api/notifications/notice-message.ts';
import type { NoticeShapes } from '#api/notifications/templates.ts';
import { servicesOfChannel } from '#api/staff/channels.ts';
import { formatMoney } from '#locales/format.ts';
import { withOwnerCalled } from './call-owner.ts';
import { clockMessage, isClockNotice } from './clock-notices.ts';
import type { Desk } from './desk.ts';
import { readDigestMessage } from './digest.ts';
import { differenceWords, paymentLine } from './payment-card.ts';
import { uploadAttachment } from './photos.ts';
import { checkChannel, type Place, post } from './posting.ts';
import { getShownTicket, showsWords } from './privacy.ts';
import { postReplyLine } from './reply-line.ts';
import { postProof, saidPaidWords } from './said-paid.ts';
import { companySpeech, placeWords, type Speech } from './speech.ts';
import { staffSentence } from './staff-notices.ts';
import { readStory } from './story.ts';
import { saidNotice, sentenceNotice } from './thread-notices.ts';
import { cardPhotos } from './ticket-card.ts';

/**
 * Posts one notice as the present has it. Gives back where it stands now, or null when nobody needs it any more.
 */
export async function deliverNotice(desk: Desk, delivery: ClaimedDelivery, place: Place): Promise<string | null> {
  const { ctx } = desk;
  const { notice } = delivery;
  const speech = await companySpeech(ctx);
  const say = (sentence: string, words?: string) => post(desk, place, sentenceNotice(sentence, words));
  if (isClockNotice(notice)) {
    const message = await clockMessage(desk, speech, { notice, locale: delivery.locale });
    return message && post(desk, place, message);
  }
  switch (notice.template) {
    case 'thread-message': {
      const message = await getNoticeMessage(ctx, notice.data.messageId);
      if (message.takenBackAt) return null;
      if (message.authorKind !== 'resident') return post(desk, place, saidNotice(speech, message));
      const said = (await showsWords(ctx))
        ? saidNotice(speech, message)
        : sentenceNotice(speech.t('slack.thread.hidden'));
      return post(desk, place, await withOwnerCalled(desk, notice.subject, said));
    }
    case 'thread-reply':
      return postReplyLine(desk, notice.data.messageId, place);
    case 'thread-call':
      return say(speech.t('slack.thread.call'));
    case 'thread-story': {
      const { messageId } = notice.data;
      return post(desk, place, await readStory(ctx, speech, notice.subject.id, messageId));
    }
    case 'thread-ticket': {
      const { number } = await getShownTicket(ctx, systemActor, notice.data.ticketId);
      return say(speech.t('slack.thread.made-ticket', { number }));
    }
    case 'thread-settled':
      // The line is a living message: whoever redraws those takes the button away.
      await redrawLine(ctx, notice.data.messageId);
      return place.channel;
    case 'thread-file':
      return postFile(desk, speech, notice.subject, notice.data.attachmentId, place);
    case 'thread-returned': {
      const { messageId, count } = notice.data;
      const isShown = messageId && (await showsWords(ctx));
      const words = isShown ? (await getNoticeMessage(ctx, messageId)).text : '';
      const back = sentenceNotice(speech.t('slack.thread.returned', { count }), words);
      return post(desk, place, await withOwnerCalled(desk, notice.subject, back));
    }
    case 'thread-accepted':
      return say(speech.t('slack.thread.accepted'));
    case 'thread-rated': {
      const { ratingComment } = await getShownTicket(ctx, systemActor, notice.subject.id);
      return say(speech.t('slack.thread.rated', { rating: notice.data.rating }), ratingComment ?? '');
    }
    case 'thread-cancelled':
      return say(speech.t('slack.thread.cancelled'));
    case 'thread-closed':
      return say(speech.t(`slack.thread.closed-${notice.data.why}`));
    case 'thread-visit':
    case 'staff-visit':
    case 'staff-assigned':
    case 'staff-unassigned': {
      const sentence = await staffSentence(ctx, speech, notice);
      return sentence && say(sentence);
    }
    case 'digest':
      return post(desk, place, await readDigestMessage(desk, speech, notice.data.day));
    case 'payment-line':
      return say(paymentLine(speech, await getStaffPayment(ctx, systemActor, notice.subject.id)));
    case 'payments-differ':
      return say(differenceWords(speech, notice.data));
    case 'unmatched-queued':
      return say(speech.t('slack.unmatched.queued', { count: notice.data.count, shown: notice.data.shown }));
    case 'balances-differ':
      return say(speech.t('slack.payments.balances-differ', { count: notice.data.count }));
    case 'payment-stray': {
      const { receivedMinor, currency, chargeId } = notice.data;
      const sum = formatMoney(speech.locale, BigInt(receivedMinor), currency);
      return say(speech.t('slack.payments.stray', { sum, ref: chargeId }));
    }
    case 'channel-test':
      return say(speech.t('slack.notices.channel-test'));
    case 'channel-check':
      await checkChannel(desk, place.channel);
      return place.channel;
    case 'channel-lost':
      return say(await lostWords(desk, speech, notice.data));
    case 'staff-request-decided':
      return say(speech.t(`slack.staff-join.told-${notice.data.approved ? 'approved' : 'declined'}`));
    case 'resident-unreachable':
      return say(await unreachableWords(desk, speech, notice.data));
    case 'channel-said-paid':
      return say(await saidPaidWords(desk, speech, notice.subject.id));
    case 'channel-paid-proof':
      return postProof(desk, speech, notice.subject.id, notice.data.attachmentId, place);
    case 'thread-unasked':
      return say(speech.t('slack.thread.unasked'));
    case 'join-under-attack':
      return say(speech.t('slack.notices.join-under-attack', { tries: notice.data.tries ?? '?' }));
    default:
      // A template for residents was addressed to a channel.
      ctx.log.error({ deliveryId: delivery.id, template: notice.template }, 'a notice is not for Slack');
      return null;
  }
}

/** Which services are without their channel now, and where their cards go meanwhile. */
async function lostWords(
  { ctx }: Desk,
  { t }: Speech,
  { channelId, why }: NoticeShapes['channel-lost']['data'],
): Promise<string> {
  const served = await servicesOfChannel(ctx, channelId);
  const names = [...new Set(served.map(({ service }) => t(`slack.services.${service}`)))].join(', ');
  const reason = t(why === 'is_archived' ? 'slack.notices.archived' : 'slack.notices.closed-to-us');
  return t('slack.notices.channel-lost', { channel: channelId, reason, services: names || '—' });
}

async function unreachableWords(
  { ctx }: Desk,
  speech: Speech,
  { unitIds }: NoticeShapes['resident-unreachable']['data'],
): Promise<string> {
  const units = await Promise.all(unitIds.map((unitId) => getUnitSheet(ctx, systemActor, unitId)));
  const flats = units.map((unit) =>
    placeWords(speech, { address: unit.address, unit: { number: unit.number, type: unit.type } }),
  );
  return speech.t('slack.notices.unreachable', { flats: flats.join('; ') });
}

/** Photos of the problem stand on the card itself; everything else goes into the thread. */
async function postFile(
  desk: Desk,
  speech: Speech,
  subject: { type: 'ticket' | 'conversation'; id: string },
  attachmentId: string,
  { channel, threadTs = '' }: Place,
): Promise<string | null> {
  if (!(await showsWords(desk.ctx))) return null;
  if (subject.type === 'ticket') {
    const ticket = await getShownTicket(desk.ctx, systemActor, subject.id);
    if (cardPhotos(ticket).some((photo) => photo.id === attachmentId)) return null;
  }
  await desk.pace.turn(channel);
  const comment = speech.t('slack.thread.file');
  const { fileId } = await uploadAttachment(desk, attachmentId, { channel, threadTs, comment });
  return `${channel}:${fileId}`;
}
