import type { KnownBlock, ModalView } from '@slack/types';
import { staffRoles, systemActor } from '#api/core/actor.ts';
import { once } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { shortId } from '#api/core/ids.ts';
import { decideStaffRequestInput } from '#api/staff/schema.ts';
import { listStaff, type StaffInfo } from '#api/staff/staff.ts';
import {
  askToBeColleague,
  decideStaffRequest,
  getStaffRequest,
  type StaffRequestInfo,
} from '#api/staff/staff-requests.ts';
import { actions, button, confirmation, header, lines, type Message, option, smallPrint } from './blocks.ts';
import { type Desk, tellAside } from './desk.ts';
import { checkField, choiceField, hasMeaning, modal, showModal, wordsField } from './modal.ts';
import { escapeText } from './mrkdwn.ts';
import type { AboutModal, Submission, Tap } from './payloads.ts';
import { companySpeech, moment, type Speech } from './speech.ts';
import { asColleague, speechOf } from './who.ts';

/** The choice that stands for somebody who is no colleague yet. */
const isNew = 'new';
/** A list holds 100; who is not in it is linked in the admin page. */
const longestList = 99;

/** "I work here": asks Slack who they are, and the managers whether it is so. */
export async function onStaffJoin(desk: Desk, tap: Tap): Promise<void> {
  const { speech } = await speechOf(desk, tap.spot.userId);
  const { user } = await desk.client.users.info({ user: tap.spot.userId });
  const profile = user?.profile;
  const name = profile?.real_name || user?.real_name || user?.name || tap.spot.userId;
  const person = { slackUserId: tap.spot.userId, name: name.slice(0, 120), email: profile?.email ?? null };
  const outcome = await askToBeColleague(desk.ctx, person);
  await tellAside(desk, tap.spot, speech.t(`slack.staff-join.${outcome}`));
}

/** The request, for a manager to decide. */
export function staffRequestCard(speech: Speech, request: StaffRequestInfo): Message {
  const { t } = speech;
  const title = t('slack.staff-join.title');
  const { state, match, decidedBy } = request;
  const email = request.email ?? t('slack.staff-join.no-email');
  const facts = match
    ? t('slack.staff-join.match', { name: match.name })
    : t(state === 'pending' ? 'slack.staff-join.no-match' : 'slack.staff-join.new-one');
  const by = [decidedBy, moment(speech, request.decidedAt ?? request.createdAt)].filter(Boolean).join(' · ');
  const blocks: KnownBlock[] = [
    header(title),
    lines(
      [{ bold: request.name }, ` · ${email}`],
      [facts],
      [{ bold: t(`slack.staff-join.states.${state}`) }, ` · ${by}`],
    ),
  ];
  if (state === 'pending')
    blocks.push(actions(`staff-request:${shortId(request.id)}`, decisionButtons(speech, request.id)));
  return { text: escapeText(`${title}: ${request.name}. ${t(`slack.staff-join.states.${state}`)}`), blocks };
}

export async function readStaffRequestCard({ ctx }: Desk, speech: Speech, requestId: string): Promise<Message> {
  return staffRequestCard(speech, await getStaffRequest(ctx, systemActor, requestId));
}

/** Which colleague it is, or what a new one does here. */
export function staffApproveModal(
  speech: Speech,
  about: AboutModal,
  request: StaffRequestInfo,
  free: StaffInfo[],
): ModalView {
  const { t } = speech;
  const people = free.slice(0, longestList).map((one) => option(one.name, one.id));
  const options = [option(t('slack.staff-join.someone-new'), isNew), ...people];
  const words = { title: t('slack.staff-join.approve-title'), submit: t('slack.staff-join.approve') };
  const roles = staffRoles.map((role) => option(t(`slack.staff-roles.${role}`), role));
  return modal(speech, 'staff-approve', about, words, [
    lines([{ bold: request.name }], [request.email ?? t('slack.staff-join.no-email')]),
    choiceField('who', t('slack.staff-join.who'), options, { chosen: request.match?.id ?? isNew }),
    smallPrint(t('slack.staff-join.new-hint')),
    wordsField('email', t('slack.staff-join.email'), { initial: request.email ?? '', isOptional: true, lines: 'one' }),
    checkField('roles', t('slack.staff-join.roles'), roles, [], true),
  ]);
}

export async function openStaffApprove(desk: Desk, tap: Tap, requestId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const request = await getStaffRequest(desk.ctx, actor, requestId);
    if (request.state !== 'pending') throw new AppError('staff-request.already-decided', { state: request.state });
    const free = (await listStaff(desk.ctx, systemActor)).filter((one) => one.isActive && one.slackUserId === null);
    const about = { id: requestId, channelId: tap.spot.channelId };
    await showModal(desk, tap, staffApproveModal(speech, about, request, free));
  });
}

export function complainAboutStaff({ t }: Speech, sent: Submission): Record<string, string> | null {
  if (sent.choice('who') !== isNew) return null;
  const isAddress = /^\S+@\S+\.\S+$/.test(sent.text('email')) && hasMeaning(sent.text('email'));
  if (!isAddress) return { email: t('slack.staff-join.email-wrong') };
  return sent.choices('roles').length === 0 ? { roles: t('slack.staff-join.roles-wrong') } : null;
}

export async function onStaffApprove(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, async ({ actor }) => {
    const { locale } = await companySpeech(desk.ctx);
    const who = sent.choice('who');
    const colleague =
      who === isNew ? { roles: sent.choices('roles'), email: sent.text('email'), locale } : { staffId: who };
    const input = decideStaffRequestInput.parse({ requestId: sent.about.id, approve: true, ...colleague });
    return once(desk.ctx, key, (tx) => decideStaffRequest(tx, actor, input));
  });
}

export async function onStaffDecline(desk: Desk, tap: Tap, requestId: string, key: string): Promise<void> {
  await asColleague(desk, tap.spot, ({ actor }) =>
    once(desk.ctx, key, (tx) => decideStaffRequest(tx, actor, { requestId, approve: false })),
  );
}

function decisionButtons({ t }: Speech, requestId: string) {
  const id = shortId(requestId);
  const sure = confirmation({
    title: t('slack.staff-join.decline-title'),
    text: t('slack.staff-join.decline-text'),
    yes: t('slack.buttons.decline'),
    no: t('slack.buttons.keep'),
  });
  return [
    button(t('slack.staff-join.approve'), 'staff-approve', id, { style: 'primary' }),
    button(t('slack.buttons.decline'), 'staff-decline', id, { confirm: sure }),
  ];
}
