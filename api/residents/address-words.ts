/** What people write in front of the parts of an address and what carries no meaning for finding a house. */
const fillers = new Set(
  (
    'г город ул улица пр пр-кт проспект пер переулок б-р бульвар ш шоссе наб набережная пл площадь мкр микрорайон д дом ' +
    'st street ave avenue rd road dr drive ln lane blvd boulevard ct court building bldg house no the in on at of я мы в на живу живем'
  ).split(' '),
);

const flatPattern =
  /(?:кв(?:артира)?|помещение|пом|апартаменты|апарт|ап|flat|apartment|apt|unit|suite|№|#)\s*[.:№#-]*\s*(\d+[а-яa-z]?)(?![\p{L}\d])/iu;

/** What somebody wrote about where they live: the words that name a house, its numbers, and the flat's number. */
export type AddressWords = { names: string[]; numbers: string[]; flat: string | null };

/**
 * Reads an address as people type it: `Садовая 12 кв 57`, `ул. Садовая, д.12-57`, `Flat 57, 12 Sadovaya St.`.
 * Without a word for the flat its number is the last one, when there are at least two.
 */
export function readAddress(typed: string): AddressWords {
  const text = typed.toLowerCase().replaceAll('ё', 'е');
  const marked = flatPattern.exec(text);
  const rest = marked ? text.replace(marked[0], ' ') : text;
  const tokens = rest.split(/[^\p{L}\d/]+/u).filter((token) => token !== '' && !fillers.has(token));
  const numbers = tokens.filter((token) => /^\d/.test(token));
  const flat = marked?.[1] ?? (numbers.length > 1 ? (numbers.pop() ?? null) : null);
  return { names: tokens.filter((token) => !/^\d/.test(token)), numbers, flat };
}

/**
 * How well typed words fit a house: 0 when its number is not among them or no word of its street is; otherwise the share
 * of the house's words that were typed (`садовой` counts for `садовая`).
 */
export function fitOf(typed: AddressWords, house: AddressWords): number {
  const hasNumber = house.numbers.every((number) => typed.numbers.includes(number));
  if (!hasNumber || house.names.length === 0) return 0;
  const matched = house.names.filter((name) => typed.names.some((word) => alike(word, name)));
  return matched.length / house.names.length;
}

/** The numbers and words of a house's own address, which names no flat. */
export function readHouse(address: string): AddressWords {
  const { names, numbers, flat } = readAddress(address);
  return { names, numbers: flat === null ? numbers : [...numbers, flat], flat: null };
}

/** The same word but for its ending. */
function alike(a: string, b: string): boolean {
  if (a === b) return true;
  const stem = Math.max(4, Math.min(a.length, b.length) - 2);
  return a.length >= stem && b.length >= stem && a.slice(0, stem) === b.slice(0, stem);
}
