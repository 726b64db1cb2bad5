import { AppError } from '#api/core/errors.ts';
import { fitsBic, fitsIban } from '../payees/iban.ts';

/** A SEPA credit transfer as the EPC's QR says it (EPC069-12). Euros only. */
export type EpcPayment = {
  name: string;
  iban: string;
  bic?: string;
  /** Cents. */
  amountMinor: bigint;
  currency: string;
  /** Words of the payer, or a structured reference (ISO 11649): one of the two. */
  text?: string;
  reference?: string;
  purposeCode?: string;
};

const mostBytes = 331;
const mostMinor = 99_999_999_999n;

/**
 * The text of the QR: version 002, UTF-8, lines joined by LF, empty ones at the end cut.
 * Refuses: qr.does-not-fit { field } when a value breaks the guideline's length or shape, or the whole its 331 bytes.
 */
export function writeEpc(payment: EpcPayment): string {
  const { name, text = '', reference = '', purposeCode = '', bic = '' } = payment;
  const iban = payment.iban.replace(/\s/g, '').toUpperCase();
  const fits = {
    currency: payment.currency === 'EUR',
    name: isWords(name, 70) && name !== '',
    iban: fitsIban(iban),
    bic: bic === '' || fitsBic(bic),
    sum: payment.amountMinor >= 1n && payment.amountMinor <= mostMinor,
    purpose: isWords(text, 140) && /^[A-Z]{0,4}$/.test(purposeCode),
    reference: /^[A-Za-z0-9 ]{0,35}$/.test(reference) && (reference === '' || text === ''),
  };
  const wrong = Object.entries(fits).find(([, isFit]) => !isFit);
  if (wrong) throw new AppError('qr.does-not-fit', { field: wrong[0] });
  const rows = ['BCD', '002', '1', 'SCT', bic, name, iban, euros(payment.amountMinor), purposeCode, reference, text];
  const written = rows.join('\n').replace(/\n+$/, '');
  if (Buffer.byteLength(written) > mostBytes) throw new AppError('qr.does-not-fit', { field: 'purpose' });
  return written;
}

function isWords(text: string, length: number): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be there
  return [...text].length <= length && !/[\u0000-\u001f]/.test(text);
}

/** `EUR123.45`, `EUR100`: a dot, and no cents when there are none. */
function euros(minor: bigint): string {
  const cents = (minor % 100n).toString().padStart(2, '0');
  return `EUR${minor / 100n}${cents === '00' ? '' : `.${cents}`}`;
}
