import { type Group, groups, type VolumeMethod, volumeMethods } from '../schema.ts';

const groupWords: Record<Group, readonly string[]> = {
  'service-fees': ['жилищн', 'содержан', 'ремонт', 'управлен', 'maintenance', 'assessment', 'тко', 'waste', 'мусор'],
  water: ['вод', 'хвс', 'гвс', 'канализ', 'water', 'sewage'],
  electricity: ['электр', 'electric', 'power'],
  gas: ['газ', 'gas'],
  heating: ['отоплен', 'тепл', 'heat'],
  penalty: ['пени', 'пеня', 'неустойк', 'penalty', 'late fee'],
  other: ['прочее', 'other', 'домофон', 'intercom', 'охран', 'антенн'],
};

const methodWords: Record<VolumeMethod, readonly string[]> = {
  meter: ['meter', 'прибор', 'пу', 'ипу', 'счетчик', 'и'],
  norm: ['norm', 'норматив', 'н'],
  average: ['average', 'среднее', 'среднемесячн', 'с'],
  area: ['area', 'площадь', 'м2'],
  person: ['person', 'человек', 'чел', 'проживающ'],
  flat: ['flat', 'квартира', 'помещение'],
};

/** The group of a line: as the file says, else as the service's name lets one think; null for a word nobody knows. */
export function groupNamed(word: string, serviceName: string): Group | null {
  const said = plain(word);
  const own = groups.find((group) => group === said);
  if (own) return own;
  const known = groupBy(said === '' ? plain(serviceName) : said);
  return known ?? (said === '' ? 'other' : null);
}

/** How a volume was found; what cannot be told is left open. */
export function methodNamed(word: string): VolumeMethod | null {
  const said = plain(word);
  if (said === '') return null;
  return (
    volumeMethods.find((method) => method === said) ??
    volumeMethods.find((method) =>
      methodWords[method].some((known) => (known.length > 3 ? said.startsWith(known) : said === known)),
    ) ??
    null
  );
}

function groupBy(text: string): Group | null {
  for (const group of ['penalty', 'heating', 'electricity', 'gas', 'water', 'service-fees', 'other'] as const) {
    if (groupWords[group].some((word) => text.includes(word))) return group;
  }
  return null;
}

function plain(word: string): string {
  return word.trim().toLowerCase().replaceAll('ё', 'е');
}
