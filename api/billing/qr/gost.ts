import { AppError } from '#api/core/errors.ts';
import type { YearMonth } from '#api/core/time.ts';

/**
 * A payment as the QR of GOST R 56042-2014 says it: whom to pay in which bank, and for what. The payer's name is none of it: whoever
 * finds the picture learns an account number and a sum.
 */
export type GostPayment = {
  name: string;
  account: string;
  bankName: string;
  bic: string;
  corrAccount: string;
  /** Minor units, which are kopecks. */
  sumMinor?: bigint;
  purpose?: string;
  taxId?: string;
  kpp?: string;
  /** The resident's account with the payee (лицевой счёт). */
  personalAccount?: string;
  period?: YearMonth;
  /** The id of the bill's document in the state's housing system. */
  documentId?: string;
};

type Field = {
  key: string;
  read(payment: GostPayment): string | undefined;
  /** What the norm takes. */
  fits(value: string): boolean;
  /** The name of the field in refusals. */
  field: string;
};

const upTo = (length: number) => (value: string) => [...value].length <= length;
const like = (pattern: RegExp) => (value: string) => pattern.test(value);

/** The five that every such QR begins with, in the norm's order. */
const required: readonly Field[] = [
  { key: 'Name', field: 'name', read: (payment) => payment.name, fits: upTo(160) },
  {
    key: 'PersonalAcc',
    field: 'bankAccount',
    read: (payment) => payment.account,
    fits: like(/^[1-9]\d{4}[0-9ABCEHKMPTX]\d{14}$/),
  },
  { key: 'BankName', field: 'bankName', read: (payment) => payment.bankName, fits: upTo(45) },
  { key: 'BIC', field: 'bic', read: (payment) => payment.bic, fits: like(/^\d{9}$/) },
  { key: 'CorrespAcc', field: 'corrAccount', read: (payment) => payment.corrAccount, fits: like(/^(0|\d{20})$/) },
];

/** What may follow; we write it in this order. */
const optional: readonly Field[] = [
  { key: 'Sum', field: 'sum', read: (payment) => payment.sumMinor?.toString(), fits: like(/^[1-9]\d{0,17}$/) },
  { key: 'Purpose', field: 'purpose', read: (payment) => payment.purpose, fits: upTo(160) },
  { key: 'PayeeINN', field: 'taxId', read: (payment) => payment.taxId, fits: like(/^(\d{10}|\d{12})$/) },
  { key: 'KPP', field: 'kpp', read: (payment) => payment.kpp, fits: like(/^\d{4}[\dA-Z]{2}\d{3}$/) },
  { key: 'PersAcc', field: 'account', read: (payment) => payment.personalAccount, fits: upTo(40) },
  { key: 'PaymPeriod', field: 'period', read: (payment) => writePeriod(payment.period), fits: like(/^\d{6}$/) },
  { key: 'UIN', field: 'documentId', read: (payment) => payment.documentId, fits: upTo(25) },
];

/** Technical code 02: housing and utilities (GOST R 56042, appendix). */
const housing = 'TechCode=02';
/** The norm's `|`, or another sign that none of the values has. */
const separators = '|~^#;*$!&@%';
const requiredBytes = 300;

/**
 * The text of the QR: header `ST00012` (UTF-8), the five required fields in their order, then what is known besides.
 * Refuses: qr.does-not-fit { field } when a value breaks the norm's length or shape, or holds a line break.
 */
export function writeGost(payment: GostPayment): string {
  const first = valuesOf(payment, required);
  const rest = valuesOf(payment, optional);
  if (first.length < required.length) throw new AppError('qr.does-not-fit', { field: missing(payment) });
  if (Buffer.byteLength(first.join('|')) > requiredBytes) throw new AppError('qr.does-not-fit', { field: 'name' });
  const all = [...first, ...rest, housing];
  const separator = [...separators].find((sign) => !all.some((value) => value.includes(sign)));
  if (separator === undefined) throw new AppError('qr.does-not-fit', { field: 'name' });
  return `ST00012${separator}${all.join(separator)}`;
}

function valuesOf(payment: GostPayment, fields: readonly Field[]): string[] {
  return fields.flatMap(({ key, read, fits, field }) => {
    const value = read(payment);
    if (value === undefined || value === '') return [];
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be there
    if (!fits(value) || /[\u0000-\u001f]/.test(value)) throw new AppError('qr.does-not-fit', { field });
    return [`${key}=${value}`];
  });
}

function missing(payment: GostPayment): string {
  return required.find(({ read }) => !read(payment))?.field ?? 'name';
}

/** `112026`: the one form of the many in use that every bank reads. */
function writePeriod(period: YearMonth | undefined): string | undefined {
  return period && `${period.slice(5)}${period.slice(0, 4)}`;
}
