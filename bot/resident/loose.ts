import type { IncomingFile } from '#api/conversations/attachments.ts';
import { keepLoose, partLength, settleLoose, takeLoose } from '#api/conversations/loose.ts';
import { writeToCompany } from '#api/conversations/talk.ts';
import { answerTicket } from '#api/tickets/answer-ticket.ts';
import { guessCategory, type TicketCategoryInfo } from '#api/tickets/categories.ts';
import { listMyTickets, type TicketRow } from '#api/tickets/my-tickets.ts';
import { answerTicketInput } from '#api/tickets/schema.ts';
import { startChat } from './chat.ts';
import { findDanger } from './danger.ts';
import { dangerText } from './emergency/danger-text.ts';
import { sosGoRoute } from './emergency/routes.ts';
import { filesLine } from './files-in-form.ts';
import { startMeters } from './meters/form.ts';
import { idParam, route } from './route.ts';
import { title } from './say.ts';
import { deed, type FormInput, screen } from './screen.ts';
import { startReport } from './tickets/report.ts';
import { type Answer, type Button, lines, paragraphs, quote, type View } from './view.ts';
import { type Guest, isResident, type Resident } from './who.ts';

const reportRoute = route('l-report', { id: idParam });
const chatRoute = route('l-chat', { id: idParam });
const meterRoute = route('l-meter', { id: idParam });
const nothingRoute = route('l-no', { id: idParam });
/** Words that a form could not take: what they are is asked as for free words, and the form waits. */
export const aboutOtherRoute = route('l', { id: idParam });
/** The words answer what a ticket waits for: `w` are the words. */
const answerRoute = route('l-answer', { id: idParam, w: idParam });

type Loose = { looseId: string; text: string; files: readonly Pick<IncomingFile, 'kind'>[] };

/** Keeps what was said outside a form, and asks what it is. Late halves of an album go where the first half went. */
export async function answerLoose(
  guest: Guest,
  input: Extract<FormInput, { kind: 'text' | 'files' }>,
): Promise<Answer> {
  if (!isResident(guest)) throw new Error('a stranger has no loose words');
  const files = input.kind === 'files' ? input.files : [];
  const groupKey = input.kind === 'files' ? input.groupKey : undefined;
  const kept = await keepLoose(guest.ctx, { chatId: guest.chat.id, text: input.text, files, groupKey });
  const isPart = kept.text.length >= partLength;
  const gather = groupKey ? `album:${groupKey}` : isPart ? `long:${kept.looseId}` : undefined;
  if (kept.outcome === 'ticket' && kept.outcomeId) {
    const late = answerTicketInput.parse({
      ticketId: kept.outcomeId,
      text: input.text,
      files,
      externalKey: guest.onceKey,
    });
    const { number } = await answerTicket(guest.ctx, guest.actor, late);
    return { place: 'new', gather, view: { text: guest.t('resident.say.sent', { number }), rows: [] } };
  }
  return { place: 'new', gather, view: await askWhat(guest, kept) };
}

/** What the words could be; words of danger put the number to call and the emergency service first. */
async function askWhat(guest: Resident, loose: Loose): Promise<View> {
  const danger = findDanger(loose.text);
  const waiting = guest.flat.rights.includes('tickets') && !danger ? await waitingForMe(guest) : [];
  const guess = await guessCategory(guest.ctx, loose.text);
  const view = looseView(guest, loose, { waiting, guess, isDanger: danger !== null });
  if (!danger) return view;
  const emergency: Button = {
    label: guest.t('resident.danger.report'),
    route: sosGoRoute.to({ d: danger, w: loose.looseId }),
  };
  const text = paragraphs(await dangerText(guest, danger), view.text);
  return { text, rows: [[emergency], ...view.rows] };
}

type Likely = { waiting: readonly TicketRow[]; guess: TicketCategoryInfo | null; isDanger: boolean };

/** What the words could be, the likeliest first; nothing is asked twice afterwards. */
function looseView(guest: Resident, loose: Loose, { waiting, guess, isDanger }: Likely): View {
  const { t, locale } = guest;
  const { looseId: id, text } = loose;
  const mayReport = guest.flat.rights.includes('tickets');
  const mayRead = guest.modules.meters && guest.flat.rights.includes('meters');
  const isReading = /^[\s\d.,;/:|–—-]*\d[\s\d.,;/:|–—-]*$/.test(text);
  const report: Button = {
    label:
      guess && !guess.isEmergency
        ? t('resident.loose.report-as', { category: guess.names[locale] })
        : t('resident.loose.report'),
    route: reportRoute.to({ id }),
  };
  const meters: Button = { label: t('resident.loose.reading'), route: meterRoute.to({ id }) };
  const answers = waiting.map((ticket) => [
    { label: t('resident.loose.answer', { number: ticket.number }), route: answerRoute.to({ id: ticket.id, w: id }) },
  ]);
  const rows: Button[][] = [
    ...(guess ? [] : answers),
    ...(isReading && mayRead ? [[meters]] : []),
    ...(mayReport ? [[report]] : []),
    ...(guess ? answers : []),
    [{ label: t('resident.loose.chat'), route: chatRoute.to({ id }) }],
    ...(!isReading && mayRead && !isDanger ? [[meters]] : []),
    [{ label: t('resident.loose.nothing'), route: nothingRoute.to({ id }) }],
  ];
  const said =
    text === ''
      ? t('resident.loose.kept-files', { files: filesLine(guest, loose.files) ?? '' })
      : quote(title(text, 120));
  return { text: lines(said, t('resident.loose.ask')), rows };
}

/** Requests of this flat that wait for an answer: free words are often just that. */
async function waitingForMe(guest: Resident): Promise<TicketRow[]> {
  const filter = { unitId: guest.flat.unitId, state: 'open' as const, limit: 20 };
  const { items } = await listMyTickets(guest.ctx, guest.actor, filter);
  return items.filter((ticket) => ticket.pause === 'waiting-for-resident').slice(0, 2);
}

export const looseScreens = [
  screen(aboutOtherRoute, async (guest, { id }) => {
    const said = await takeLoose(guest.ctx, guest.chat.id, id);
    return { place: 'replace', view: await askWhat(guest, { looseId: id, ...said }) };
  }),
  deed(reportRoute, async (guest, { id }) => {
    const { text, files } = await takeLoose(guest.ctx, guest.chat.id, id);
    const guess = await guessCategory(guest.ctx, text);
    const known = guess && !guess.isEmergency ? { kind: guess.kind, category: guess.code } : {};
    const place = guess && guess.kind !== 'technical' ? { place: 'flat' as const } : {};
    return startReport(guest, { ...known, ...place, text, files, looseId: id });
  }),
  deed(chatRoute, async (guest, { id }) => {
    const { text, files } = await takeLoose(guest.ctx, guest.chat.id, id);
    const { unitId } = guest.flat;
    const said = await writeToCompany(guest.ctx, guest.actor, { unitId, text, files, externalKey: `loose:${id}` });
    await settleLoose(guest.ctx, guest.actor, { looseId: id, outcome: 'chat', outcomeId: said.conversationId });
    return startChat(guest, true);
  }),
  deed(meterRoute, async (guest, { id }) => {
    const { text, files } = await takeLoose(guest.ctx, guest.chat.id, id);
    await settleLoose(guest.ctx, guest.actor, { looseId: id, outcome: 'reading' });
    return startMeters(guest, { text, files });
  }),
  deed(nothingRoute, async (guest, { id }) => {
    await settleLoose(guest.ctx, guest.actor, { looseId: id, outcome: 'nothing' });
    const home: Button = { label: guest.t('resident.home.button'), route: 'home' };
    return { place: 'replace', view: { text: guest.t('resident.loose.forgotten'), rows: [[home]] } };
  }),
  deed(answerRoute, async (guest, { id, w }) => {
    const { text, files } = await takeLoose(guest.ctx, guest.chat.id, w);
    const input = answerTicketInput.parse({ ticketId: id, text, files, externalKey: `loose:${w}` });
    const { number } = await answerTicket(guest.ctx, guest.actor, input);
    await settleLoose(guest.ctx, guest.actor, { looseId: w, outcome: 'ticket', outcomeId: id });
    return { place: 'replace', view: { text: guest.t('resident.say.sent', { number }), rows: [] } };
  }),
];
