import { settleLoose } from '#api/conversations/loose.ts';
import { AppError } from '#api/core/errors.ts';
import { listCategories, type TicketCategoryInfo } from '#api/tickets/categories.ts';
import { openTicket } from '#api/tickets/open-ticket.ts';
import { ticketKinds } from '#api/tickets/policy.ts';
import { openTicketInput, ticketPlaces } from '#api/tickets/schema.ts';
import { findDanger } from '../danger.ts';
import { dangerText } from '../emergency/danger-text.ts';
import { filesLine, tellMore } from '../files-in-form.ts';
import { flatWithAddress } from '../flat-words.ts';
import { choice, startForm } from '../forms.ts';
import { deed, type Form, type FormInput, type Taken } from '../screen.ts';
import { ticketCard } from '../ticket-card.ts';
import { type Answer, type Button, bold, lines, paragraphs, quote, type View } from '../view.ts';
import { type Guest, isResident, type Resident } from '../who.ts';
import { hasKnownProblems, knownStep } from './known-step.ts';
import { type Report, reportData } from './report-data.ts';
import { newTicketRoute } from './routes.ts';

/** A new request: kind → category → place when it is technical → words and files → a look at it → sent. */
export const reportForm: Form<Report> = {
  name: 'report',
  forAnybody: false,
  data: reportData,
  steps: {
    kind: {
      async ask(guest, told) {
        const { t } = guest;
        return {
          text: lines(stepLine(guest, told, 'kind'), bold(t('resident.report.ask-kind'))),
          rows: ticketKinds.map((kind) => [choice('report', 'kind', kind, t(`resident.report.kinds.${kind}`))]),
        };
      },
      async take(guest, told, input) {
        const kind = ticketKinds.find((one) => input.kind === 'choice' && one === input.value);
        if (kind) return { data: { ...told, kind, category: null, place: null }, next: 'category' };
        return heardEarly(guest, told, input);
      },
    },
    category: {
      async ask(guest, told) {
        const all = (await categoriesOf(guest, told)).filter((one) => !one.isEmergency);
        const buttons = all.map((one) => choice('report', 'category', one.code, one.names[guest.locale]));
        const emergency =
          told.kind === 'technical' ? [[{ label: guest.t('resident.home.emergency'), route: 'sos' }]] : [];
        return {
          text: lines(stepLine(guest, told, 'category'), bold(guest.t('resident.report.ask-category'))),
          rows: [...emergency, ...inPairs(buttons)],
        };
      },
      async take(guest, told, input) {
        const all = input.kind === 'choice' ? await categoriesOf(guest, told) : [];
        const found = all.find((one) => input.kind === 'choice' && one.code === input.value);
        if (!found) return heardEarly(guest, told, input);
        const next = told.kind === 'technical' ? 'place' : afterPlace(told);
        return {
          data: { ...told, category: found.code, place: told.kind === 'technical' ? told.place : 'flat' },
          next,
        };
      },
      back: () => 'kind',
    },
    place: {
      async ask(guest, told) {
        const { t } = guest;
        return {
          text: lines(stepLine(guest, told, 'place'), bold(t('resident.report.ask-place'))),
          rows: ticketPlaces.map((place) => [choice('report', 'place', place, t(`resident.report.places.${place}`))]),
        };
      },
      async take(guest, told, input) {
        const place = ticketPlaces.find((one) => input.kind === 'choice' && one === input.value);
        if (!place) return heardEarly(guest, told, input);
        const isKnown = await hasKnownProblems(guest, { ...told, place });
        return { data: { ...told, place }, next: isKnown ? 'known' : afterPlace(told) };
      },
      back: () => 'category',
    },
    known: knownStep(afterPlace),
    story: {
      async ask(guest, told) {
        const { t } = guest;
        return {
          text: paragraphs(
            lines(stepLine(guest, told, 'story'), bold(t('resident.report.ask-story'))),
            t('resident.report.story-hint'),
          ),
          rows: [],
        };
      },
      async take(guest, told, input) {
        const more = tellMore(guest, told, input);
        if (!more) return { data: told, next: 'stay', say: guest.t('resident.bad.words-or-photo') };
        return { data: { ...told, ...more.story }, next: 'check', note: more.note ?? undefined };
      },
      back: (told) => (told.kind === 'technical' ? 'place' : 'category'),
    },
    check: {
      ask: checkView,
      async take(guest, told, input) {
        if (input.kind === 'choice' && input.value === 'send') return { finish: (inside) => send(inside, told) };
        if (input.kind === 'choice' && input.value === 'flat') return { data: otherFlat(guest, told), next: 'check' };
        const more = tellMore(guest, told, input);
        if (!more) return { data: told, next: 'stay', say: guest.t('resident.form.tap-one') };
        return { data: { ...told, ...more.story }, next: 'check', note: more.note ?? guest.t('resident.report.added') };
      },
      back: () => 'story',
    },
  },
};

/** Opens the form; what is known already is not asked again. */
export async function startReport(guest: Resident, known: Partial<Report> = {}): Promise<Answer> {
  const told: Report = {
    unitId: guest.flat.unitId,
    kind: null,
    category: null,
    place: null,
    text: '',
    files: [],
    ...known,
  };
  const step =
    told.kind === null
      ? 'kind'
      : told.category === null
        ? 'category'
        : told.place === null
          ? 'place'
          : afterPlace(told);
  return startForm(guest, reportForm, step, told);
}

async function checkView(guest: Guest, told: Report): Promise<View> {
  const { t } = guest;
  const categories = await categoriesOf(guest, told);
  const category = categories.find((one) => one.code === told.category);
  const danger = findDanger(told.text);
  const flat = guest.flats.find((one) => one.unitId === told.unitId) ?? guest.flat;
  const kind = t(`resident.kinds.${told.kind ?? 'technical'}`);
  const others = guest.flats.length > 1;
  return {
    text: paragraphs(
      danger ? await dangerText(guest, danger) : null,
      lines(stepLine(guest, told, 'check'), bold(t('resident.report.check'))),
      lines(
        category ? `${kind}: ${category.names[guest.locale]}` : kind,
        flat ? flatWithAddress(guest, flat) : null,
        told.place && told.place !== 'flat' ? t(`resident.places.${told.place}`) : null,
        told.text === '' ? null : quote([...told.text].slice(0, 1500).join('')),
        filesLine(guest, told.files),
      ),
      t('resident.report.check-hint'),
    ),
    rows: [
      [choice('report', 'check', 'send', t('resident.report.send'))],
      ...(others ? [[choice('report', 'check', 'flat', t('resident.report.other-flat'))]] : []),
    ],
  };
}

async function send(guest: Guest, told: Report): Promise<Answer> {
  if (!isResident(guest)) throw new AppError('flat.not-found');
  const input = openTicketInput.parse({
    unitId: told.unitId,
    kind: told.kind ?? 'technical',
    categoryCode: told.category ?? undefined,
    place: told.place ?? 'flat',
    text: told.text,
    files: told.files,
    source: 'telegram',
    onceKey: guest.onceKey,
  });
  const opened = await openTicket(guest.ctx, guest.actor, input);
  const { looseId } = told;
  if (looseId) await settleLoose(guest.ctx, guest.actor, { looseId, outcome: 'ticket', outcomeId: opened.id });
  const { view, version } = await ticketCard(guest, opened.id);
  return {
    place: 'replace',
    view,
    card: { subject: { type: 'ticket', id: opened.id }, version },
    toast: guest.t('resident.report.sent', { number: opened.number }),
  };
}

/** Words or photos that come before they are asked for are kept: the question stands, and they are not asked for again. */
function heardEarly(guest: Guest, told: Report, input: FormInput): Taken<Report> {
  const more = tellMore(guest, told, input);
  if (!more) return { data: told, next: 'stay', say: guest.t('resident.form.tap-one') };
  return { data: { ...told, ...more.story }, next: 'stay', say: more.note ?? guest.t('resident.report.heard-early') };
}

function afterPlace(told: Report): 'story' | 'check' {
  return told.text === '' && told.files.length === 0 ? 'story' : 'check';
}

function otherFlat(guest: Guest, told: Report): Report {
  const flats = guest.flats.filter((flat) => flat.rights.includes('tickets'));
  const at = flats.findIndex((flat) => flat.unitId === told.unitId);
  return { ...told, unitId: flats[(at + 1) % Math.max(1, flats.length)]?.unitId ?? told.unitId };
}

async function categoriesOf(guest: Guest, told: Report): Promise<TicketCategoryInfo[]> {
  const all = await listCategories(guest.ctx, told.kind ?? 'technical');
  // A disagreement begins at its bill.
  return all.filter((one) => one.code !== 'dispute');
}

function stepLine({ t }: Guest, told: Report, step: string): string {
  const all =
    told.kind === null || told.kind === 'technical'
      ? ['kind', 'category', 'place', 'story', 'check']
      : ['kind', 'category', 'story', 'check'];
  return t('resident.form.step', { at: all.indexOf(step) + 1, of: all.length });
}

function inPairs(buttons: Button[]): Button[][] {
  const rows: Button[][] = [];
  for (let at = 0; at < buttons.length; at += 2) rows.push(buttons.slice(at, at + 2));
  return rows;
}

export const reportScreens = [deed(newTicketRoute, (guest, { k }) => startReport(guest, k ? { kind: k } : {}))];
