import { AppError } from '#api/core/errors.ts';
import {
  broken,
  dayAt,
  type Line,
  moneyAt,
  mustAgree,
  paidAt,
  type Register,
  type RegisterRow,
  registerRow,
} from './register.ts';

type Section = { line: number; fields: Map<string, string> };

/**
 * A bank statement in 1C's exchange form, which every Russian client-bank writes: `key=value` lines in sections. Only what came to
 * our account is taken. A bank's lump for a register of many payments (its purpose names the register's file) is passed over:
 * its payments come with the register. What came in must add up to what the statement says of itself.
 */
export function readBankExchange(lines: readonly Line[]): Register {
  if (lines.at(-1)?.text.toLowerCase() !== 'конецфайла') throw new AppError('register.totals-missing');
  const { head, accounts, documents } = sectionsOf(lines);
  const ours = new Set([head.get('РасчСчет') ?? '', ...accounts.map(({ fields }) => fields.get('РасчСчет') ?? '')]);
  ours.delete('');
  const skipped = { outgoing: 0, lump: 0 };
  const received = new Map<string, bigint>();
  const rows: RegisterRow[] = [];
  for (const { line, fields } of documents) {
    const value = (key: string) => fields.get(key)?.trim() ?? '';
    const payeeAccount = value('ПолучательСчет') || value('ПолучательРасчСчет');
    const receivedOn = value('ДатаПоступило');
    if (receivedOn === '' || !ours.has(payeeAccount)) {
      skipped.outgoing += 1;
      continue;
    }
    const row = registerRow({
      ...{ line, payeeAccount, amountMinor: paidAt(line, value('Сумма')), paidOn: dayAt(line, receivedOn) },
      operationId: ['1c', value('Дата'), value('Номер'), value('Сумма'), value('ПлательщикСчет')].join('|'),
      payer: value('Плательщик1') || value('Плательщик'),
      payerAccount: value('ПлательщикСчет') || value('ПлательщикРасчСчет'),
      purpose: value('НазначениеПлатежа'),
    });
    received.set(payeeAccount, (received.get(payeeAccount) ?? 0n) + row.amountMinor);
    if (isLump(row.purpose)) skipped.lump += 1;
    else rows.push(row);
  }
  mustAddUp(accounts, received);
  return {
    format: '1c-bank-exchange',
    rows,
    skipped: Object.fromEntries(Object.entries(skipped).filter(([, n]) => n)),
  };
}

/** `EPS103960652230_…` is Sberbank's register, `…_VTB_…` that of VTB. */
function isLump(purpose: string): boolean {
  return /EPS\d{6,}|_VTB_/i.test(purpose);
}

/** Statements of several days have a section a day: their sums belong together. */
function mustAddUp(accounts: readonly Section[], received: Map<string, bigint>): void {
  const said = new Map<string, bigint>();
  for (const { line, fields } of accounts) {
    const sum = fields.get('ВсегоПоступило')?.trim();
    const account = fields.get('РасчСчет')?.trim() ?? '';
    if (sum) said.set(account, (said.get(account) ?? 0n) + moneyAt(line, sum));
  }
  for (const [account, sum] of said) mustAgree(sum, received.get(account) ?? 0n);
}

function sectionsOf(lines: readonly Line[]) {
  const head = new Map<string, string>();
  const accounts: Section[] = [];
  const documents: Section[] = [];
  let open: Section | null = null;
  for (const { line, text } of lines) {
    // A purpose may hold further signs of equality.
    const at = text.indexOf('=');
    const key = at < 0 ? text : text.slice(0, at);
    if (key === 'СекцияРасчСчет' || key === 'СекцияДокумент') {
      if (open) return broken(line);
      open = { line, fields: new Map() };
      (key === 'СекцияДокумент' ? documents : accounts).push(open);
    } else if (key === 'КонецРасчСчет' || key === 'КонецДокумента') open = null;
    else if (at >= 0) (open?.fields ?? head).set(key, text.slice(at + 1));
  }
  return open ? broken(open.line) : { head, accounts, documents };
}
