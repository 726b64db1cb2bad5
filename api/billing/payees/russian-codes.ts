/** Russian codes that carry their own check digits. Each says whether a text is such a code, without spaces. */

/** Taxpayer's number (ИНН): 10 digits of a company, 12 of a person. */
export function fitsInn(text: string): boolean {
  if (/^\d{10}$/.test(text)) return checkDigit(text, [2, 4, 10, 3, 5, 9, 4, 6, 8]) === Number(text[9]);
  if (!/^\d{12}$/.test(text)) return false;
  return (
    checkDigit(text, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === Number(text[10]) &&
    checkDigit(text, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === Number(text[11])
  );
}

/** Reason of registration (КПП): a shape only, it has no check digit. */
export function fitsKpp(text: string): boolean {
  return /^\d{4}[\dA-Z]{2}\d{3}$/.test(text);
}

/** State registration number: ОГРН of 13 digits, ОГРНИП of 15; the last digit is the remainder by 11 or 13. */
export function fitsOgrn(text: string): boolean {
  if (!/^(\d{13}|\d{15})$/.test(text)) return false;
  const divisor = text.length === 13 ? 11n : 13n;
  return (BigInt(text.slice(0, -1)) % divisor) % 10n === BigInt(text.slice(-1));
}

/** A bank's code (БИК): nine digits; Russia's begin with 04, those of the treasury with 00 to 03. */
export function fitsBik(text: string): boolean {
  return /^0[0-4]\d{7}$/.test(text);
}

/** An account in the bank of this code: its key digit agrees with both (Bank of Russia, order 515 of 1997). */
export function fitsAccount(account: string, bic: string): boolean {
  // A foreign currency's letter code stands for a digit in the sixth place.
  const sixth = 'ABCEHKMPTX'.indexOf(account[5] ?? '');
  const digits = sixth < 0 ? account : `${account.slice(0, 5)}${sixth}${account.slice(6)}`;
  return /^[1-9]\d{19}$/.test(digits) && keySum(`${bic.slice(6)}${digits}`) === 0;
}

/** The bank's own account at the Bank of Russia: the code's fifth and sixth digit stand before it. */
export function fitsCorrAccount(account: string, bic: string): boolean {
  return /^301\d{17}$/.test(account) && keySum(`0${bic.slice(4, 6)}${account}`) === 0;
}

const weights = [7, 1, 3];

function keySum(digits: string): number {
  return [...digits].reduce((all, digit, index) => all + ((Number(digit) * (weights[index % 3] ?? 0)) % 10), 0) % 10;
}

function checkDigit(digits: string, by: readonly number[]): number {
  return (by.reduce((all, weight, index) => all + weight * Number(digits[index]), 0) % 11) % 10;
}
