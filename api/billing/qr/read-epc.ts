import iconv from 'iconv-lite';

export type EpcRead = {
  bic: string;
  name: string;
  iban: string;
  /** Cents of a euro; null when no sum is named. */
  amountMinor: bigint | null;
  purposeCode: string;
  reference: string;
  text: string;
  info: string;
};

/** The character sets of EPC069-12, by their number. */
const charsets = ['utf8', 'utf8', 'iso88591', 'iso88592', 'iso88594', 'iso88595', 'iso88597', 'iso885910', 'iso885915'];

/** Reads an EPC QR with any line ends, lines missing at its end, spaces in the IBAN, a comma in the sum. Null when it is none. */
export function readEpc(bytes: Uint8Array): EpcRead | null {
  const header = /^BCD\s{1,2}(00[12])\s{1,2}([1-8])\s{1,2}SCT\s/.exec(
    Buffer.from(bytes.subarray(0, 24)).toString('latin1'),
  );
  if (!header) return null;
  const body = iconv.decode(Buffer.from(bytes), charsets[Number(header[2])] ?? 'utf8');
  const [bic, name, iban, sum, purposeCode, reference, text, info] = body.split(/\r\n|\n|\r/).slice(4);
  const account = (iban ?? '').replace(/\s/g, '').toUpperCase();
  if (!name || account === '') return null;
  return {
    bic: (bic ?? '').trim(),
    name: name.trim(),
    iban: account,
    amountMinor: readEuros(sum ?? ''),
    purposeCode: (purposeCode ?? '').trim(),
    reference: (reference ?? '').trim(),
    text: (text ?? '').trim(),
    info: (info ?? '').trim(),
  };
}

function readEuros(text: string): bigint | null {
  const match = /^EUR\s?(\d{1,9})(?:[.,](\d{1,2}))?$/i.exec(text.trim());
  return match ? BigInt(match[1] ?? '0') * 100n + BigInt((match[2] ?? '').padEnd(2, '0')) : null;
}
