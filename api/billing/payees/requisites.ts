import { AppError, isAppError } from '#api/core/errors.ts';
import { writeEpc } from '../qr/epc.ts';
import { writeGost } from '../qr/gost.ts';
import { fitsBic, fitsIban } from './iban.ts';
import { fitsAccount, fitsBik, fitsCorrAccount, fitsInn, fitsKpp, fitsOgrn } from './russian-codes.ts';
import type { QrKind } from './schema.ts';

/** What a payee is paid by, as it is kept. */
export type Requisites = {
  name: string;
  taxId: string | null;
  kpp: string | null;
  ogrn: string | null;
  bankName: string | null;
  bic: string | null;
  bankAccount: string | null;
  corrAccount: string | null;
  iban: string | null;
  currency: string;
};

export const requisiteFields = [
  'name',
  'taxId',
  'kpp',
  'ogrn',
  'bankName',
  'bic',
  'bankAccount',
  'corrAccount',
  'iban',
  'currency',
] as const satisfies readonly (keyof Requisites)[];
export type RequisiteField = (typeof requisiteFields)[number];

type Codes = Omit<Requisites, 'name' | 'bankName' | 'currency'>;

/** What is wrong with a code when it is there, in the order of the form. Nothing is asked for: what is empty is right. */
const russian: readonly [keyof Codes, (codes: Codes) => boolean][] = [
  ['taxId', ({ taxId }) => taxId === null || fitsInn(taxId)],
  ['kpp', ({ kpp }) => kpp === null || fitsKpp(kpp)],
  ['ogrn', ({ ogrn }) => ogrn === null || fitsOgrn(ogrn)],
  ['bic', ({ bic }) => bic === null || fitsBik(bic)],
  // Without the bank's code its key cannot be checked, so an account waits for it.
  ['bankAccount', ({ bankAccount, bic }) => bankAccount === null || fitsAccount(bankAccount, bic ?? '')],
  ['corrAccount', ({ corrAccount, bic }) => corrAccount === null || fitsCorrAccount(corrAccount, bic ?? '')],
  ['iban', ({ iban }) => iban === null || fitsIban(iban)],
];
const european: typeof russian = [
  ['bic', ({ bic }) => bic === null || fitsBic(bic)],
  ['iban', ({ iban }) => iban === null || fitsIban(iban)],
];

/** The first code that is mistyped, by the rules of the country, or null. */
export function findMistake(codes: Codes, country: string): keyof Codes | null {
  return (country === 'RU' ? russian : european).find(([, fits]) => !fits(codes))?.[0] ?? null;
}

/** Refuses payee.bad-tax-id, payee.bad-kpp, payee.bad-ogrn, payee.bad-bic, payee.bad-account, payee.bad-corr, payee.bad-iban { field }. */
export function mustFit(codes: Codes, country: string): void {
  const field = findMistake(codes, country);
  if (field) throw new AppError(`payee.${refusals[field]}`, { field });
}

const refusals: Record<keyof Codes, string> = {
  taxId: 'bad-tax-id',
  kpp: 'bad-kpp',
  ogrn: 'bad-ogrn',
  bic: 'bad-bic',
  bankAccount: 'bad-account',
  corrAccount: 'bad-corr',
  iban: 'bad-iban',
};

const needed: Record<QrKind, readonly RequisiteField[]> = {
  gost: ['name', 'taxId', 'bankName', 'bic', 'bankAccount', 'corrAccount'],
  epc: ['name', 'iban'],
  none: [],
};

/** What a QR of this kind still lacks: what is empty, mistyped, too long, or in another currency. */
export function lacksOf(payee: Requisites, kind: QrKind, country: string): RequisiteField[] {
  const empty = needed[kind].filter((field) => !payee[field]);
  if (kind === 'none' || empty.length > 0) return empty;
  const mistake = kind === 'gost' ? findMistake(payee, 'RU') : findMistake(payee, country);
  if (mistake) return [mistake];
  if (kind === 'gost' && payee.currency !== 'RUB') return ['currency'];
  return unwritable(payee, kind);
}

/** Tries it with the smallest sum. */
function unwritable(payee: Requisites, kind: 'gost' | 'epc'): RequisiteField[] {
  try {
    writeQr(payee, kind, { amountMinor: 1n, purpose: '' });
    return [];
  } catch (error) {
    if (!isAppError(error, 'qr.does-not-fit')) throw error;
    return [requisiteFields.find((field) => field === error.values.field) ?? 'name'];
  }
}

export type QrSubject = {
  amountMinor: bigint;
  purpose: string;
  personalAccount?: string;
  period?: string;
};

/** The text of a payment's QR. Refuses: qr.does-not-fit { field }. */
export function writeQr(payee: Requisites, kind: 'gost' | 'epc', subject: QrSubject): string {
  const { amountMinor, purpose, personalAccount, period } = subject;
  if (kind === 'epc') {
    const { name, iban, bic, currency } = payee;
    return writeEpc({ name, iban: iban ?? '', bic: bic ?? '', amountMinor, currency, text: purpose });
  }
  return writeGost({
    name: payee.name,
    account: payee.bankAccount ?? '',
    bankName: payee.bankName ?? '',
    bic: payee.bic ?? '',
    corrAccount: payee.corrAccount ?? '',
    sumMinor: amountMinor,
    purpose,
    taxId: payee.taxId ?? '',
    kpp: payee.kpp ?? '',
    ...(personalAccount ? { personalAccount } : {}),
    ...(period ? { period } : {}),
  });
}
