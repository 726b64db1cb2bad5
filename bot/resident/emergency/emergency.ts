import { type Danger, dangers } from '#api/company/emergency.ts';
import { getSetting } from '#api/company/settings.ts';
import { settleLoose, takeLoose } from '#api/conversations/loose.ts';
import { openTicket } from '#api/tickets/open-ticket.ts';
import { openTicketInput, type TicketPlace } from '#api/tickets/schema.ts';
import { deed, openScreen } from '../screen.ts';
import { ticketCard } from '../ticket-card.ts';
import { type Answer, bold, lines, paragraphs } from '../view.ts';
import { type Guest, isResident, type Resident } from '../who.ts';
import { dangerText } from './danger-text.ts';
import { sosGoRoute, sosRoute } from './routes.ts';

const categories: Record<Danger, { code: string; place: TicketPlace }> = {
  gas: { code: 'emergency-gas', place: 'flat' },
  flood: { code: 'emergency-flood', place: 'flat' },
  fire: { code: 'emergency-fire', place: 'flat' },
  stuck: { code: 'emergency-lift', place: 'common-area' },
  power: { code: 'emergency-power', place: 'common-area' },
};

/** All dangers with the numbers first; then one of them, and the button that tells the emergency service. */
async function emergencyAnswer(guest: Guest, danger: Danger | undefined, looseId?: string): Promise<Answer> {
  const { t } = guest;
  const home = { label: t('resident.home.button'), route: 'home' };
  if (danger) {
    const may = isResident(guest) && guest.flat.rights.includes('tickets');
    const tell = { label: t('resident.danger.report'), route: sosGoRoute.to({ d: danger, w: looseId }) };
    const other = { label: t('resident.danger.other'), route: sosRoute.to() };
    const text = paragraphs(await dangerText(guest, danger), may ? t('resident.danger.then-tell') : null);
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

/** One ticket a danger and flat in ten minutes, however often the button is pressed. */
async function tellEmergency(guest: Resident, danger: Danger, looseId: string | undefined): Promise<Answer> {
  const { ctx, actor, flat, t } = guest;
  const { code, place } = categories[danger];
  const said = looseId ? await takeLoose(ctx, guest.chat.id, looseId) : { text: '', files: [] };
  const minutes = Math.floor(ctx.now().getTime() / 600_000);
  const opened = await openTicket(
    ctx,
    actor,
    openTicketInput.parse({
      unitId: flat.unitId,
      kind: 'technical',
      categoryCode: code,
      place,
      urgency: 'emergency',
      text: said.text || t(`resident.danger.${danger}.name`),
      files: said.files,
      source: 'telegram',
      onceKey: `sos:${flat.unitId}:${danger}:${looseId ?? minutes}`,
    }),
  );
  if (looseId) await settleLoose(ctx, actor, { looseId, outcome: 'ticket', outcomeId: opened.id });
  const { view, version } = await ticketCard(guest, opened.id);
  return {
    place: 'replace',
    view: { ...view, text: paragraphs(await dangerText(guest, danger), view.text) },
    card: { subject: { type: 'ticket', id: opened.id }, version },
    toast: t('resident.report.sent', { number: opened.number }),
  };
}

export const emergencyScreens = [
  openScreen(sosRoute, false, (guest, { d, w }) => emergencyAnswer(guest, d, w)),
  deed(sosGoRoute, (guest, { d, w }) => tellEmergency(guest, d, w)),
];
