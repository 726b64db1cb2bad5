import iconv from 'iconv-lite';
import { AppError } from '#api/core/errors.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'windows-1251' | 'cp866';

/**
 * The text of a file that says nothing about its encoding: a byte order mark decides, then UTF-8 when it is valid, else the
 * one of the two Cyrillic code pages whose letters read more like Russian. Refuses `import.not-csv` for what is no
 * text (a workbook, a picture).
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: TextEncoding } {
  const decoded = decode(Buffer.from(bytes));
  if (decoded.text.includes('\u0000')) throw new AppError('import.not-csv');
  return decoded;
}

function decode(bytes: Buffer): { text: string; encoding: TextEncoding } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: iconv.decode(bytes, 'utf-16le'), encoding: 'utf-16le' };
  const utf8 = asUtf8(bytes);
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8' };
  const windows = iconv.decode(bytes, 'windows-1251');
  const dos = iconv.decode(bytes, 'cp866');
  return likeRussian(dos) > likeRussian(windows)
    ? { text: dos, encoding: 'cp866' }
    : { text: windows, encoding: 'windows-1251' };
}

/** Strips the byte order mark by itself. */
function asUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The letters that make up half of any Russian text, against signs that hardly occur in one. */
function likeRussian(text: string): number {
  const sample = text.slice(0, 20_000);
  const common = sample.match(/[оеаинтсрвлОЕАИНТСРВЛ]/g)?.length ?? 0;
  const strange =
    sample.match(/[^\p{Script=Cyrillic}\p{ASCII}«»№–—“”„…\u00a0]|[ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЄЇІіґёєїјЅѕ]/gu)?.length ?? 0;
  return common - 3 * strange;
}
