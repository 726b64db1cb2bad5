import type { CompanyInfo } from '#api/company/company.ts';
import type { PdfDocument } from '#api/core/pdf-page.ts';
import type { Books } from '../books.ts';
import type { Requisites } from '../payees/requisites.ts';
import type { Certificate } from './certificate.ts';
import { footer, letterhead, type Speech } from './letterhead.ts';

export type CertificatePaper = {
  certificate: Certificate;
  company: CompanyInfo;
  payee: Requisites | null;
  place: Pick<Books, 'address' | 'number'>;
};

/** That a flat owed nothing on a day: numbered and dated, with all its accounts. */
export function certificateDocument(speech: Speech, paper: CertificatePaper): PdfDocument {
  const { t, money, day } = speech;
  const { certificate, company, place } = paper;
  const title = t('papers.certificate.title', { number: certificate.number });
  const asOf = day(certificate.asOf);
  return {
    title,
    author: company.name,
    footer: footer(speech, company),
    content: [
      letterhead(speech, company, paper.payee),
      { text: title, style: 'title' },
      { text: t('papers.certificate.of-day', { day: asOf }), style: 'about', margin: [0, 0, 0, 12] },
      t('papers.certificate.says', { company: company.legalName ?? company.name, day: asOf }),
      {
        text: `${place.address}, ${t('papers.flat', { number: place.number })}`,
        bold: true,
        margin: [0, 8, 0, 8],
      },
      {
        ul: certificate.accounts.map(({ number, payeeName, overpaidMinor, currency }) => {
          const state =
            overpaidMinor > 0n
              ? t('resident.money.overpaid-lower', { sum: money(overpaidMinor, currency) })
              : t('papers.certificate.no-debt');
          return `${t('papers.personal', { account: number })}, ${payeeName}: ${state}`;
        }),
      },
      ...(certificate.residentName
        ? [
            {
              text: t('papers.certificate.given-to', { name: certificate.residentName }),
              margin: [0, 10, 0, 0] as [number, number, number, number],
            },
          ]
        : []),
      { text: t('papers.certificate.known', { day: asOf }), style: 'about', margin: [0, 18, 0, 0] },
      {
        text: t('papers.certificate.check', { number: certificate.number, phone: company.officePhone }),
        style: 'about',
      },
    ],
  };
}
