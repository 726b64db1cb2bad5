import type { Button, HomeView, KnownBlock, SectionBlock } from '@slack/types';
import { shortId } from '#api/core/ids.ts';
import type { StaffInfo } from '#api/staff/staff.ts';
import { type Queue, type QueueRow, type QueueSection, queueSections } from '#api/tickets/queue.ts';
import { actions, button, header, link, paragraph, plain, smallPrint } from './blocks.ts';
import { cut } from './mrkdwn.ts';
import { moment, placeWords, type Speech, stateWords, windowWords } from './speech.ts';

/** So many rows of a section are shown: all of Home holds 100 blocks (https://docs.slack.dev/reference/views). */
const rowsShown: Record<QueueSection, number> = {
  ...{ returned: 8, late: 8, visits: 8, today: 8, later: 8, waiting: 8, 'on-hold': 8 },
  free: 6,
};

export type HomeNow = {
  me: StaffInfo;
  queue: Queue;
  /** The address of a ticket's card, where it has one. */
  linkOf(ticketId: string): string | null;
};

/** "My queue": what asks for attention first stands first; below it, what nobody has taken yet. */
export function homeView(speech: Speech, now: HomeNow): HomeView {
  const { t } = speech;
  const { queue } = now;
  const isEmpty = queueSections.every((section) => queue[section].length === 0);
  const blocks: KnownBlock[] = [
    header(t('slack.home.title')),
    shiftSwitch(speech, now.me),
    ...(now.me.roles.includes('emergency') ? [dutyLink(speech, now.me)] : []),
    ...(isEmpty ? [paragraph(t('slack.home.empty'))] : []),
    ...queueSections.flatMap((section) => sectionBlocks(speech, section, now)),
    smallPrint(t('slack.home.hint')),
  ];
  return { type: 'home', blocks };
}

/** On shift or not, in words: who is on the emergency team is told what it means for them. */
function shiftSwitch({ t }: Speech, me: StaffInfo): SectionBlock {
  const state = me.isOnShift ? 'on' : 'off';
  const isPinged = me.roles.includes('emergency');
  const press = button(
    t(`slack.home.shift.end-${state}`),
    'home-shift',
    `${me.isOnShift ? 'off' : 'on'}:${shortId(me.id)}`,
  );
  const words = [t(`slack.home.shift.${state}`), ...(isPinged ? [t(`slack.home.shift.emergency-${state}`)] : [])];
  return { type: 'section', text: plain(words.join(' '), 3000), accessory: press };
}

/** Slack makes no sound at night that wakes anybody: who is called to emergencies can be called in Telegram too. */
function dutyLink({ t }: Speech, me: StaffInfo): KnownBlock {
  return actions('duty', [button(t('slack.home.duty'), 'home-duty', shortId(me.id))]);
}

function sectionBlocks(speech: Speech, section: QueueSection, { queue, linkOf }: HomeNow): KnownBlock[] {
  const { t } = speech;
  const rows = queue[section];
  if (rows.length === 0) return [];
  const shown = rows.slice(0, rowsShown[section]);
  const more = rows.length - shown.length;
  return [
    header(t(`slack.home.sections.${section}`, { count: rows.length })),
    ...shown.flatMap((row) => rowBlocks(speech, section, row, linkOf(row.id))),
    ...(more > 0 ? [smallPrint(t('slack.command.more', { count: more }))] : []),
  ];
}

function rowBlocks(speech: Speech, section: QueueSection, row: QueueRow, address: string | null): KnownBlock[] {
  const { t } = speech;
  const open = address === null ? [] : [link(t('slack.buttons.open'), 'home-open', address)];
  const words: SectionBlock = { type: 'section', text: plain(rowWords(speech, section, row), 3000) };
  if (section !== 'free') return [accessory(words, open[0])];
  const claim = button(t('slack.buttons.claim'), 'ticket-claim', shortId(row.id), { style: 'primary' });
  return [words, actions(`free:${shortId(row.id)}`, [claim, ...open])];
}

function accessory(section: SectionBlock, one: Button | undefined): SectionBlock {
  return one ? { ...section, accessory: one } : section;
}

/** Two lines: which it is, then where, by when and in which state. */
function rowWords(speech: Speech, section: QueueSection, row: QueueRow): string {
  const { t, locale } = speech;
  const unit = row.unitNumber === null ? null : { number: row.unitNumber, type: 'flat' };
  const title = cut(row.title || (row.category?.names[locale] ?? t(`slack.kinds.${row.kind}`)), 90);
  const urgency = row.urgency === 'normal' ? null : t(`slack.urgency.${row.urgency}`);
  const facts = [
    section === 'visits' && row.visit ? windowWords(speech, row.visit) : null,
    dueWords(speech, section, row),
    section === 'free' && row.status === 'new' && row.pause === 'none' ? null : stateWords(speech, row),
    placeWords(speech, { address: row.address, unit }),
  ];
  const first = [`№ ${row.number}`, urgency, title].filter(Boolean).join(' · ');
  return `${first}\n${facts.filter(Boolean).join(' · ')}`;
}

function dueWords(speech: Speech, section: QueueSection, { dueAt, pause }: QueueRow): string | null {
  if (dueAt === null || pause !== 'none') return null;
  const key = section === 'late' ? 'slack.home.late-since' : 'slack.home.due';
  return speech.t(key, { at: moment(speech, dueAt) });
}
