import { writeToCompany } from '#api/conversations/talk.ts';
import { AppError, isAppError } from '#api/core/errors.ts';
import type { MeterView } from '#api/meters/list-meters.ts';
import type { AcceptedReading } from '#api/meters/schema.ts';
import { submitReadings } from '#api/meters/submit-readings.ts';
import { openTicket } from '#api/tickets/open-ticket.ts';
import { openTicketInput } from '#api/tickets/schema.ts';
import { sayPeriod, sayRefusal } from '../say.ts';
import type { Taken } from '../screen.ts';
import { type Answer, bold, lines, paragraphs, type Text } from '../view.ts';
import { type Guest, isResident, type Resident } from '../who.ts';
import { metersOf, type Readings } from './readings.ts';
import { metersRoute } from './routes.ts';
import { meterName, sayMeasure, sayValues } from './words.ts';

/**
 * Sends the readings: accepted, or asked about. A value that cannot stand on its meter is explained and asked for again. It
 * writes in the middle of a step, because only the attempt tells whether there are doubts; a doubt writes nothing.
 */
export async function submit(guest: Guest, given: Readings): Promise<Taken<Readings>> {
  if (!isResident(guest)) throw new AppError('flat.not-found');
  const readings = given.readings.filter(({ meterId }) => !given.replaced.includes(meterId));
  const { meters } = await metersOf(guest, given);
  if (readings.length === 0) return { finish: (inside) => told(inside, meters, given, []) };
  try {
    const result = await submitReadings(guest.ctx, guest.actor, {
      unitId: given.unitId,
      readings,
      confirmed: given.sure.length > 0,
      source: 'telegram',
      files: given.files,
    });
    if (result.status === 'confirm') return { data: { ...given, doubts: result.doubts, sure: [] }, next: 'doubt' };
    return { finish: (inside) => told(inside, meters, given, result.items) };
  } catch (error) {
    if (isAppError(error, 'meter.bad-value')) {
      const meter = meters.find((one) => one.id === error.values.meterId);
      const name = meter && meters.length > 1 ? `${meterName(guest, meter)}: ` : '';
      const why = typeof error.values.why === 'string' ? error.values.why : 'not-a-number';
      const say = `${name}${guest.t(`resident.meters.bad.${why}`, { count: Number(error.values.limit ?? 0) })}`;
      return { data: { ...given, readings: [] }, next: 'values', note: say };
    }
    if (isAppError(error, 'meter.photo-needed')) return { data: given, next: 'photo', note: sayRefusal(guest, error) };
    throw error;
  }
}

async function told(
  guest: Guest,
  meters: readonly MeterView[],
  given: Readings,
  items: readonly AcceptedReading[],
): Promise<Answer> {
  if (!isResident(guest)) throw new AppError('flat.not-found');
  const { t } = guest;
  const replaced = given.replaced.length > 0 ? await tellReplaced(guest, meters, given) : null;
  const rows = items.map((item) => acceptedLine(guest, meters, item));
  const [first] = items;
  const late = items.find((item) => item.late);
  const missing = meters.length > 1 ? meters.length - items.length - given.replaced.length : 0;
  return {
    place: 'replace',

    view: {
      text: paragraphs(
        first ? bold(t('resident.meters.accepted', { period: sayPeriod(guest, first.countsForPeriod) })) : null,
        lines(...rows),
        late ? t('resident.meters.late', { period: sayPeriod(guest, late.countsForPeriod) }) : null,
        missing > 0 ? t('resident.meters.still-missing', { count: missing }) : null,
        first ? t('resident.meters.can-correct') : null,
        replaced,
      ),
      rows: [
        [{ label: t('resident.meters.all'), route: metersRoute.to() }],
        [{ label: t('resident.home.button'), route: 'home' }],
      ],
    },
  };
}

function acceptedLine(guest: Guest, meters: readonly MeterView[], item: AcceptedReading): string {
  const meter = meters.find((one) => one.id === item.meterId);
  const name = meter ? meterName(guest, meter) : '';
  const unit = sayMeasure(guest, meter?.unit ?? '');
  const used = item.consumption
    ? ` (${guest.t('resident.meters.used', { used: sayValues(guest, item.consumption), unit })})`
    : '';
  return `${name}: ${sayValues(guest, item.values)}${used}`;
}

/** A replaced meter is nothing a resident can enter: the company is told what stands on the new one. */
async function tellReplaced(guest: Resident, meters: readonly MeterView[], given: Readings): Promise<Text> {
  const { t } = guest;
  const text = given.replaced
    .map((id) => {
      const meter = meters.find((one) => one.id === id);
      const values = given.readings.find((reading) => reading.meterId === id)?.values ?? [];
      const name = meter ? meterName(guest, meter) : '';
      return t('resident.meters.replaced-words', {
        meter: name,
        serial: meter?.serial ?? '',
        values: sayValues(guest, values),
      });
    })
    .join('\n');
  const { unitId, files } = given;
  if (!guest.flat.rights.includes('tickets')) {
    await writeToCompany(guest.ctx, guest.actor, { unitId, text, files, externalKey: `${guest.onceKey}:replaced` });
    return t('resident.meters.replaced-told');
  }
  const ticket = openTicketInput.parse({
    unitId,
    kind: 'billing',
    categoryCode: 'meters',
    place: 'flat',
    text,
    files,
    source: 'telegram',
    onceKey: `${guest.onceKey}:replaced`,
  });
  const { number } = await openTicket(guest.ctx, guest.actor, ticket);
  return t('resident.meters.replaced-ticket', { number });
}
