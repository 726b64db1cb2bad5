import { type Danger, dangers } from '#api/company/emergency.ts';
import { getSetting } from '#api/company/settings.ts';
import { settleLoose, takeLoose } from '#api/conversations/loose.ts';
import { placeTicket, reportEmergency } from '#api/tickets/report-emergency.ts';
import { reportEmergencyInput, type TicketPlace } from '#api/tickets/schema.ts';
import { flatWithAddress } from '../flat-words.ts';
import { deed, openScreen } from '../screen.ts';
import { ticketCard } from '../ticket-card.ts';
import { type Answer, bold, lines, paragraphs } from '../view.ts';
import { type Guest, isResident, type Resident } from '../who.ts';
import { dangerText } from './danger-text.ts';
import { askMore } from './more-form.ts';
import { sosGoRoute, sosPlaceRoute, sosRoute } from './routes.ts';

/** All dangers with the numbers first; then one of them, and the button that tells the emergency service. */
async function emergencyAnswer(guest: Guest, danger: Danger | undefined, looseId?: string): Promise<Answer> {
  const { t } = guest;
  const home = { label: t('resident.home.button'), route: 'home' };
  if (danger) {
    const may = isResident(guest) && guest.flat.rights.includes('tickets');
    const tell = { label: t('resident.danger.report'), route: sosGoRoute.to({ d: danger, w: looseId }) };
    const other = { label: t('resident.danger.other'), route: sosRoute.to() };
    const then = may ? t('resident.danger.then-tell', { flat: flatWithAddress(guest, guest.flat) }) : null;
    const text = paragraphs(await dangerText(guest, danger), then);
    return { place: 'replace', view: { text, rows: [...(may ? [[tell]] : []), [other], [home]] } };
  }
  const numbers = await getSetting(guest.ctx, 'emergency-numbers');
  const of = (one: Danger) => {
    const own = numbers.filter((number) => number.danger === one).map((number) => number.phone);
    const phones = own.length > 0 ? own : [guest.company.emergencyPhone];
    return `${t(`resident.danger.${one}.name`)}: ${phones.join(t('resident.danger.or'))}`;
  };
  return {
    place: 'replace',

    view: {
      text: paragraphs(
        bold(t('resident.danger.title')),
        lines(...dangers.map(of)),
        t('resident.phones.emergency', { phone: guest.company.emergencyPhone }),
        t('resident.danger.choose'),
      ),
      rows: [
        ...dangers.map((one) => [{ label: t(`resident.danger.${one}.name`), route: sosRoute.to({ d: one }) }]),
        [home],
      ],
    },
  };
}

/** One ticket, however often the button is pressed; then the danger's numbers again, and the question where it is. */
async function tellEmergency(guest: Resident, danger: Danger, looseId: string | undefined): Promise<Answer[]> {
  const { ctx, actor, flat, t } = guest;
  const said = looseId ? await takeLoose(ctx, guest.chat.id, looseId) : { text: '', files: [] };
  const { ticket, isNew } = await reportEmergency(
    ctx,
    actor,
    reportEmergencyInput.parse({ ...said, unitId: flat.unitId, danger, onceKey: guest.onceKey }),
  );
  if (looseId) await settleLoose(ctx, actor, { looseId, outcome: 'ticket', outcomeId: ticket.id });
  const { view, version } = await ticketCard(guest, ticket.id);
  const { number } = ticket;
  const card: Answer = {
    place: 'replace',
    view: { ...view, text: paragraphs(await dangerText(guest, danger), view.text) },
    card: { subject: { type: 'ticket', id: ticket.id }, version },
    toast: t(isNew ? 'resident.report.sent' : 'resident.danger.told-already', { number }),
  };
  return [card, await askMore(guest, { ticketId: ticket.id, number })];
}

async function placeEmergency(guest: Resident, ticketId: string, place: TicketPlace): Promise<Answer> {
  const { number } = await placeTicket(guest.ctx, guest.actor, { ticketId, place });
  const { t } = guest;
  const where = t(`resident.places.${place}`);
  const text = lines(bold(t('resident.danger.place-known', { number, where })), t('resident.danger.more'));
  return { place: 'replace', view: { text, rows: [] }, toast: t('resident.danger.place-toast') };
}

export const emergencyScreens = [
  openScreen(sosRoute, false, (guest, { d, w }) => emergencyAnswer(guest, d, w)),
  deed(sosGoRoute, (guest, { d, w }) => tellEmergency(guest, d, w)),
  deed(sosPlaceRoute, (guest, { id, p }) => placeEmergency(guest, id, p)),
];
