import type { InputBlock, ModalView } from '@slack/types';
import { once } from '#api/core/ctx.ts';
import { isAppError } from '#api/core/errors.ts';
import { staffActor } from '#api/staff/staff.ts';
import { type ReplyAudience, replyAudience, replyToAll } from '#api/tickets/reply-to-all.ts';
import { replyToAllInput } from '#api/tickets/schema.ts';
import { option, quotation, smallPrint } from './blocks.ts';
import type { Desk } from './desk.ts';
import { modal, radioField } from './modal.ts';
import type { AboutModal, Submission } from './payloads.ts';
import type { Speech } from './speech.ts';
import { asColleague, speechOf } from './who.ts';

/** The words travel with the preview: a modal's metadata holds 3000 characters, and JSON makes some words longer. */
const longestToAll = 2000;
const longestAsJson = 2800;

/** To whom an answer goes: the author, unless everybody who joined is chosen. */
export function toField({ t }: Speech, joined: number): InputBlock {
  const choices = [
    option(t('slack.reply-to-all.author'), 'author'),
    option(t('slack.reply-to-all.all', { count: joined }), 'all'),
  ];
  return radioField('to', t('slack.reply-to-all.to'), choices, 'author');
}

export function complainAboutAll({ t }: Speech, sent: Submission): Record<string, string> | null {
  if (sent.choice('to') !== 'all') return null;
  const words = sent.text('words');
  if ([...words].length > longestToAll || JSON.stringify(words).length > longestAsJson) {
    return { words: t('slack.reply-to-all.too-long', { count: longestToAll }) };
  }
  return sent.files('files').length > 0 ? { files: t('slack.reply-to-all.no-files') } : null;
}

/** Exactly what goes out, and to how many: nothing leaves before it was looked at. */
export function replyToAllModal(speech: Speech, about: AboutModal, audience: ReplyAudience): ModalView {
  const { t } = speech;
  const words = { title: t('slack.reply-to-all.title'), submit: t('slack.reply-to-all.submit') };
  const { followers: count, hasAuthor } = audience;
  return modal(speech, 'reply-to-all', about, words, [
    smallPrint(t(`slack.reply-to-all.who-${hasAuthor ? 'author' : 'joined'}`, { count })),
    quotation(about.words ?? ''),
    smallPrint(t('slack.reply-to-all.hint')),
  ]);
}

export async function previewReplyToAll(desk: Desk, _speech: Speech, sent: Submission): Promise<ModalView | null> {
  if (sent.choice('to') !== 'all') return null;
  const { staff, speech } = await speechOf(desk, sent.spot.userId);
  if (!staff) return null;
  try {
    const audience = await replyAudience(desk.ctx, staffActor(staff), sent.about.id);
    if (audience.followers === 0) return null;
    return replyToAllModal(speech, { ...sent.about, words: sent.text('words') }, audience);
  } catch (error) {
    // Whoever may not answer is told by the deed itself.
    if (isAppError(error)) return null;
    throw error;
  }
}

export async function onReplyToAll(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, ({ actor }) => {
    const input = { ticketId: sent.about.id, text: sent.about.words ?? '', externalKey: key };
    return once(desk.ctx, key, (tx) => replyToAll(tx, actor, replyToAllInput.parse(input)));
  });
}
