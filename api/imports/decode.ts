import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { AppError } from '#api/core/errors.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'windows-1251' | 'cp866';

/**
 * The text of a file that says nothing about its encoding (see `encodingOf`). Refuses `import.not-csv` for what is no text (a
 * workbook, a picture).
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: TextEncoding } {
  const buffer = Buffer.from(bytes);
  const encoding = encodingOf(buffer);
  const text = iconv.decode(buffer, encoding);
  if (text.includes('\u0000')) throw new AppError('import.not-csv');
  return { text, encoding };
}

/**
 * A byte order mark decides, then UTF-8 when it is valid, else the one of the two Cyrillic code pages whose letters read more like
 * Russian.
 */
export function encodingOf(bytes: Buffer): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (isUtf8(bytes)) return 'utf-8';
  const sample = bytes.subarray(0, 100_000);
  const [dos, windows] = [iconv.decode(sample, 'cp866'), iconv.decode(sample, 'windows-1251')];
  return likeRussian(dos) > likeRussian(windows) ? 'cp866' : 'windows-1251';
}

/** The letters that make up half of any Russian text, against signs that hardly occur in one. */
function likeRussian(text: string): number {
  const sample = text.slice(0, 20_000);
  const common = sample.match(/[оеаинтсрвлОЕАИНТСРВЛ]/g)?.length ?? 0;
  const strange =
    sample.match(/[^\p{Script=Cyrillic}\p{ASCII}«»№–—“”„…\u00a0]|[ЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЄЇІіґёєїјЅѕ]/gu)?.length ?? 0;
  return common - 3 * strange;
}
