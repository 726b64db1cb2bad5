import type { ModalView, PlainTextOption } from '@slack/types';
import { systemActor } from '#api/core/actor.ts';
import { once } from '#api/core/ctx.ts';
import { listStaff, type StaffInfo } from '#api/staff/staff.ts';
import { assignTicket } from '#api/tickets/assign-ticket.ts';
import { canServe, type TicketKind } from '#api/tickets/policy.ts';
import { assignTicketInput } from '#api/tickets/schema.ts';
import type { StaffTicket } from '#api/tickets/staff-tickets.ts';
import { hasWords } from '#locales/translate.ts';
import { option, smallPrint } from './blocks.ts';
import type { Desk } from './desk.ts';
import { choiceField, modal, showModal } from './modal.ts';
import type { AboutModal, Submission, Tap } from './payloads.ts';
import { getShownTicket } from './privacy.ts';
import type { Speech } from './speech.ts';
import { mustBeOpen } from './ticket-gate.ts';
import { asColleague } from './who.ts';

/** A list of Slack's holds so many: https://docs.slack.dev/reference/block-kit/composition-objects/option-group-object */
const longestList = 100;

/** To whom the ticket goes: colleagues who serve its kind, by trade, those on shift first. */
export function assignModal(
  speech: Speech,
  about: AboutModal,
  ticket: Pick<StaffTicket, 'number' | 'assigneeId'>,
  colleagues: StaffInfo[],
): ModalView {
  const { t } = speech;
  const words = { title: t('slack.assign.title', { number: ticket.number }), submit: t('slack.assign.submit') };
  const groups = byTrade(
    speech,
    colleagues.filter((one) => one.id !== ticket.assigneeId),
  );
  return modal(speech, 'assign', about, words, [
    ...(groups.length > 0 ? [choiceField('staff', t('slack.assign.staff'), groups)] : []),
    smallPrint(t(groups.length > 0 ? 'slack.assign.hint' : 'slack.assign.nobody')),
  ]);
}

export async function openAssign(desk: Desk, tap: Tap, ticketId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const ticket = await getShownTicket(desk.ctx, actor, ticketId);
    mustBeOpen(desk.ctx, actor, 'assign', ticket);
    const about = { id: ticketId, channelId: tap.spot.channelId };
    await showModal(desk, tap, assignModal(speech, about, ticket, await whoServes(desk, ticket.kind)));
  });
}

export function complainAboutAssignee({ t }: Speech, sent: Submission): Record<string, string> | null {
  return sent.choice('staff') === '' ? { staff: t('slack.assign.empty') } : null;
}

export async function onAssign(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, ({ actor }) => {
    const input = assignTicketInput.parse({ ticketId: sent.about.id, staffId: sent.choice('staff') });
    return once(desk.ctx, key, (tx) => assignTicket(tx, actor, input));
  });
}

async function whoServes({ ctx }: Desk, kind: TicketKind): Promise<StaffInfo[]> {
  const staff = await listStaff(ctx, systemActor);
  return staff.filter((one) => one.isActive && canServe({ kind: 'staff', staffId: one.id, roles: one.roles }, kind));
}

function byTrade(speech: Speech, colleagues: StaffInfo[]): { label: string; options: PlainTextOption[] }[] {
  const groups = new Map<string, StaffInfo[]>();
  for (const one of colleagues) {
    const label = tradeOf(speech, one);
    groups.set(label, [...(groups.get(label) ?? []), one]);
  }
  return [...groups]
    .sort(([a], [b]) => a.localeCompare(b, speech.locale))
    .flatMap(([label, all]) =>
      inLists(
        all.sort((a, b) => Number(b.isOnShift) - Number(a.isOnShift)),
        label,
      ),
    )
    .map(({ label, people }) => ({ label, options: people.map((one) => nameOption(speech, one)) }))
    .slice(0, longestList);
}

function inLists(people: StaffInfo[], label: string): { label: string; people: StaffInfo[] }[] {
  const lists: { label: string; people: StaffInfo[] }[] = [];
  for (let at = 0; at < people.length; at += longestList) {
    const number = lists.length + 1;
    lists.push({ label: number === 1 ? label : `${label} ${number}`, people: people.slice(at, at + longestList) });
  }
  return lists;
}

function nameOption({ t }: Speech, one: StaffInfo): PlainTextOption {
  return option(one.isOnShift ? t('slack.assign.on-shift', { name: one.name }) : one.name, one.id);
}

/** A technician is known by the trade, everybody else by what they do here. */
function tradeOf({ t, locale }: Speech, { trade, roles }: StaffInfo): string {
  if (trade) return hasWords(locale, `slack.trades.${trade}`) ? t(`slack.trades.${trade}`) : trade;
  return t(`slack.staff-roles.${roles[0] ?? 'technician'}`);
}
