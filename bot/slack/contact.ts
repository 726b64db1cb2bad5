import type { RichTextBlock, RichTextSection } from '@slack/types';
import { type TicketContact, viewContact } from '#api/tickets/contact.ts';
import { hasWords } from '#locales/translate.ts';
import { header, lines, type Message, quotation, smallPrint } from './blocks.ts';
import { type Desk, sayAside } from './desk.ts';
import { escapeText } from './mrkdwn.ts';
import type { Tap } from './payloads.ts';
import { placeWords, type Speech } from './speech.ts';
import { asColleague } from './who.ts';

/** Whom to call and how to get in: shown to who works on the ticket, and only to them. Phones can be tapped. */
export function contactSheet(speech: Speech, contact: TicketContact): Message {
  const { t } = speech;
  const title = t('slack.contact.title', { number: contact.number });
  const place = placeWords(speech, contact);
  return {
    text: escapeText(title),
    blocks: [
      header(title),
      ...(place === '' ? [] : [smallPrint(place)]),
      ...(contact.visitCode ? [lines([{ bold: t('slack.contact.code', { code: contact.visitCode }) }])] : []),
      contact.people.length === 0 ? smallPrint(t('slack.contact.nobody')) : peopleLines(speech, contact.people),
      ...(contact.accessNotes
        ? [smallPrint(t('slack.contact.access')), quotation(contact.accessNotes)]
        : [smallPrint(t('slack.contact.no-access'))]),
      smallPrint(t('slack.contact.noted')),
    ],
  };
}

/** Contact: the look is written down before anything is shown, and again each time. */
export async function onContact(desk: Desk, tap: Tap, ticketId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const contact = await viewContact(desk.ctx, actor, { ticketId }, 'slack');
    await sayAside(desk, tap.spot, contactSheet(speech, contact));
  });
}

function peopleLines({ t, locale }: Speech, people: TicketContact['people']): RichTextBlock {
  const elements = people.flatMap((one, index): RichTextSection['elements'] => {
    const role = hasWords(locale, `slack.roles.${one.role}`) ? t(`slack.roles.${one.role}`) : one.role;
    const who = one.isAuthor ? t('slack.contact.author', { role }) : role;
    return [
      { type: 'text', text: `${index === 0 ? '' : '\n'}${one.name}`, style: { bold: true } },
      { type: 'text', text: ` · ${who} · ` },
      one.phone
        ? { type: 'link', url: `tel:${one.phone.replace(/[^+\d]/g, '')}`, text: one.phone }
        : { type: 'text', text: t('slack.contact.no-phone') },
    ];
  });
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}
