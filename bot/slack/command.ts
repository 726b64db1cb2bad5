import type { KnownBlock } from '@slack/types';
import { getStaffTicket, listStaffTickets, type StaffTicketRow } from '#api/tickets/staff-tickets.ts';
import { header, lines, type Message, paragraph, smallPrint } from './blocks.ts';
import type { Desk } from './desk.ts';
import { dutyLinkMessage } from './duty-link.ts';
import { escapeText } from './mrkdwn.ts';
import type { Command } from './payloads.ts';
import { placeWords, type Speech, stateWords } from './speech.ts';
import { ticketCard } from './ticket-card.ts';
import { asColleague } from './who.ts';

/** How an answer is given: only to the person, where they typed. */
type Respond = (message: Message) => Promise<void>;

const rowsShown = 20;

/** `/ticket`: my queue. `/ticket 1204`: that ticket with its buttons. Anything else: what can be typed. */
export async function onTicketCommand(desk: Desk, command: Command, respond: Respond): Promise<void> {
  await asColleague(desk, command.spot, async (me) => {
    const { actor, staff, speech } = me;
    const wanted = command.text.replace(/^(№|#|n|no\.?)\s*/i, '');
    if (wanted === '') {
      const claimed = await listStaffTickets(desk.ctx, actor, { assigneeId: staff.id, status: 'claimed', limit: 50 });
      const inWork = await listStaffTickets(desk.ctx, actor, { assigneeId: staff.id, status: 'in-work', limit: 50 });
      return respond(queueList(speech, [...inWork.items, ...claimed.items]));
    }
    if (/^(telegram|телеграм)$/i.test(wanted)) return respond(await dutyLinkMessage(desk, me));
    if (!/^\d{1,9}$/.test(wanted)) return respond(note(speech.t('slack.command.help')));
    const { items } = await listStaffTickets(desk.ctx, actor, { number: Number(wanted), limit: 1 });
    const [found] = items;
    if (!found) return respond(note(speech.t('slack.command.no-such', { number: wanted })));
    return respond(ticketCard(speech, await getStaffTicket(desk.ctx, actor, found.id)));
  });
}

/** What is on a colleague's table. */
export function queueList(speech: Speech, rows: StaffTicketRow[]): Message {
  const { t } = speech;
  if (rows.length === 0) return note(t('slack.command.empty'));
  const title = t('slack.command.mine', { count: rows.length });
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
