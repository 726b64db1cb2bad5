import type { Requisites } from '#api/billing/get-invoice.ts';
import { code, lines, type Part, type Text } from '../view.ts';
import type { Guest } from '../who.ts';

/** What the payment is for, as the lines below the payee's own say it; what is not known is left out. */
export type Subject = { personal?: string; period?: string | null; purpose: string; sum: string | null };

/** Whom to pay and for what: each value can be copied by a touch. */
export function requisiteLines({ t }: Pick<Guest, 't'>, payee: Requisites, subject: Subject): Part[] {
  const row = (key: string, value: string | null | undefined): Text | null =>
    value ? [t(`resident.requisites.${key}`), ' ', code(value)] : null;
  return lines(
    row('name', payee.name),
    row('tax-id', payee.taxId),
    row('kpp', payee.kpp),
    row('bank', payee.bankName),
    row('bic', payee.bic),
    row('account', payee.bankAccount),
    row('corr', payee.corrAccount),
    row('iban', payee.iban),
    row('personal', subject.personal),
    row('period', subject.period),
    row('purpose', subject.purpose),
    row('sum', subject.sum),
  );
}
