import type { KnownBlock, ModalView } from '@slack/types';
import { systemActor } from '#api/core/actor.ts';
import { once } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { shortId } from '#api/core/ids.ts';
import { findUnitByWords } from '#api/residents/find-unit.ts';
import { decideJoinRequest, getJoinRequest, type JoinRequestInfo } from '#api/residents/join-requests.ts';
import { occupancyRoles } from '#api/residents/rights.ts';
import { decideJoinRequestInput } from '#api/residents/schema.ts';
import {
  actions,
  button,
  confirmation,
  header,
  lines,
  type Message,
  option,
  type Part,
  plain,
  smallPrint,
} from './blocks.ts';
import type { Desk } from './desk.ts';
import { modal, showModal, wordsField } from './modal.ts';
import { escapeText } from './mrkdwn.ts';
import type { AboutModal, Submission, Tap } from './payloads.ts';
import { requestAsSlackMaySee } from './privacy.ts';
import { moment, placeWords, type Speech } from './speech.ts';
import { asColleague } from './who.ts';

/** `isHidden`: the company does not show in Slack what they wrote. */
type ShownRequest = JoinRequestInfo & { isHidden?: boolean };

/** "I live here, I have no code", for the office to decide. No phone number: whether one was given is enough here. */
export function joinRequestCard(speech: Speech, request: ShownRequest, decidedBy: string | null): Message {
  const { t } = speech;
  const title = t('slack.join.title');
  const facts: Part[][] = [
    ...(request.isHidden
      ? [[t(`slack.roles.${request.role}`)], [t('slack.join.hidden')]]
      : [[{ bold: request.saidName }, ` · ${t(`slack.roles.${request.role}`)}`], [whereWords(speech, request)]]),
    [t(request.saidPhone ? 'slack.join.phone-given' : 'slack.join.no-phone')],
  ];
  if (request.reason === 'ambiguous-phone') facts.push([t('slack.join.ambiguous')]);
  if (request.unit)
    facts.push([
      t(`slack.join.${request.state === 'pending' ? 'guess' : 'flat'}`, { place: unitWords(speech, request) }),
    ]);
  const state = t(`slack.join.states.${request.state}`);
  const by = [decidedBy, request.decidedAt ? moment(speech, request.decidedAt) : null].filter(Boolean).join(' · ');
  const stateLine = lines([{ bold: state }, by === '' ? ` · ${moment(speech, request.createdAt)}` : ` · ${by}`]);
  const blocks: KnownBlock[] = [header(title), lines(...facts), stateLine];
  if (request.state === 'pending')
    blocks.push(actions(`join:${shortId(request.id)}`, decisionButtons(speech, request)));
  const who = request.isHidden ? title : `${title}: ${request.saidName}`;
  return { text: escapeText(`${who}. ${state}`), blocks };
}

function whereWords({ t }: Speech, { saidWhere }: ShownRequest): string {
  return saidWhere === '' ? t('slack.join.no-where') : t('slack.join.where', { where: saidWhere });
}

function decisionButtons({ t }: Speech, request: JoinRequestInfo) {
  const id = shortId(request.id);
  const sure = confirmation({
    title: t('slack.join.decline-title'),
    text: t('slack.join.decline-text'),
    yes: t('slack.buttons.decline'),
    no: t('slack.buttons.keep'),
  });
  return [
    button(t('slack.buttons.approve'), 'join-approve', id, { style: 'primary' }),
    button(t('slack.buttons.decline'), 'join-decline', id, { confirm: sure }),
  ];
}

/** Which flat, and what the person is to it. */
export function approveModal(speech: Speech, about: AboutModal, request: ShownRequest): ModalView {
  const { t } = speech;
  const roles = occupancyRoles.map((role) => option(t(`slack.roles.${role}`), role));
  const chosen = roles[occupancyRoles.indexOf(request.role)];
  const initial = request.unit ? `${request.unit.address}, ${request.unit.number}` : request.saidWhere;
  const words = { title: t('slack.join.approve-title'), submit: t('slack.buttons.approve') };
  return modal(speech, 'join-approve', about, words, [
    ...(request.isHidden
      ? [smallPrint(t('slack.join.hidden'))]
      : [lines([{ bold: request.saidName }], [request.saidWhere])]),
    wordsField('flat', t('slack.join.approve-flat'), { initial, hint: t('slack.join.approve-hint'), lines: 'one' }),
    {
      type: 'input',
      block_id: 'role',
      label: plain(t('slack.join.approve-role')),
      element: {
        type: 'static_select',
        action_id: 'role',
        options: roles,
        ...(chosen ? { initial_option: chosen } : {}),
      },
    },
  ]);
}

export async function openApprove(desk: Desk, tap: Tap, requestId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const request = await requestAsSlackMaySee(desk.ctx, await getJoinRequest(desk.ctx, actor, requestId));
    if (request.state !== 'pending') throw new AppError('join.already-decided', { state: request.state });
    const view = approveModal(speech, { id: requestId, channelId: tap.spot.channelId }, request);
    await showModal(desk, tap, view);
  });
}

/** The words must name one flat of ours. */
export async function complainAboutFlat(
  desk: Desk,
  { t }: Speech,
  sent: Submission,
): Promise<Record<string, string> | null> {
  const unit = await findUnitByWords(desk.ctx, sent.text('flat'));
  return unit ? null : { flat: t('slack.join.no-such-flat') };
}

export async function onApprove(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, async ({ actor }) => {
    const unit = await findUnitByWords(desk.ctx, sent.text('flat'));
    const decision = { requestId: sent.about.id, approve: true, unitId: unit?.unitId, role: sent.choice('role') };
    const input = decideJoinRequestInput.parse(decision);
    return once(desk.ctx, key, (tx) => decideJoinRequest(tx, actor, input));
  });
}

export async function onDecline(desk: Desk, tap: Tap, requestId: string, key: string): Promise<void> {
  await asColleague(desk, tap.spot, ({ actor }) =>
    once(desk.ctx, key, (tx) => decideJoinRequest(tx, actor, { requestId, approve: false })),
  );
}

/** The request as it is now. */
export async function readJoinRequest({ ctx }: Desk, requestId: string): Promise<ShownRequest> {
  return requestAsSlackMaySee(ctx, await getJoinRequest(ctx, systemActor, requestId));
}

function unitWords(speech: Speech, request: JoinRequestInfo): string {
  const { unit } = request;
  return unit ? placeWords(speech, { address: unit.address, unit: { ...unit, type: 'flat' } }) : '';
}
