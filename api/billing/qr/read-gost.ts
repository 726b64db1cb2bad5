import iconv from 'iconv-lite';
import type { YearMonth } from '#api/core/time.ts';

/** What a payment QR says. Values by their name in GOST R 56042; what the norm does not know is left out. */
export type GostRead = {
  values: Record<string, string>;
  /** Kopecks; null when there is no sum, or none that can be read. */
  sumMinor: bigint | null;
  period: YearMonth | null;
};

/** The names of the norm, as it spells them. */
const names =
  `Name PersonalAcc BankName BIC CorrespAcc Sum Purpose PayeeINN PayerINN DrawerStatus KPP CBC OKTMO PaytReason
  TaxPeriod DocNo DocDate TaxPaytKind LastName FirstName MiddleName PayerAddress PersonalAccount DocIdx PensAcc Contract PersAcc
  Flat Phone PayerIdType PayerIdNum ChildFio BirthDate PaymTerm PaymPeriod Category ServiceName CounterId CounterVal QuittId
  QuittDate InstNum ClassNum SpecFio AddAmount RuleId ExecId RegType UIN TechCode`.split(/\s+/);
const spelling = new Map(names.map((name) => [name.toLowerCase(), name]));

const encodings: Record<string, string> = { '1': 'win1251', '2': 'win1251', '3': 'koi8-r' };

/**
 * Reads the payment QRs that are out there: names in any case, any separator, bodies whose encoding is not what the header says, empty
 * values, names nobody knows. Null when it is no QR of this norm (its header is wrong).
 */
export function readGost(bytes: Uint8Array): GostRead | null {
  const header = /^ST0001([123])([^\p{L}\p{N}])/u.exec(Buffer.from(bytes.subarray(0, 8)).toString('latin1'));
  if (!header) return null;
  const [, encoding = '2', separator = '|'] = header;
  const body = decode(bytes.subarray(8), encodings[encoding] ?? 'win1251');
  const values: Record<string, string> = {};
  for (const pair of body.split(separator)) {
    const equals = pair.indexOf('=');
    const name = spelling.get(pair.slice(0, Math.max(equals, 0)).trim().toLowerCase());
    if (name) values[name] = pair.slice(equals + 1).trim();
  }
  return { values, sumMinor: readSum(values.Sum), period: readPeriod(values.PaymPeriod) };
}

/** UTF-8 when it is that, whatever the header says: cp1251 and KOI8-R of Russian words never are. */
function decode(bytes: Uint8Array, otherwise: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(Buffer.from(bytes), otherwise);
  }
}

/** Kopecks as the norm has it; with a decimal mark it can only be roubles. */
function readSum(text: string | undefined): bigint | null {
  const clean = (text ?? '').replace(/[\s\u00a0\u202f]/g, '');
  if (/^\d{1,18}$/.test(clean)) return BigInt(clean);
  const match = /^(\d{1,16})[.,](\d{1,2})$/.exec(clean);
  return match ? BigInt(match[1] ?? '0') * 100n + BigInt((match[2] ?? '').padEnd(2, '0')) : null;
}

/** `042026`, `0426`, `04.2026`, `202604`, `2026-04`: each is April 2026. */
export function readPeriod(text: string | undefined): YearMonth | null {
  const clean = (text ?? '').trim();
  const monthFirst = /^(0[1-9]|1[0-2])[.\-/]?((?:19|20)\d\d|\d\d)$/.exec(clean);
  if (monthFirst) return period(monthFirst[2], monthFirst[1]);
  const yearFirst = /^((?:19|20)\d\d)[.\-/]?(0[1-9]|1[0-2])(?:[.\-/]\d\d)?$/.exec(clean);
  return yearFirst ? period(yearFirst[1], yearFirst[2]) : null;
}

function period(year = '', month = ''): YearMonth {
  return `${year.length === 2 ? `20${year}` : year}-${month}`;
}
