import { getConsumption, type MeterUse, type Use } from '#api/meters/consumption.ts';
import { volumeOf, volumeText } from '#api/meters/volume.ts';
import { formatDecimal } from '#locales/format.ts';
import { type Chart, columnsPicture, mostColumns } from '../columns.ts';
import { route } from '../route.ts';
import { capital, sayPeriod, shortMonth } from '../say.ts';
import { screen } from '../screen.ts';
import { type Button, bold, lines, paragraphs, type View } from '../view.ts';
import type { Resident } from '../who.ts';
import { metersRoute } from './routes.ts';
import { meterName, sayMeasure } from './words.ts';

const useRoute = route('m-use', {});

/** A picture of more meters is too long for a phone; the words tell of all. */
const mostCharts = 6;
/** So many lines of months are told of all meters together: a message of Telegram holds 4096 letters. */
const mostLines = 100;

/** The way to what was used month by month. */
export function toUse({ t }: Pick<Resident, 't'>): Button {
  return { label: t('resident.use.button'), route: useRoute.to() };
}

/** What each meter counted in the last year, in words and as a picture with the same figures. */
export function useView(guest: Resident, all: readonly MeterUse[]): View {
  const { t } = guest;
  const rows = [[{ label: t('resident.use.back'), route: metersRoute.to() }]];
  if (all.length === 0) return { text: t('resident.use.none'), rows };
  const months = Math.min(mostColumns, Math.max(1, Math.floor(mostLines / all.length)));
  const charts = all.slice(0, mostCharts).map((meter) => chartOf(guest, meter));
  return {
    text: paragraphs(bold(t('resident.use.title')), ...all.map((meter) => meterWords(guest, meter, months))),
    rows,
    pictures: [{ svg: columnsPicture(t('resident.use.title'), charts, 'stacked') }],
  };
}

function meterWords(guest: Resident, meter: MeterUse, most: number) {
  const head = `${meterName(guest, meter)}, ${sayMeasure(guest, meter.unit)}`;
  const months = [...meter.uses].reverse().slice(0, most);
  return lines(bold(head), ...months.map((use) => useWords(guest, use)));
}

/** `ноябрь: 6`, `ноябрь: 220 (162 + 58)`, `ноябрь: 12 за 2 месяца`. */
function useWords(guest: Resident, { period, used, months }: Use): string {
  const { t, locale } = guest;
  const parts = used.map((one) => formatDecimal(locale, one));
  const zones = used.length > 1 ? ` (${parts.join(' + ')})` : '';
  const missed = months > 1 ? ` ${t('resident.use.months', { count: months })}` : '';
  return `${capital(sayPeriod(guest, period), locale)}: ${formatDecimal(locale, totalOf(used))}${zones}${missed}`;
}

function chartOf(guest: Resident, meter: MeterUse): Chart {
  const { t, locale } = guest;
  const zones = meter.uses.at(-1)?.used.length ?? 1;
  const names = Array.from({ length: zones }, (_, at) => t('resident.use.zone', { number: at + 1 }));
  return {
    title: `${meterName(guest, meter)}, ${sayMeasure(guest, meter.unit)}`,
    names,
    columns: meter.uses.slice(-mostColumns).map(({ period, used }) => ({
      label: shortMonth(guest, period),
      values: used.map(Number),
      said: formatDecimal(locale, totalOf(used), 1),
    })),
  };
}

function totalOf(used: readonly string[]): string {
  return volumeText(used.reduce((all, one) => all + volumeOf(one), 0n));
}

export const useScreens = [
  screen(useRoute, async (guest) => {
    const all = guest.modules.meters ? await getConsumption(guest.ctx, guest.actor, guest.flat.unitId) : [];
    return { place: 'new', view: useView(guest, all) };
  }),
];
