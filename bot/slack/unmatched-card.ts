import type { KnownBlock, ModalView } from '@slack/types';
import {
  getOpenUnmatched,
  getUnmatched,
  ignoreUnmatched,
  ignoreUnmatchedInput,
  matchUnmatched,
  settleUnmatchedInput,
  type UnmatchedInfo,
} from '#api/billing/matching/unmatched.ts';
import { systemActor } from '#api/core/actor.ts';
import { once } from '#api/core/ctx.ts';
import { shortId } from '#api/core/ids.ts';
import { formatDay, formatMoney } from '#locales/format.ts';
import { actions, button, header, lines, type Message, option, quotation, smallPrint } from './blocks.ts';
import type { Desk } from './desk.ts';
import { choiceField, hasMeaning, modal, showModal, wordsField } from './modal.ts';
import { cut, escapeText } from './mrkdwn.ts';
import type { AboutModal, FormNow, Submission, Tap } from './payloads.ts';
import { unmatchedAsSlackMaySee } from './privacy.ts';
import type { Speech } from './speech.ts';
import { asColleague } from './who.ts';

/** Money that names no account for certain, what the bank said of it, and what became of it. */
export function unmatchedCard(speech: Speech, one: UnmatchedInfo): Message {
  const { t, locale } = speech;
  const title = t('slack.unmatched.title', { sum: formatMoney(locale, one.amountMinor, one.currency) });
  const came = [
    formatDay(locale, one.paidOn),
    one.saidAccount && t('slack.unmatched.said', { account: one.saidAccount }),
  ];
  const blocks: KnownBlock[] = [header(title), lines([came.filter(Boolean).join(' · ')])];
  if (one.purpose) blocks.push(quotation(cut(one.purpose, 300)));
  blocks.push(lines([{ bold: stateWords(speech, one) }]));
  if (one.state === 'open') {
    const id = shortId(one.id);
    const likely = one.suggestions.map((each) => accountWords(speech, each)).join('; ');
    if (likely) blocks.push(smallPrint(t('slack.unmatched.likely', { accounts: cut(likely, 1500) })));
    blocks.push(
      actions(`unmatched:${id}`, [
        button(t('slack.unmatched.match'), 'unmatched-match', id, { style: 'primary' }),
        button(t('slack.unmatched.ignore'), 'unmatched-ignore', id),
      ]),
    );
  }
  return { text: escapeText(`${title} · ${stateWords(speech, one)}`), blocks };
}

export async function readUnmatchedCard({ ctx }: Desk, speech: Speech, id: string): Promise<Message> {
  return unmatchedCard(speech, await unmatchedAsSlackMaySee(ctx, await getUnmatched(ctx, systemActor, id)));
}

/** Whose is it? The likely accounts to choose from, or any by its number. */
export function matchModal(speech: Speech, about: AboutModal, one: UnmatchedInfo): ModalView {
  const { t } = speech;
  const words = { title: t('slack.unmatched.match-title'), submit: t('slack.unmatched.match-submit') };
  const options = one.suggestions.map((each) => option(cut(accountWords(speech, each), 75), each.accountId));
  return modal(speech, 'unmatched-match', about, words, [
    ...(options.length > 0
      ? [choiceField('account', t('slack.unmatched.account'), options, { isOptional: true, chosen: options[0]?.value })]
      : []),
    wordsField('number', t('slack.unmatched.number'), { isOptional: options.length > 0, lines: 'one' }),
    smallPrint(t('slack.unmatched.remembered')),
  ]);
}

export function ignoreModal(speech: Speech, about: AboutModal): ModalView {
  const { t } = speech;
  const words = { title: t('slack.unmatched.ignore-title'), submit: t('slack.unmatched.ignore-submit') };
  return modal(speech, 'unmatched-ignore', about, words, [
    wordsField('reason', t('slack.unmatched.reason'), { lines: 'one', hint: t('slack.unmatched.reason-hint') }),
  ]);
}

export async function openMatch(desk: Desk, tap: Tap, id: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const one = await unmatchedAsSlackMaySee(desk.ctx, await getOpenUnmatched(desk.ctx, actor, id));
    await showModal(desk, tap, matchModal(speech, { id, channelId: tap.spot.channelId }, one));
  });
}

export async function openIgnore(desk: Desk, tap: Tap, id: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    await getOpenUnmatched(desk.ctx, actor, id);
    await showModal(desk, tap, ignoreModal(speech, { id, channelId: tap.spot.channelId }));
  });
}

export function complainAboutMatch({ t }: Speech, sent: Submission): Record<string, string> | null {
  return chosenOf(sent) ? null : { number: t('slack.unmatched.no-account') };
}

export async function onMatch(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, ({ actor }) => {
    const input = settleUnmatchedInput.parse({ id: sent.about.id, ...chosenOf(sent) });
    return once(desk.ctx, key, (tx) => matchUnmatched(tx, actor, input, 'slack'));
  });
}

export function complainAboutIgnoring({ t }: Speech, sent: Submission): Record<string, string> | null {
  const reason = sent.text('reason').trim();
  const isSaid = hasMeaning(reason) && reason.length >= 3 && reason.length <= 300;
  return isSaid ? null : { reason: t('slack.unmatched.no-reason') };
}

export async function onIgnore(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, ({ actor }) => {
    const input = ignoreUnmatchedInput.parse({ id: sent.about.id, reason: sent.text('reason') });
    return once(desk.ctx, key, (tx) => ignoreUnmatched(tx, actor, input, 'slack'));
  });
}

/** What was typed goes before what was chosen: typing is the later thought. */
function chosenOf(form: FormNow): { accountNumber: string } | { accountId: string } | null {
  const typed = form.text('number').trim();
  if (typed !== '') return /\d/.test(typed) && typed.length <= 60 ? { accountNumber: typed } : null;
  const accountId = form.choice('account');
  return accountId === '' ? null : { accountId };
}

function accountWords(
  { t }: Speech,
  { number, address, flat, payee }: UnmatchedInfo['suggestions'][number] | NonNullable<UnmatchedInfo['account']>,
): string {
  return t('slack.unmatched.place', { number, address, flat, payee });
}

function stateWords(speech: Speech, one: UnmatchedInfo): string {
  const { t } = speech;
  if (one.state === 'matched') {
    const where = one.account ? accountWords(speech, one.account) : '';
    return t('slack.unmatched.matched', { where, who: one.settledBy ?? t('slack.thread.company') });
  }
  if (one.state === 'ignored') {
    return t('slack.unmatched.ignored', { why: one.note ?? '', who: one.settledBy ?? t('slack.thread.company') });
  }
  return t(`slack.unmatched.${one.state}`);
}
