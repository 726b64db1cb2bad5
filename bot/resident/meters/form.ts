import type { IncomingFile } from '#api/conversations/attachments.ts';
import { AppError } from '#api/core/errors.ts';
import { listMyMeters, type MeterView } from '#api/meters/list-meters.ts';
import { bound, choice, startForm } from '../forms.ts';
import { deed, type Form, type FormInput, screen, type Taken } from '../screen.ts';
import { type Answer, bold, lines, paragraphs } from '../view.ts';
import type { Guest, Resident } from '../who.ts';
import { askDoubt, takeDoubt } from './doubts.ts';
import { meterLine, metersView } from './meters-view.ts';
import { readTogether } from './reading-text.ts';
import { metersOf, type Readings, readingsShape } from './readings.ts';
import { metersRoute, sendAllRoute, sendOneRoute } from './routes.ts';
import { submit } from './submit.ts';
import { meterName, sayMeasure, sayValues, usedSince, windowLine } from './words.ts';

/** Readings of one meter or of all in one message: typed → understood so → sent; doubts are asked about one by one. */
const metersForm: Form<Readings> = {
  name: 'meters',
  forAnybody: false,
  ledTo: 'meters',
  data: readingsShape,
  steps: {
    values: {
      async ask(guest, given) {
        const { t } = guest;
        const { window, meters } = await metersOf(guest, given);
        const how =
          meters.length > 1 ? t('resident.meters.how-all', { example: example(meters) }) : t('resident.meters.how-one');
        const zones = meters.some((meter) => meter.zones > 1) ? t('resident.meters.how-zones') : null;
        return {
          text: paragraphs(
            windowLine(guest, window),
            lines(
              ...meters.map((meter, index) =>
                meters.length > 1 ? `${index + 1}. ${meterLine(guest, meter)}` : meterLine(guest, meter),
              ),
            ),
            lines(bold(how), zones),
          ),
          rows: [],
        };
      },
      take: takeValues,
    },
    check: {
      async ask(guest, given) {
        const { t } = guest;
        const { window, meters } = await metersOf(guest, given);
        const rows = given.readings.map(({ meterId, values }) => understood(guest, meters, meterId, values));
        return {
          text: paragraphs(
            bold(t('resident.meters.understood')),
            lines(...rows),
            window.state === 'open' ? null : windowLine(guest, window),
          ),
          rows: [[choice('meters', 'check', 'send', t('resident.meters.right-send'))]],
        };
      },
      async take(guest, given, input) {
        if (input.kind === 'choice') return submit(guest, given);
        return takeValues(guest, given, input);
      },
      back: () => 'values',
    },
    doubt: {
      ask: askDoubt,
      async take(guest, given, input) {
        const outcome = await takeDoubt(guest, given, input);
        return outcome === 'submit'
          ? submit(guest, given)
          : 'submit' in outcome
            ? submit(guest, outcome.submit)
            : outcome;
      },
      back: () => 'values',
    },
    photo: {
      async ask(guest, given) {
        const { meters } = await metersOf(guest, given);
        const doubt = given.doubts[0];
        const meter = meters.find((one) => one.id === doubt?.meterId);
        const name = meter ? meterName(guest, meter) : '';
        return {
          text: paragraphs(
            bold(guest.t('resident.meters.ask-photo', { meter: name })),
            guest.t('resident.meters.why-photo'),
          ),
          rows: [],
        };
      },
      async take(guest, given, input) {
        const photos = photosOf(input);
        if (photos.length === 0) return { data: given, next: 'stay', say: guest.t('resident.bad.photo-please') };
        const [doubt, ...rest] = given.doubts;
        const sure = doubt ? [...given.sure, doubt.meterId] : given.sure;
        const now: Readings = { ...given, files: [...given.files, ...photos].slice(0, 20), doubts: rest, sure };
        return rest.length > 0 ? { data: now, next: 'doubt' } : submit(guest, now);
      },
      back: () => 'doubt',
    },
  },
};

/** Opens the form for all meters of the flat, with what was already said outside of it. */
export async function startMeters(
  guest: Resident,
  said: { text: string; files: IncomingFile[] },
  only: { meterIds?: string[]; unitId?: string | undefined } = {},
): Promise<Answer> {
  const { meterIds, unitId = guest.flat.unitId } = only;
  const { meters } = await listMyMeters(guest.ctx, guest.actor, unitId);
  if (meters.length === 0) return { place: 'replace', view: metersView(guest, noWindow, []) };
  const asked = meters.filter((meter) => !meterIds || meterIds.includes(meter.id));
  if (asked.length === 0) throw new AppError('meter.not-found');
  const given: Readings = {
    unitId,
    meterIds: asked.map((meter) => meter.id),
    readings: [],
    files: said.files,
    doubts: [],
    sure: [],
    replaced: [],
  };
  const read = said.text === '' ? null : readTogether(said.text, asked);
  if (read?.kind === 'read') return startForm(guest, metersForm, 'check', { ...given, readings: read.readings });
  return startForm(guest, metersForm, 'values', given);
}

const noWindow = {
  state: 'closed',
  period: '2000-01',
  opensOn: '2000-01-01',
  closesOn: '2000-01-01',
  daysLeft: 0,
} as const;

async function takeValues(guest: Guest, given: Readings, input: FormInput): Promise<Taken<Readings>> {
  const { t } = guest;
  if (input.kind !== 'text' && input.kind !== 'files')
    return { data: given, next: 'stay', say: t('resident.meters.numbers-please') };
  const photos = photosOf(input);
  if (input.text.trim() === '') {
    if (photos.length === 0) return { data: given, next: 'stay', say: t('resident.meters.numbers-please') };
    const files = [...given.files, ...photos].slice(0, 20);
    return { data: { ...given, files }, next: 'stay', say: t('resident.meters.photo-kept') };
  }
  const { meters } = await metersOf(guest, given);
  const read = readTogether(input.text, meters);
  if (read.kind === 'count') {
    return {
      data: given,
      next: 'stay',
      say: t('resident.meters.wrong-count', { count: read.needed, found: read.found }),
    };
  }
  if (read.kind === 'unreadable') return { data: given, next: 'stay', say: t('resident.meters.numbers-please') };
  const files = [...given.files, ...photos].slice(0, 20);
  return { data: { ...given, readings: read.readings, files, doubts: [], sure: [], replaced: [] }, next: 'check' };
}

/** A voice is no proof of a reading. */
function photosOf(input: FormInput): IncomingFile[] {
  return input.kind === 'files' ? input.files.filter(({ kind }) => kind === 'photo' || kind === 'file') : [];
}

function understood(guest: Guest, meters: readonly MeterView[], meterId: string, values: string[]): string {
  const meter = meters.find((one) => one.id === meterId);
  if (!meter) return '';
  const used = usedSince(meter.before, values);
  const unit = sayMeasure(guest, meter.unit);
  const amount = used ? ` (${guest.t('resident.meters.used', { used: sayValues(guest, used), unit })})` : '';
  return `${meterName(guest, meter)}: ${sayValues(guest, values)}${amount}`;
}

/** An example in the shape of this flat's own meters, a little above their last values. */
function example(meters: readonly MeterView[]): string {
  return meters
    .map((meter) =>
      (meter.last?.values ?? Array.from({ length: meter.zones }, () => '100'))
        .map((value) => String(Math.floor(Number(value)) + 5))
        .join('/'),
    )
    .join(' ');
}

export const metersForms = [bound(metersForm)];
export const metersScreens = [
  screen(metersRoute, async (guest) => {
    if (!guest.modules.meters) return { place: 'replace', view: metersView(guest, noWindow, []) };
    const { window, meters } = await listMyMeters(guest.ctx, guest.actor, guest.flat.unitId);
    return { place: 'replace', view: metersView(guest, window, meters) };
  }),
  deed(sendAllRoute, (guest, { id }) => startMeters(guest, { text: '', files: [] }, { unitId: id })),
  deed(sendOneRoute, (guest, { id }) => startMeters(guest, { text: '', files: [] }, { meterIds: [id] })),
];
