import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { type FlatBalance, listFlatBalances } from '#api/billing/exports/flat-balances.ts';
import { mayKeepBooks } from '#api/billing/keepers.ts';
import { listMutes, longestMute, type Mute, muteAccount, unmuteAccount } from '#api/billing/reminders/mutes.ts';
import type { StaffActor } from '#api/core/actor.ts';
import { type Ctx, once } from '#api/core/ctx.ts';
import { shortId } from '#api/core/ids.ts';
import { at, dayOf, type Instant, PlainDate, plus } from '#api/core/time.ts';
import { formatDay, formatMoney, formatPeriod } from '#locales/format.ts';
import { actions, button, lines, option } from './blocks.ts';
import { type Desk, tellAside } from './desk.ts';
import { choiceField, dayField, hasMeaning, modal, showModal, wordsField } from './modal.ts';
import { cut } from './mrkdwn.ts';
import type { AboutModal, FormNow, Submission, Tap } from './payloads.ts';
import type { Speech } from './speech.ts';
import { asColleague } from './who.ts';

/** Of what in a flat nobody is reminded, for those who keep the books; null for others. */
export async function mutesFor(ctx: Ctx, actor: StaffActor, unitId: string): Promise<Mute[] | null> {
  return mayKeepBooks(actor) ? listMutes(ctx, actor, unitId) : null;
}

/** What nobody is reminded of, each with the way back, and the way to let an account be. */
export function muteBlocks(speech: Speech, unitId: string, mutes: readonly Mute[]): KnownBlock[] {
  const { t } = speech;
  const ours = mutes.filter(({ reason }) => reason === 'by-accountant');
  return [
    ...(mutes.length > 0 ? [lines(...mutes.map((mute) => [muteWords(speech, mute)]))] : []),
    ...ours.map(({ accountId, accountNumber: account }) =>
      actions(`flat-unmute:${shortId(accountId)}`, [
        button(t('slack.mutes.end', { account }), 'flat-unmute', shortId(accountId)),
      ]),
    ),
    actions(`flat-mute:${shortId(unitId)}`, [button(t('slack.mutes.begin'), 'flat-mute', shortId(unitId))]),
  ];
}

function muteWords(speech: Speech, { reason, accountNumber: account, until, note, period }: Mute): string {
  const about = { account, until: dayWords(speech, until) };
  if (reason === 'by-accountant')
    return speech.t('slack.mutes.by-accountant', { ...about, note: cut(note ?? '', 300) });
  return speech.t('slack.mutes.paid-elsewhere', {
    ...about,
    period: period ? formatPeriod(speech.locale, period, true) : '',
  });
}

function dayWords({ locale, timeZone }: Speech, until: Instant): string {
  return formatDay(locale, dayOf(until, timeZone).toString());
}

/** Which account, until when and why. */
export function muteModal(speech: Speech, about: AboutModal, accounts: readonly FlatBalance[]): ModalView {
  const { t, locale } = speech;
  const words = { title: t('slack.mutes.title'), submit: t('slack.mutes.submit') };
  const options = accounts.map(({ accountId, accountNumber, payeeName, balanceMinor, currency }) => {
    const sum = formatMoney(locale, balanceMinor, currency);
    const label = balanceMinor > 0n ? t('slack.mutes.owing', { account: accountNumber, sum }) : accountNumber;
    return option(cut(`${label} · ${payeeName}`, 75), accountId);
  });
  return modal(speech, 'flat-mute', about, words, [
    choiceField('account', t('slack.mutes.account'), options, { chosen: options[0]?.value }),
    dayField('day', t('slack.mutes.day'), { hint: t('slack.mutes.day-hint') }),
    wordsField('reason', t('slack.mutes.reason'), { lines: 'one', hint: t('slack.mutes.reason-hint') }),
  ]);
}

export async function openMute(desk: Desk, tap: Tap, unitId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const accounts = await listFlatBalances(desk.ctx, actor, unitId);
    if (accounts.length === 0) return tellAside(desk, tap.spot, speech.t('slack.mutes.no-accounts'));
    await showModal(desk, tap, muteModal(speech, { id: unitId, channelId: tap.spot.channelId }, accounts));
  });
}

export function complainAboutMute({ ctx }: Desk, speech: Speech, sent: Submission): Record<string, string> | null {
  const { t } = speech;
  const reason = sent.text('reason');
  const until = untilOf(speech, sent);
  if (until <= ctx.now() || until > plus(ctx.now(), longestMute)) return { day: t('errors.mute.bad-until') };
  const isSaid = hasMeaning(reason) && reason.length >= 3 && reason.length <= 300;
  return isSaid ? null : { reason: t('slack.mutes.no-reason') };
}

export async function onMute(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, async ({ actor, speech }) => {
    const accountId = z.uuid().parse(sent.choice('account'));
    const input = { accountId, until: untilOf(speech, sent), note: sent.text('reason') };
    const muted = await once(desk.ctx, key, (tx) => muteAccount(tx, actor, input));
    if (muted.done) await tellAside(desk, sent.spot, muteWords(speech, muted.result));
  });
}

/** Pressed again, it says the same. */
export async function onUnmute(desk: Desk, tap: Tap, accountId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    await unmuteAccount(desk.ctx, actor, { accountId });
    await tellAside(desk, tap.spot, speech.t('slack.mutes.ended'));
  });
}

/** Until the day begins where the company is, whatever the colleague's own clock says. */
function untilOf({ timeZone }: Speech, form: FormNow): Instant {
  return at(PlainDate.from(form.day('day')), '00:00', timeZone);
}
