import type { ModalView } from '@slack/types';
import { getCallContacts } from '#api/calls/call-contact.ts';
import { noteNoAnswer } from '#api/calls/calls.ts';
import { type CallNow, findCall } from '#api/calls/get-call.ts';
import { finishCallInput } from '#api/calls/schema.ts';
import { once } from '#api/core/ctx.ts';
import { found } from '#api/core/errors.ts';
import { shortId } from '#api/core/ids.ts';
import { instant } from '#api/core/time.ts';
import { finishCall } from '#api/flows/finish-call.ts';
import { actions, button, header, lines, type Message, option, quotation, smallPrint } from './blocks.ts';
import { type Desk, tellAside } from './desk.ts';
import { hasMeaning, modal, radioField, showModal, wordsField } from './modal.ts';
import { escapeText } from './mrkdwn.ts';
import type { AboutModal, Submission, Tap } from './payloads.ts';
import { moment, placeWords, type Speech } from './speech.ts';
import { asColleague } from './who.ts';

/** "Call flat 57": what to ask, and what came of it. No name and no number: those are shown to who asks for them. */
export function callCard(speech: Speech, call: CallNow): Message {
  const { t } = speech;
  const unit = call.unitNumber === null ? null : { number: call.unitNumber, type: call.unitType ?? 'flat' };
  const title = t('slack.call.title', { place: placeWords(speech, { address: call.address, unit }) });
  const why = t(`slack.call.reasons.${call.reason}`, { number: call.ticketNumber ?? '' });
  const words = wordsOf(speech, call);
  const id = shortId(call.id);
  const buttons = [
    button(t('slack.buttons.called'), 'call-made', id, { style: 'primary' }),
    button(t('slack.buttons.no-answer'), 'call-no-answer', id),
    button(t('slack.buttons.show-number'), 'call-number', id),
  ];
  return {
    text: escapeText(`${title} · ${why}`),
    blocks: [
      header(title),
      lines([why]),
      ...(words === '' ? [] : [quotation(words)]),
      ...(call.outcome ? [quotation(call.outcome)] : []),
      smallPrint(stateWords(speech, call)),
      ...(call.state === 'to-make' ? [actions(`call:${id}`, buttons)] : []),
    ],
  };
}

/** A window travels as two moments; a visit at which nobody opened has no words; everything else as it was written. */
function wordsOf(speech: Speech, { reason, text }: CallNow): string {
  if (reason === 'question' && text === '') return speech.t('slack.call.missed');
  if (reason !== 'visit') return text;
  const [from = '', until = ''] = text.split('/');
  if (from === '' || until === '') return '';
  const values = { from: moment(speech, instant(from)), until: moment(speech, instant(until)) };
  return speech.t('slack.call.window', values);
}

function stateWords(speech: Speech, call: CallNow): string {
  const { t } = speech;
  const values = { name: call.byName ?? '', at: call.madeAt ? moment(speech, call.madeAt) : '' };
  if (call.state === 'made') return t('slack.call.made', values);
  if (call.state === 'dropped') return t('slack.call.dropped');
  return call.madeAt ? t('slack.call.tried', values) : t('slack.call.to-make');
}

/** What they said; and where a yes or a no is wanted, which it was. */
export function callModal(speech: Speech, about: AboutModal, call: CallNow): ModalView {
  const { t } = speech;
  const words = { title: t('slack.call.form'), submit: t('slack.call.submit') };
  const hasVerdict = call.reason === 'check' || call.reason === 'visit';
  const verdicts = (hasVerdict ? ['yes', 'no'] : []).map((verdict) =>
    option(t(`slack.call.verdicts.${call.reason}-${verdict}`), verdict),
  );
  return modal(speech, 'call-made', about, words, [
    ...(hasVerdict ? [radioField('verdict', t('slack.call.verdict'), verdicts)] : []),
    wordsField('said', t('slack.call.said'), { hint: t('slack.call.hint') }),
  ]);
}

export async function openCallMade(desk: Desk, tap: Tap, callId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ speech }) => {
    const call = found(await findCall(desk.ctx, callId), 'call');
    if (call.state !== 'to-make') return tellAside(desk, tap.spot, speech.t('slack.call.over'));
    await showModal(desk, tap, callModal(speech, { id: callId, channelId: tap.spot.channelId }, call));
  });
}

export function complainAboutCall({ t }: Speech, sent: Submission): Record<string, string> | null {
  return hasMeaning(sent.text('said')) ? null : { said: t('slack.call.empty') };
}

export async function onCallMade(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, ({ actor }) => {
    const verdict = sent.choice('verdict');
    const given = verdict === '' ? {} : { verdict };
    const input = finishCallInput.parse({ callId: sent.about.id, said: sent.text('said'), ...given });
    return once(desk.ctx, key, (tx) => finishCall(tx, actor, input));
  });
}

export async function onNoAnswer(desk: Desk, tap: Tap, callId: string, key: string): Promise<void> {
  await asColleague(desk, tap.spot, ({ actor }) => once(desk.ctx, key, (tx) => noteNoAnswer(tx, actor, { callId })));
}

/** The number, only for who asked, and written down that they did. */
export async function onShowNumber(desk: Desk, tap: Tap, callId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const contacts = await getCallContacts(desk.ctx, actor, { callId, surface: 'slack' });
    const words = contacts.map(({ name, phone }) => `${name}: ${phone}`).join('\n');
    await tellAside(desk, tap.spot, words === '' ? speech.t('slack.call.no-number') : words);
  });
}
