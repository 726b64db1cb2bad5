import { parseReadingText } from '#api/meters/parse.ts';
import type { Resource } from '#api/meters/schema.ts';

/** What must be known of a meter to find its values among words. */
export type NamedMeter = { id: string; resource: Resource; zones: number; decimals: number };

export type Reading = { meterId: string; values: string[] };
export type ReadTogether =
  | { kind: 'read'; readings: Reading[] }
  /** The count of numbers does not fit the meters. */
  | { kind: 'count'; needed: number; found: number }
  | { kind: 'unreadable' };

const names: { resource: Resource; said: RegExp }[] = [
  { resource: 'cold-water', said: /^(?:хв|хвс|хол\p{L}*|cold|cw)$/u },
  { resource: 'hot-water', said: /^(?:гв|гвс|гор\p{L}*|hot|hw)$/u },
  { resource: 'electricity', said: /^(?:свет\p{L}*|эл|ээ|элек\p{L}*|электр\p{L}*|power|electric\p{L}*|light|el)$/u },
  { resource: 'gas', said: /^(?:газ\p{L}*|gas)$/u },
  { resource: 'heating', said: /^(?:теп\p{L}*|отоп\p{L}*|heat\p{L}*)$/u },
];
/** Words that stand between a name and its number and mean nothing by themselves. */
const filler = /^(?:вода|воды|вод|water|кухня|ванная|kitchen|bathroom|показани\p{L}*|счетчик\p{L}*|meter|reading)$/u;
const unit = /(?<=\d)\s*(?:м3|м³|m3|m³|куб\p{L}*|квт\s*[·*]?\s*ч?|kwh|гкал|gcal)(?!\p{L})/gu;

/**
 * Reads one message with the values of all meters: each on a line of its own, in the order they were listed, or each after its
 * name (`хв 418 гв 292`). A dash in the order stands for a meter that is left out. Values of several scales are joined by a
 * slash: `12502/4176`.
 */
export function readTogether(text: string, meters: readonly NamedMeter[]): ReadTogether {
  const clean = text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replace(unit, ' ').trim();
  const [only] = meters;
  if (meters.length === 1 && only) {
    const values = parseReadingText(text, only.zones, only.decimals);
    return values ? { kind: 'read', readings: [{ meterId: only.id, values }] } : { kind: 'unreadable' };
  }
  return byNames(clean, meters) ?? byLines(clean, meters) ?? inOrder(clean, meters);
}

/** `хв 418, гв 292 свет 12502/4176`: null when no meter is named. */
function byNames(text: string, meters: readonly NamedMeter[]): ReadTogether | null {
  const words = text.split(/(?<=\p{L})(?=\d)|[\s:=;]+/u).filter((word) => word !== '');
  const parts: { resource: Resource; said: string[] }[] = [];
  for (const word of words) {
    const named = names.find(({ said }) => said.test(word.replace(/[.,]$/u, '')));
    if (named) parts.push({ resource: named.resource, said: [] });
    else if (filler.test(word)) continue;
    else if (parts.length > 0) parts.at(-1)?.said.push(word.replace(/[,.]$/u, ''));
    else return null;
  }
  if (parts.length === 0) return null;
  const readings: Reading[] = [];
  for (const resource of new Set(parts.map((part) => part.resource))) {
    const own = meters.filter((meter) => meter.resource === resource);
    const said = parts.filter((part) => part.resource === resource);
    const read =
      own.length === 1 || said.length > 1
        ? pairUp(
            own,
            said.map((part) => part.said.join(' ')),
          )
        : spread(own, said[0]?.said ?? []);
    if (!read) return { kind: 'unreadable' };
    readings.push(...read);
  }
  return readings.length > 0 ? { kind: 'read', readings } : { kind: 'unreadable' };
}

function pairUp(meters: readonly NamedMeter[], texts: readonly string[]): Reading[] | null {
  if (texts.length > meters.length) return null;
  return whole(
    texts.map((text, index) => {
      const meter = meters[index];
      const values = meter ? parseReadingText(text, meter.zones, meter.decimals) : null;
      return meter && values ? { meterId: meter.id, values } : null;
    }),
  );
}

/** `хв 418 203`: two meters of one kind after one name. */
function spread(meters: readonly NamedMeter[], words: readonly string[]): Reading[] | null {
  if (meters.length === 0) return null;
  const read = inOrder(words.join(' '), meters);
  return read.kind === 'read' ? read.readings : null;
}

/** As many lines as meters. */
function byLines(text: string, meters: readonly NamedMeter[]): ReadTogether | null {
  const lines = text.split('\n').map((line) => line.replace(/^\s*\d{1,2}\s*[.)]\s+/u, '').trim());
  const said = lines.filter((line) => line !== '');
  if (said.length !== meters.length || said.length < 2) return null;
  const readings = said.map((line, index) => {
    const meter = meters[index];
    if (!meter || isLeftOut(line)) return 'left-out' as const;
    const values = parseReadingText(line, meter.zones, meter.decimals);
    return values ? { meterId: meter.id, values } : null;
  });
  const read = whole(readings.filter((reading) => reading !== 'left-out'));
  if (!read) return null;
  return read.length > 0 ? { kind: 'read', readings: read } : { kind: 'unreadable' };
}

/** Numbers one after another, a slash or a blank between the scales of one meter. */
function inOrder(text: string, meters: readonly NamedMeter[]): ReadTogether {
  if (/[^\d\s.,;/|\n–—-]/u.test(text)) return { kind: 'unreadable' };
  const tokens = text
    .replace(/\s*[/|]\s*/gu, '/')
    .split(/[\s;]+|,\s+/u)
    .filter((token) => token !== '');
  const counts = tokens.map((token) => (isLeftOut(token) ? 1 : token.split('/').length));
  const needed = meters.reduce((all, meter) => all + meter.zones, 0);
  const found = counts.reduce((all, count) => all + count, 0);
  const readings: Reading[] = [];
  let at = 0;
  for (const meter of meters) {
    const token = tokens[at];
    if (token === undefined) return { kind: 'count', needed, found };
    if (isLeftOut(token)) {
      at += 1;
      continue;
    }
    const taken = token.includes('/') ? [token] : tokens.slice(at, at + meter.zones);
    const values = parseReadingText(taken.join(' / '), meter.zones, meter.decimals);
    const isOff = taken.join('/').split('/').length !== meter.zones;
    if (!values) return isOff ? { kind: 'count', needed, found } : { kind: 'unreadable' };
    readings.push({ meterId: meter.id, values });
    at += taken.length;
  }
  if (at < tokens.length) return { kind: 'count', needed, found };
  return readings.length > 0 ? { kind: 'read', readings } : { kind: 'unreadable' };
}

function isLeftOut(text: string): boolean {
  return /^[-–—]+$/u.test(text);
}

function whole<T>(all: readonly (T | null)[]): T[] | null {
  const known = all.filter((one) => one !== null);
  return known.length === all.length ? known : null;
}
