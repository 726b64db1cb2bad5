import { getCompany, mainPayeeCode } from '#api/company/company.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { isAppError } from '#api/core/errors.ts';
import { printPdf } from '#api/core/pdf.ts';
import type { PdfDocument } from '#api/core/pdf-page.ts';
import { periodOf, shiftPeriod, today } from '#api/core/time.ts';
import type { Locale } from '#locales/translate.ts';
import { openBooks } from '../books.ts';
import { getMyInvoice } from '../get-invoice.ts';
import { type PaymentQr, paymentQr } from '../qr/payment-qr.ts';
import { getStatement, type StatementSpan } from '../statement/get-statement.ts';
import { getCertificate } from './certificate.ts';
import { certificateDocument } from './certificate-paper.ts';
import { invoiceDocument } from './invoice-paper.ts';
import { type Speech, speechOf } from './letterhead.ts';
import { shownSpan, statementDocument } from './statement-paper.ts';

/** A paper by what it is of: made when it is sent, so it says what holds then. */
export type PaperOf =
  | { paper: 'invoice'; invoiceId: string }
  | { paper: 'statement'; unitId: string; span?: StatementSpan | undefined }
  | { paper: 'certificate'; certificateId: string };

/** A printed paper. The name is for people: it has spaces and letters of its language. */
export type Paper = { fileName: string; mime: 'application/pdf'; bytes: Uint8Array };

/** A year is what is asked for most. */
const usualMonths = 12;

/**
 * Prints a paper in a language for somebody who may see what is on it.
 * Refuses as `getMyInvoice`, `getStatement` and `getCertificate` do.
 */
export async function printPaper(ctx: Ctx, actor: Actor, of: PaperOf, locale: Locale): Promise<Paper> {
  const { name, document } = await composed(ctx, actor, of, speechOf(locale));
  return { fileName: `${fileName(name)}.pdf`, mime: 'application/pdf', bytes: await printPdf(document) };
}

type Composed = { name: string; document: PdfDocument };

function composed(ctx: Ctx, actor: Actor, of: PaperOf, speech: Speech): Promise<Composed> {
  if (of.paper === 'invoice') return composedInvoice(ctx, actor, of.invoiceId, speech);
  if (of.paper === 'statement') return composedStatement(ctx, actor, of, speech);
  return composedCertificate(ctx, actor, of.certificateId, speech);
}

async function composedInvoice(ctx: Ctx, actor: Actor, invoiceId: string, speech: Speech): Promise<Composed> {
  const bill = await getMyInvoice(ctx, actor, invoiceId);
  const [company, place] = await Promise.all([getCompany(ctx), openBooks(ctx, actor, bill.unitId)]);
  const { accountId, toPayMinor } = bill;
  const qr =
    toPayMinor > 0n ? await qrOrNone(ctx, { accountId, amountMinor: toPayMinor, invoiceIds: [invoiceId] }) : null;
  const about = { period: speech.period(bill.period), account: bill.accountNumber };
  const document = invoiceDocument(speech, { bill, qr, company, place });
  return { name: speech.t('papers.invoice.file', about), document };
}

/** Whoever may read the bill may scan it; a payee without whole requisites has none. */
async function qrOrNone(
  ctx: Ctx,
  input: { accountId: string; amountMinor: bigint; invoiceIds: string[] },
): Promise<PaymentQr | null> {
  try {
    return await paymentQr(ctx, { kind: 'system' }, input);
  } catch (error) {
    if (isAppError(error, 'qr.not-offered') || isAppError(error, 'qr.does-not-fit')) return null;
    throw error;
  }
}

async function composedStatement(
  ctx: Ctx,
  actor: Actor,
  of: { unitId: string; span?: StatementSpan | undefined },
  speech: Speech,
): Promise<Composed> {
  const place = await openBooks(ctx, actor, of.unitId);
  const day = today(ctx, place.timeZone);
  const until = periodOf(day);
  const span = of.span ?? { from: shiftPeriod(until, 1 - usualMonths), until };
  const [company, payee, statement] = await Promise.all([
    getCompany(ctx),
    findMainPayee(ctx),
    getStatement(ctx, actor, of.unitId, span),
  ]);
  const shown = shownSpan(statement);
  const about = { from: shown.from, until: shown.until, number: place.number };
  const document = statementDocument(speech, { statement, company, payee, place, day: day.toString() });
  return { name: speech.t('papers.statement.file', about), document };
}

async function composedCertificate(ctx: Ctx, actor: Actor, id: string, speech: Speech): Promise<Composed> {
  const certificate = await getCertificate(ctx, actor, id);
  const [company, payee, place] = await Promise.all([
    getCompany(ctx),
    findMainPayee(ctx),
    openBooks(ctx, actor, certificate.unitId),
  ]);
  const document = certificateDocument(speech, { certificate, company, payee, place });
  return { name: speech.t('papers.certificate.file', { number: certificate.number }), document };
}

function findMainPayee(ctx: Ctx) {
  return ctx.db.payee.findUnique({ where: { code: mainPayeeCode } });
}

/** Without what a file's name may not hold. */
function fileName(text: string): string {
  return text
    .replace(/[\\/:*?"<>|]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}
