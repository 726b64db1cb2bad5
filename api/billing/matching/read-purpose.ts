/** What a payer's words name: account numbers, the likeliest first, unified numbers, and a flat. */
export type Named = { accounts: string[]; unified: string[]; flat: string | null };

const labelled =
  /(?:л\s*[/.\\]?\s*с(?:ч(?:[её]т)?)?|лиц(?:евой)?\.?\s*сч(?:[её]т)?|account|acct|acc)\.?\s*(?:№|#|n|no|:|-)?\s*:?\s*(\d[\d \u00a0-]{2,24}\d)/giu;
const byInvoice = /сч[её]т(?:а|у)?\s*(?:№|#|:)?\s*(\d[\d \u00a0-]{4,24}\d)/giu;
const bare = /(?<![\d.,/-])\d{6,20}(?![\d/-]|[.,]\d)/gu;
const unifiedNumber = /\d{2}[А-ЯЁ]{2}\d{6}/giu;
const flatWord = /(?:кв(?:артира)?|flat|apt|unit)\.?\s*(?:№|#)?\s*(\d{1,4}[а-яa-z]?)(?![\dа-яa-z])/iu;

/** Reads a purpose (or an address): labelled numbers first, then bare ones. Digits may be cut by spaces. */
export function readPurpose(text: string): Named {
  const accounts: string[] = [];
  for (const form of [labelled, byInvoice]) {
    for (const [, digits = ''] of text.matchAll(form)) accounts.push(...readings(digits));
  }
  for (const [digits] of text.matchAll(bare)) accounts.push(digits);
  return {
    accounts: [...new Set(accounts)],
    unified: [...new Set([...text.matchAll(unifiedNumber)].map(([one]) => one.toUpperCase()))],
    flat: flatWord.exec(text)?.[1]?.toLowerCase() ?? null,
  };
}

/** `ЛС 0000 500 111` is one number; but `500111 10 2026` may be a number and a month, so its beginnings count too. */
function readings(digits: string): string[] {
  const parts = digits.split(/[ \u00a0-]+/).filter((part) => part !== '');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('')).filter((one) => one.length >= 4);
}

/** The number in a register's own account cell: without spaces, `ЛС` and the like before it. */
export function plainAccount(cell: string): string {
  return cell
    .trim()
    .replace(
      /^(?:л\s*[/.\\]?\s*с(?:ч(?:[её]т)?)?|лиц(?:евой)?\.?\s*сч(?:[её]т)?|acc(?:oun)?t?)\.?\s*(?:№|#|:)?\s*/iu,
      '',
    )
    .replace(/[\s\u00a0]+/g, '');
}

/** Who pays, as far as a bank tells: a person's own account, else their name. Transit accounts of banks are nobody's. */
export function payerWords(payer: string, payerAccount: string): string | null {
  if (/^(?:408(?:17|20)|40802|423|426)\d{12,15}$/.test(payerAccount)) return payerAccount;
  // Banks write the client between double slashes: `ПАО СБЕРБАНК//ИВАНОВ ИВАН//…`.
  const name = payer.split('//')[1] ?? payer;
  const plain = name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L} ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.split(' ').length >= 2 && !/(?:^| )(?:банк|пао|ао|ооо|сбербанк)(?: |$)/u.test(plain) ? plain : null;
}
