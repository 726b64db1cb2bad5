import type { Content } from 'pdfmake';
import type { CompanyInfo } from '#api/company/company.ts';
import { formatDay, formatMoney, formatPeriod } from '#locales/format.ts';
import { type Locale, type Translate, translator } from '#locales/translate.ts';
import type { Requisites } from '../payees/requisites.ts';

/** In what language a paper speaks, and how it writes sums and days: always with the year, for papers are kept. */
export type Speech = {
  locale: Locale;
  t: Translate;
  money(minor: bigint, currency: string): string;
  day(day: string): string;
  period(period: string): string;
};

export function speechOf(locale: Locale): Speech {
  return {
    locale,
    t: translator(locale),
    money: (minor, currency) =>
      minor < 0n ? `−${formatMoney(locale, -minor, currency)}` : formatMoney(locale, minor, currency),
    day: (day) => formatDay(locale, day, 0),
    period: (period) => formatPeriod(locale, period, true),
  };
}

/** Who writes: the company with what it is registered under. */
export function letterhead({ t }: Speech, company: CompanyInfo, payee: Requisites | null): Content {
  const codes = [
    payee?.taxId ? `${t('papers.tax-id')} ${payee.taxId}` : null,
    payee?.kpp ? `${t('papers.kpp')} ${payee.kpp}` : null,
    payee?.ogrn ? `${t('papers.ogrn')} ${payee.ogrn}` : null,
  ];
  return {
    stack: [
      { text: company.legalName ?? company.name, bold: true },
      ...[said(codes), said([company.officeAddress, company.officePhone])].map((text) => ({ text, style: 'about' })),
    ],
    margin: [0, 0, 0, 14],
  };
}

/** By what a payee is paid, a line each; what is not known is left out. */
export function payeeLines({ t }: Speech, payee: Omit<Requisites, 'currency' | 'ogrn'>): Content[] {
  const line = (key: string, value: string | null): Content[] => (value ? [`${t(`papers.${key}`)}: ${value}`] : []);
  return [
    ...line('payee', payee.name),
    ...line('tax-id', payee.taxId),
    ...line('kpp', payee.kpp),
    ...line('bank', payee.bankName),
    ...line('bic', payee.bic),
    ...line('account', payee.bankAccount),
    ...line('corr', payee.corrAccount),
    ...line('iban', payee.iban),
  ];
}

/** What is at the foot of each page. */
export function footer({ t }: Speech, company: CompanyInfo): string {
  return said([company.name, t('papers.office', { phone: company.officePhone, hours: company.officeHours })]);
}

/** Parts of a line that are there, with dots between. */
export function said(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}
