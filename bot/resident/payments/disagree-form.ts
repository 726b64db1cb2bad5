import { z } from 'zod';
import { disputeBillInput, disputeReasons } from '#api/billing/disputes/schema.ts';
import { getMyInvoice, type InvoiceLineView, type InvoiceView } from '#api/billing/get-invoice.ts';
import { askedOf } from '#api/billing/open-sum.ts';
import { AppError } from '#api/core/errors.ts';
import { disputeBill } from '#api/flows/dispute.ts';
import { filesLine, story, tellMore } from '../files-in-form.ts';
import { bound, choice, startForm } from '../forms.ts';
import { sayMoney, sayPeriod } from '../say.ts';
import { deed, type Form, type FormInput } from '../screen.ts';
import { ticketCard } from '../ticket-card.ts';
import { type Answer, type Button, bold, lines, paragraphs, quote, type View } from '../view.ts';
import { type Guest, isResident, type Resident } from '../who.ts';
import { disagreeRoute } from './dispute-routes.ts';

const disagreeing = story.extend({
  invoiceId: z.string(),
  /** Empty: the whole bill. */
  lineIds: z.array(z.string()),
  reason: z.enum(disputeReasons),
});
type Disagreeing = z.infer<typeof disagreeing>;

/** As many lines as a message has room for; whoever disagrees with one further down says so in words. */
const mostLines = 30;

/** "I do not agree": sent with the second tap as it stands, or first narrowed to lines, given a reason, words and photos. */
const disagreeForm: Form<Disagreeing> = {
  name: 'disagree',
  forAnybody: false,
  data: disagreeing,
  steps: {
    check: {
      ask: checkView,
      async take(guest, told, input) {
        if (input.kind === 'choice' && input.value === 'send') return { finish: (inside) => send(inside, told) };
        if (input.kind === 'choice' && input.value === 'lines') return { data: told, next: 'lines' };
        if (input.kind === 'choice' && input.value === 'reason') return { data: told, next: 'reason' };
        return heard(guest, told, input, 'check');
      },
    },
    lines: {
      async ask(guest, told) {
        const { t } = guest;
        const bill = await billOf(guest, told);
        const rows = disputable(bill).map((line) => {
          const words = { name: nameOf(guest, line), sum: sayMoney(guest, askedOfLine(line), bill.currency) };
          const isChosen = told.lineIds.includes(line.id);
          const label = t(isChosen ? 'resident.disagree.line-chosen' : 'resident.disagree.line', words);
          return [choice('disagree', 'lines', String(line.position), label)];
        });
        return {
          text: lines(bold(t('resident.disagree.ask-lines')), t('resident.disagree.lines-hint')),
          rows: [...rows, [choice('disagree', 'lines', 'done', t('resident.disagree.lines-done'))]],
        };
      },
      async take(guest, told, input) {
        if (input.kind === 'choice' && input.value === 'done') return { data: told, next: 'check' };
        const bill = await billOf(guest, told);
        const line = disputable(bill).find((one) => input.kind === 'choice' && String(one.position) === input.value);
        if (!line) return heard(guest, told, input, 'lines');
        const isChosen = told.lineIds.includes(line.id);
        const lineIds = isChosen ? told.lineIds.filter((id) => id !== line.id) : [...told.lineIds, line.id];
        return { data: { ...told, lineIds }, next: 'lines' };
      },
      back: () => 'check',
    },
    reason: {
      async ask({ t }) {
        return {
          text: lines(bold(t('resident.disagree.ask-reason'))),
          rows: disputeReasons.map((reason) => [
            choice('disagree', 'reason', reason, t(`resident.disagree.reasons.${reason}`)),
          ]),
        };
      },
      async take(guest, told, input) {
        const reason = disputeReasons.find((one) => input.kind === 'choice' && one === input.value);
        return reason ? { data: { ...told, reason }, next: 'check' } : heard(guest, told, input, 'reason');
      },
      back: () => 'check',
    },
  },
};

/** What will be sent, and what it means: the reminders, the penalty, and that paying now loses nothing. */
async function checkView(guest: Guest, told: Disagreeing): Promise<View> {
  const { t } = guest;
  const bill = await billOf(guest, told);
  const sum = sayMoney(guest, sumOf(bill, told), bill.currency);
  return {
    text: paragraphs(
      lines(bold(t('resident.disagree.title', { period: sayPeriod(guest, bill.period) }))),
      lines(
        ...whatLines(guest, bill, told).map((name) => `• ${name}`),
        t('resident.disagree.sum', { sum }),
        t('resident.disagree.why', { reason: t(`resident.disagree.reasons.${told.reason}`) }),
        told.text === '' ? null : quote([...told.text].slice(0, 1500).join('')),
        filesLine(guest, told.files),
      ),
      lines(
        t('resident.disagree.meaning'),
        told.lineIds.length === 0 ? null : t('resident.disagree.rest'),
        t('resident.disagree.hint'),
      ),
    ),
    rows: [
      [choice('disagree', 'check', 'send', t('resident.disagree.send'))],
      [
        choice('disagree', 'check', 'lines', t('resident.disagree.to-lines')),
        choice('disagree', 'check', 'reason', t('resident.disagree.to-reason')),
      ],
    ],
  };
}

async function send(guest: Guest, told: Disagreeing): Promise<Answer> {
  if (!isResident(guest)) throw new AppError('flat.not-found');
  const { t } = guest;
  const bill = await billOf(guest, told);
  const what = whatLines(guest, bill, told).join('; ');
  const about = t('resident.disagree.ticket-text', {
    ...{ period: sayPeriod(guest, bill.period), what, reason: t(`resident.disagree.reasons.${told.reason}`) },
  });
  const { ticket } = await disputeBill(
    guest.ctx,
    guest.actor,
    disputeBillInput.parse({
      ...{ invoiceId: told.invoiceId, lineIds: told.lineIds, reason: told.reason, files: told.files },
      text: [about, told.text].filter((part) => part !== '').join('\n'),
      onceKey: guest.onceKey,
    }),
  );
  const { view, version } = await ticketCard(guest, ticket.id);
  const toast = t('resident.report.sent', { number: ticket.number });
  return { place: 'replace', view, card: { subject: { type: 'ticket', id: ticket.id }, version }, toast };
}

/** Words and photos are part of it at any step. */
function heard(guest: Guest, told: Disagreeing, input: FormInput, at: string) {
  const more = tellMore(guest, told, input);
  if (!more) return { data: told, next: 'stay' as const, say: guest.t('resident.form.tap-one') };
  return { data: { ...told, ...more.story }, next: at, note: more.note ?? guest.t('resident.report.added') };
}

async function billOf(guest: Guest, told: Disagreeing): Promise<InvoiceView> {
  if (!isResident(guest)) throw new AppError('flat.not-found');
  return getMyInvoice(guest.ctx, guest.actor, told.invoiceId);
}

/** Lines that ask for something. */
function disputable(bill: InvoiceView): InvoiceLineView[] {
  return bill.lines.filter((line) => askedOfLine(line) > 0n).slice(0, mostLines);
}

function askedOfLine(line: InvoiceLineView): bigint {
  return line.toPayMinor + line.adjustedMinor;
}

function sumOf(bill: InvoiceView, { lineIds }: Disagreeing): bigint {
  if (lineIds.length === 0) return askedOf(bill);
  return chosen(bill, lineIds).reduce((all, line) => all + askedOfLine(line), 0n);
}

function chosen(bill: InvoiceView, lineIds: readonly string[]): InvoiceLineView[] {
  return bill.lines.filter((line) => lineIds.includes(line.id));
}

function whatLines(guest: Guest, bill: InvoiceView, { lineIds }: Disagreeing): string[] {
  if (lineIds.length === 0) return [guest.t('resident.disagree.whole')];
  return chosen(bill, lineIds).map((line) => nameOf(guest, line));
}

function nameOf({ locale }: Guest, line: InvoiceLineView): string {
  return line.names[locale] ?? line.name;
}

/** Opens the form: the whole bill, with no reason named. */
async function startDisagree(guest: Resident, invoiceId: string): Promise<Answer> {
  await getMyInvoice(guest.ctx, guest.actor, invoiceId);
  return startForm(guest, disagreeForm, 'check', { invoiceId, lineIds: [], reason: 'other', text: '', files: [] });
}

export const disagreeForms = [bound(disagreeForm)];
export const disagreeScreens = [deed(disagreeRoute, (guest, { id }) => startDisagree(guest, id))];

/** The two doors of a bill: a question, and a disagreement. */
export function doorsOf({ t }: Guest, invoiceId: string, askRoute: string): Button[] {
  return [
    { label: t('resident.bill-ask.button'), route: askRoute },
    { label: t('resident.disagree.button'), route: disagreeRoute.to({ id: invoiceId }) },
  ];
}
