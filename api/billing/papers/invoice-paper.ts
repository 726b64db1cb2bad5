import type { Content } from 'pdfmake';
import type { CompanyInfo } from '#api/company/company.ts';
import { type PdfDocument, pdfHead, pdfSum, pdfTable } from '#api/core/pdf-page.ts';
import { formatDecimal, formatPrice } from '#locales/format.ts';
import { hasWords } from '#locales/translate.ts';
import type { Books } from '../books.ts';
import type { InvoiceLineView, InvoiceView } from '../get-invoice.ts';
import { askedOf } from '../open-sum.ts';
import type { PaymentQr } from '../qr/payment-qr.ts';
import { sayPurpose } from '../qr/payment-qr.ts';
import { footer, payeeLines, type Speech } from './letterhead.ts';

export type InvoicePaper = {
  bill: InvoiceView;
  /** The same to be scanned; null when nothing is open or the payee has none. */
  qr: PaymentQr | null;
  company: CompanyInfo;
  place: Books;
};

/** A bill as a sheet: whom to pay and for what, every line, and sums that add up. */
export function invoiceDocument(speech: Speech, paper: InvoicePaper): PdfDocument {
  const { t } = speech;
  const { bill, company, place } = paper;
  const title = t('papers.invoice.title', { period: speech.period(bill.period) });
  const about = { number: bill.number, day: speech.day(bill.issuedOn) };
  return {
    title,
    author: company.name,
    footer: footer(speech, company),
    content: [
      { text: title, style: 'title' },
      { text: t('papers.invoice.about', about), style: 'about' },
      `${place.address}, ${t('papers.flat', { number: place.number })} · ${t('papers.personal', { account: bill.accountNumber })}`,
      {
        columns: [{ stack: howToPay(speech, paper), width: '*' }, ...picture(paper)],
        columnGap: 16,
        margin: [0, 10, 0, 6],
      },
      linesTable(speech, bill),
      sumsTable(speech, bill),
      ...before(speech, bill),
    ],
  };
}

function howToPay(speech: Speech, { bill, company }: InvoicePaper): Content[] {
  const { t } = speech;
  const purpose = sayPurpose(company.locale, bill.accountNumber, [bill.period]);
  const open = bill.toPayMinor > 0n ? bill.toPayMinor : 0n;
  return [
    ...payeeLines(speech, bill.payee),
    `${t('papers.purpose-label')}: ${purpose}`,
    {
      text:
        open > 0n
          ? t('papers.invoice.pay-by', { sum: speech.money(open, bill.currency), day: speech.day(bill.dueOn) })
          : t('papers.invoice.paid'),
      bold: true,
      margin: [0, 6, 0, 0],
    },
  ];
}

function picture({ qr }: InvoicePaper): Content[] {
  return qr ? [{ svg: qr.svg, width: 120, alignment: 'right' }] : [];
}

function linesTable(speech: Speech, bill: InvoiceView): Content {
  const { t } = speech;
  const head = ['service', 'volume', 'price', 'charged', 'corrected', 'to-pay'];
  const rows = bill.lines.map((line) => lineCells(speech, line, bill.currency));
  return pdfTable(
    ['*', 'auto', 'auto', 'auto', 'auto', 'auto'],
    [head.map((key, index) => pdfHead(t(`papers.invoice.${key}`), index > 0)), ...rows],
  );
}

/** What was corrected is one sum, and what made it stands under the service's name. */
function lineCells(speech: Speech, line: InvoiceLineView, currency: string): Content[] {
  const { t, locale, money } = speech;
  const corrected = line.toPayMinor - line.chargedMinor;
  const why = [
    line.recalculationMinor === 0n
      ? null
      : `${t('papers.invoice.recalculation')} ${money(line.recalculationMinor, currency)}${line.recalculationReason ? ` (${line.recalculationReason})` : ''}`,
    line.benefitMinor === 0n ? null : `${t('papers.invoice.benefit')} ${money(-line.benefitMinor, currency)}`,
    line.penaltyMinor === 0n ? null : `${t('papers.invoice.penalty')} ${money(line.penaltyMinor, currency)}`,
  ].filter((part) => part !== null);
  const measure = `resident.measures.${line.unit}`;
  const unit = hasWords(locale, measure) ? t(measure) : line.unit;
  const method =
    line.method && hasWords(locale, `resident.bill.by.${line.method}`) ? t(`resident.bill.by.${line.method}`) : '';
  return [
    { stack: [line.names[locale] ?? line.name, ...(why.length > 0 ? [{ text: why.join('; '), style: 'about' }] : [])] },
    line.volume === null
      ? ''
      : {
          stack: [
            pdfSum(`${formatDecimal(locale, line.volume)} ${unit}`),
            ...(method ? [{ text: method, style: ['about', 'sum'] }] : []),
          ],
        },
    pdfSum(line.tariff === null ? '' : formatPrice(locale, line.tariff, currency)),
    pdfSum(money(line.chargedMinor, currency)),
    pdfSum(corrected === 0n ? '' : money(corrected, currency)),
    pdfSum(money(line.toPayMinor, currency)),
  ];
}

/** From the lines to what is to be paid: every step that is not nothing. */
function sumsTable(speech: Speech, bill: InvoiceView): Content {
  const { t } = speech;
  const steps: [string, bigint, boolean?][] = [
    ['rounding', bill.roundingMinor],
    ['adjusted', bill.adjustedMinor],
    ['for-period', askedOf(bill), true],
    ['paid-sum', -bill.paidMinor],
    ['covered', -bill.coveredMinor],
  ];
  const rows = steps.filter(([key, minor]) => minor !== 0n || key === 'for-period');
  const left = bill.toPayMinor > 0n ? bill.toPayMinor : 0n;
  const cells = rows.map(([key, minor, isTotal]): Content[] => [
    { text: t(`papers.invoice.${key}`), style: isTotal ? ['total'] : ['sum'] },
    pdfSum(speech.money(minor, bill.currency), isTotal),
  ]);
  cells.push([{ text: t('papers.invoice.left'), style: ['total'] }, pdfSum(speech.money(left, bill.currency), true)]);
  return { layout: 'noBorders', table: { widths: ['*', 'auto'], body: cells, dontBreakRows: true } };
}

/** The debt or advance that the bill carries from before: it is not charged again, so it stands apart. */
function before({ t, money }: Speech, { openingMinor, totalMinor, currency }: InvoiceView): Content[] {
  if (openingMinor === 0n) return [];
  const total = money(totalMinor, currency);
  const text =
    openingMinor > 0n
      ? t('resident.bill.with-debt', { debt: money(openingMinor, currency), total })
      : t('resident.bill.with-advance', { advance: money(-openingMinor, currency), total });
  return [{ text, style: 'about', margin: [0, 8, 0, 0] }];
}
