import type { Danger } from '#api/company/emergency.ts';

/**
 * Words of danger, as whole words: `газом` but not `газон`, `gas` but not `gasoline`. Each rule names what must be said and, where
 * daily life uses the same words, what must not stand with it.
 */
type Rule = { danger: Danger; said: RegExp; unless?: RegExp };

const w = (words: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'u');

const gasTalk =
  /(?<!\p{L})(?:газ\p{L}*\s+(?:плит|счетчик|колонк|показан|котел|труб)|(?:счетчик|показани|оплат|плат|квитанц|тариф|поверк|подключ|замен)\p{L}*(?:\s+\p{L}+)?\s+газ|газ\s*[:=—–-]?\s*\d|gas\s*[:=—–-]?\s*\d|gas\s+(?:bill|meter|stove|reading|charge|tariff|cooker|boiler)|(?:bill|pay|charge|tariff|reading|meter)\p{L}*\s+(?:for\s+)?(?:the\s+)?gas)/u;

const rules: Rule[] = [
  { danger: 'gas', said: w('(?:пахнет|запах|воняет|утечка|чувствую|тянет)(?:\\s+\\p{L}+){0,2}\\s+газ(?:а|ом|у)?') },
  {
    danger: 'gas',
    said: w('(?:smells?|smelling|smell\\s+of|leak|leaking)(?:\\s+\\p{L}+){0,3}\\s+gas|gas\\s+(?:leak|smell)\\p{L}*'),
  },
  { danger: 'gas', said: w('газ|газа|газом|газу|gas'), unless: gasTalk },
  { danger: 'fire', said: w('пожар(?:а|у|ом|е|ы)?|горим|загорел(?:ся|ась|ось|ись)|возгорание|полыхает|задымление') },
  { danger: 'fire', said: w('дым(?:а|у|ом|ит|ится|ят)?'), unless: w('без\\s+дыма|сигаретн\\p{L}*|табачн\\p{L}*') },
  { danger: 'fire', said: w('горит|горят'), unless: /(?<!\p{L})(?:не\s+гор|лампоч|свет|индикатор|фонар|кнопк|табло)/u },
  {
    danger: 'fire',
    said: w('fire|fires|on\\s+fire|burning|in\\s+flames'),
    unless: w(
      'fire\\s+(?:doors?|alarms?|exits?|extinguishers?|escapes?|hydrants?|drill|inspection|place)|light\\s+is\\s+burning',
    ),
  },
  {
    danger: 'fire',
    said: w('smoke'),
    unless: w(
      'smoke\\s+(?:detectors?|alarms?)|(?:neighbou?rs?|people|who|they|he|she|to)\\s+smoke|tobacco|cigarettes?',
    ),
  },
  {
    danger: 'stuck',
    said: w('застря(?:л|ла|ли|ло)|лифт(?:е)?\\s+с\\s+людьми'),
    unless: /(?<!\p{L})(?:ключ|двер|замок|окн|окош|вентил|машин|квитанц|платеж)/u,
  },
  {
    danger: 'stuck',
    said: w('stuck|trapped'),
    unless: w('(?:window|door|drawer|key|lock|handle|valve|tap|car|payment|bill)s?'),
  },
  {
    danger: 'flood',
    said: w('топит|затопил[аои]?|затапливает|заливает|залил[аои]?|потоп|прорвал[ао]|затопление|хлещет'),
    unless: /(?<!\p{L})(?:не\s+топит|плохо\s+топит|слабо\s+топит|еле\s+топит|топит\s+(?:плохо|слабо|еле))/u,
  },
  {
    danger: 'flood',
    said: w(
      'flood|floods|flooded|flooding|burst\\s+pipes?|pipes?\\s+(?:has\\s+|have\\s+)?burst|water\\s+is\\s+(?:pouring|gushing)',
    ),
  },
  {
    danger: 'power',
    said: w(
      'искрит|искрят|искры|замыкание|бьет\\s+током|ударило\\s+током|sparks?|sparking|short\\s+circuit|electric\\s+shock',
    ),
  },
];

/** The danger somebody speaks of, or null. A guess that only puts a phone number first: nothing is done on its account. */
export function findDanger(text: string): Danger | null {
  const said = text.toLowerCase().replaceAll('ё', 'е').normalize('NFC');
  const rule = rules.find(({ said: words, unless }) => words.test(said) && !unless?.test(said));
  return rule?.danger ?? null;
}
