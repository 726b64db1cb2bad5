import type { ModalView } from '@slack/types';
import { handOver } from '#api/conversations/hand-over.ts';
import { mayTalk } from '#api/conversations/talk.ts';
import { once } from '#api/core/ctx.ts';
import { mustBeAllowed } from '#api/core/errors.ts';
import { services } from '#api/staff/schema.ts';
import { option } from './blocks.ts';
import { readConversation } from './conversation-card.ts';
import { type Desk, tellAside } from './desk.ts';
import { hasMeaning, modal, radioField, showModal, wordsField } from './modal.ts';
import type { AboutModal, Submission, Tap } from './payloads.ts';
import type { Speech } from './speech.ts';
import { asColleague } from './who.ts';

/** To whom, and why: the resident notices nothing of it. */
export function handOverModal(speech: Speech, about: AboutModal, service: string): ModalView {
  const { t } = speech;
  const words = { title: t('slack.hand-over.title'), submit: t('slack.hand-over.submit') };
  const others = services.filter((one) => one !== service).map((one) => option(t(`slack.hand-over.to.${one}`), one));
  return modal(speech, 'hand-over', about, words, [
    radioField('service', t('slack.hand-over.service'), others),
    wordsField('why', t('slack.hand-over.why'), { hint: t('slack.hand-over.hint') }),
  ]);
}

export async function openHandOver(desk: Desk, tap: Tap, conversationId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    mustBeAllowed(mayTalk(actor));
    const talk = await readConversation(desk, conversationId);
    if (!talk) return tellAside(desk, tap.spot, speech.t('slack.refusals.conversation.not-found'));
    const about = { id: conversationId, channelId: tap.spot.channelId };
    await showModal(desk, tap, handOverModal(speech, about, talk.service));
  });
}

export function complainAboutHandOver({ t }: Speech, sent: Submission): Record<string, string> | null {
  return hasMeaning(sent.text('why')) ? null : { why: t('slack.hand-over.empty') };
}

export async function onHandOver(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, ({ actor }) => {
    const service = services.find((one) => one === sent.choice('service')) ?? 'front-desk';
    const input = { conversationId: sent.about.id, service, why: sent.text('why'), externalKey: key };
    return once(desk.ctx, key, (tx) => handOver(tx, actor, input));
  });
}
