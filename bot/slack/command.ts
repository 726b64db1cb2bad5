import type { KnownBlock } from '@slack/types';
import { findTickets } from '#api/tickets/search/find-tickets.ts';
import { listStaffTickets, type StaffTicketRow } from '#api/tickets/staff-tickets.ts';
import { header, lines, type Message, paragraph, smallPrint } from './blocks.ts';
import type { Desk } from './desk.ts';
import { dutyLinkMessage } from './duty-link.ts';
import { escapeText } from './mrkdwn.ts';
import { openNewTicket } from './new-ticket.ts';
import type { Command } from './payloads.ts';
import { getShownTicket, rowsAsSlackMaySee } from './privacy.ts';
import { placeWords, type Speech, stateWords } from './speech.ts';
import { ticketCard } from './ticket-card.ts';
import { asColleague, type Colleague } from './who.ts';

/** How an answer is given: only to the person, where they typed. */
type Respond = (message: Message) => Promise<void>;

type Asked = { what: 'list' | 'new' | 'number' | 'find' | 'telegram' | 'help'; rest: string };

const rowsShown = 20;

const verbs: Record<string, Asked['what']> = {
  ...{ list: 'list', список: 'list', мои: 'list', new: 'new', новая: 'new', создать: 'new' },
  ...{ find: 'find', search: 'find', найти: 'find', поиск: 'find', help: 'help', помощь: 'help' },
  telegram: 'telegram',
  телеграм: 'telegram',
};

/** What was typed after `/ticket`, in either language. Words that are no verb are looked for. */
export function readTicketCommand(text: string): Asked {
  const number = text.replace(/^(№|#|n|no\.?)\s*/i, '');
  if (text === '') return { what: 'list', rest: '' };
  if (/^\d{1,9}$/.test(number)) return { what: 'number', rest: number };
  const [word = '', ...rest] = text.split(/\s+/);
  const what = verbs[word.toLowerCase()];
  if (what) return { what, rest: rest.join(' ') };
  return { what: 'find', rest: text };
}

/** True for what opens a form: it cannot wait for its row. */
export function opensForm(command: string, text: string): boolean {
  if (command === '/outage') return true;
  return command === '/ticket' && readTicketCommand(text.trim()).what === 'new';
}

/**
 * `/ticket`: my table. A number: that ticket with its buttons. `new`: a form. `find` and words: what speaks of them. `telegram`: a
 * link for duty.
 */
export async function onTicketCommand(desk: Desk, command: Command, respond: Respond): Promise<void> {
  const { what, rest } = readTicketCommand(command.text);
  if (what === 'new') return openNewTicket(desk, { ...command, text: rest });
  await asColleague(desk, command.spot, async (me) => {
    if (what === 'help' || (what === 'find' && rest === '')) return respond(note(me.speech.t('slack.command.help')));
    if (what === 'telegram') return respond(await dutyLinkMessage(desk, me));
    if (what === 'list') return respond(await listMine(desk, me));
    const { items } = await findTickets(desk.ctx, me.actor, { words: rest, limit: rowsShown + 1 });
    if (what === 'find') return respond(foundList(me.speech, rest, await rowsAsSlackMaySee(desk.ctx, items)));
    const found = items.find((one) => String(one.number) === rest);
    if (!found) return respond(note(me.speech.t('slack.command.no-such', { number: rest })));
    const ticket = await getShownTicket(desk.ctx, me.actor, found.id);
    return respond(ticketCard(me.speech, ticket));
  });
}

async function listMine({ ctx }: Desk, { actor, staff, speech }: Colleague): Promise<Message> {
  const claimed = await listStaffTickets(ctx, actor, { assigneeId: staff.id, status: 'claimed', limit: 50 });
  const inWork = await listStaffTickets(ctx, actor, { assigneeId: staff.id, status: 'in-work', limit: 50 });
  return queueList(speech, await rowsAsSlackMaySee(ctx, [...inWork.items, ...claimed.items]));
}

/** What is on a colleague's table. */
export function queueList(speech: Speech, rows: StaffTicketRow[]): Message {
  const { t } = speech;
  if (rows.length === 0) return note(t('slack.command.empty'));
  return rowsList(speech, t('slack.command.mine', { count: rows.length }), rows);
}

/** What speaks of the words. */
export function foundList(speech: Speech, words: string, rows: StaffTicketRow[]): Message {
  const { t } = speech;
  if (rows.length === 0) return note(t('slack.command.nothing-found', { words }));
  return rowsList(speech, t('slack.command.found', { words }), rows);
}

function rowsList(speech: Speech, title: string, rows: StaffTicketRow[]): Message {
  const { t } = speech;
  const blocks: KnownBlock[] = [header(title), ...rows.slice(0, rowsShown).map((row) => rowLines(speech, row))];
  if (rows.length > rowsShown) blocks.push(smallPrint(t('slack.command.more', { count: rows.length - rowsShown })));
  blocks.push(smallPrint(t('slack.command.hint')));
  return { text: escapeText(title), blocks };
}

function rowLines(speech: Speech, row: StaffTicketRow) {
  const unit = row.unitNumber === null ? null : { number: row.unitNumber, type: 'flat' };
  const place = placeWords(speech, { address: row.address, unit });
  const title = row.title === '' ? (row.category?.names[speech.locale] ?? '') : row.title;
  return lines(
    [{ bold: `№ ${row.number}` }, ` · ${title}`],
    [[place, stateWords(speech, row)].filter(Boolean).join(' · ')],
  );
}

function note(words: string): Message {
  return { text: escapeText(words), blocks: [paragraph(words)] };
}
