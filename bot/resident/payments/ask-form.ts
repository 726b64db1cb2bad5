import { z } from 'zod';
import { askAboutBillInput } from '#api/billing/disputes/schema.ts';
import { getMyInvoice, type InvoiceView } from '#api/billing/get-invoice.ts';
import { AppError } from '#api/core/errors.ts';
import { askAboutBill } from '#api/flows/dispute.ts';
import { filesLine, story, tellMore } from '../files-in-form.ts';
import { bound, choice, startForm } from '../forms.ts';
import { sayPeriod } from '../say.ts';
import { deed, type Form } from '../screen.ts';
import { ticketCard } from '../ticket-card.ts';
import { type Answer, bold, lines, paragraphs, quote } from '../view.ts';
import { type Guest, isResident } from '../who.ts';
import { askBillRoute } from './dispute-routes.ts';

const asking = story.extend({ invoiceId: z.string(), period: z.string() });
type Asking = z.infer<typeof asking>;

/** A question about a bill: words or a photo, a look, sent. */
const askForm: Form<Asking> = {
  name: 'bill-ask',
  forAnybody: false,
  data: asking,
  steps: {
    story: {
      async ask(guest, told) {
        const { t } = guest;
        return {
          text: lines(
            bold(t('resident.bill-ask.title', { period: sayPeriod(guest, told.period) })),
            t('resident.bill-ask.hint'),
          ),
          rows: [],
        };
      },
      async take(guest, told, input) {
        const more = tellMore(guest, told, input);
        if (!more) return { data: told, next: 'stay', say: guest.t('resident.bad.words-or-photo') };
        return { data: { ...told, ...more.story }, next: 'check', note: more.note ?? undefined };
      },
    },
    check: {
      async ask(guest, told) {
        const { t } = guest;
        return {
          text: paragraphs(
            bold(t('resident.bill-ask.title', { period: sayPeriod(guest, told.period) })),
            told.text === '' ? null : quote([...told.text].slice(0, 1500).join('')),
            filesLine(guest, told.files),
            t('resident.report.check-hint'),
          ),
          rows: [[choice('bill-ask', 'check', 'send', t('resident.report.send'))]],
        };
      },
      async take(guest, told, input) {
        if (input.kind === 'choice' && input.value === 'send') return { finish: (inside) => send(inside, told) };
        const more = tellMore(guest, told, input);
        if (!more) return { data: told, next: 'stay', say: guest.t('resident.form.tap-one') };
        return { data: { ...told, ...more.story }, next: 'check', note: more.note ?? guest.t('resident.report.added') };
      },
      back: () => 'story',
    },
  },
};

async function send(guest: Guest, told: Asking): Promise<Answer> {
  if (!isResident(guest)) throw new AppError('flat.not-found');
  const about = guest.t('resident.bill-ask.ticket-text', { period: sayPeriod(guest, told.period) });
  const ticket = await askAboutBill(
    guest.ctx,
    guest.actor,
    askAboutBillInput.parse({
      ...{ invoiceId: told.invoiceId, files: told.files, onceKey: guest.onceKey },
      text: [about, told.text].filter((part) => part !== '').join('\n'),
    }),
  );
  const { view, version } = await ticketCard(guest, ticket.id);
  const toast = guest.t('resident.report.sent', { number: ticket.number });
  return { place: 'replace', view, card: { subject: { type: 'ticket', id: ticket.id }, version }, toast };
}

const begin = (bill: InvoiceView): Asking => ({ invoiceId: bill.id, period: bill.period, text: '', files: [] });

export const askBillForms = [bound(askForm)];
export const askBillScreens = [
  deed(askBillRoute, async (guest, { id }) =>
    startForm(guest, askForm, 'story', begin(await getMyInvoice(guest.ctx, guest.actor, id))),
  ),
];
