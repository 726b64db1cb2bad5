import { describe, expect, it } from 'vitest';
import { kindOf, typeOf } from './file-kind.ts';

/** The first bytes of files as their programs write them. */
const files: [name: string, bytes: Uint8Array, mime: string][] = [
  ['a PDF', text('%PDF-1.7\n%âãÏÓ\n'), 'application/pdf'],
  ['a photo of an iPhone', text('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), 'image/heic'],
  ['a voice message', text(`OggS\0\x02${'\0'.repeat(20)}\x01\x13OpusHead\x01\x01`), 'audio/ogg; codecs=opus'],
  ['a song', text('\xff\xfb\x90\x64\0\0\0\0'), 'audio/mpeg'],
  ['a film', text('\0\0\0\x18ftypmp42\0\0\0\0mp42isom'), 'video/mp4'],
  ['a document of Word', office('wordprocessingml.document'), docx('wordprocessingml.document')],
  ['a table of Excel', office('spreadsheetml.sheet'), docx('spreadsheetml.sheet')],
  ['a letter', new TextEncoder().encode('Прошу выдать справку'), 'text/plain'],
  ['a program', text('\x7fELF\x02\x01\x01\0'), 'application/x-elf'],
  ['bytes of nothing', new Uint8Array([0xc0, 0xc1, 0, 1, 2]), 'application/octet-stream'],
];

describe('a file', () => {
  it.each(files)('%s is known by its bytes, whatever it is called', async (_name, bytes, mime) => {
    expect(await typeOf(bytes)).toBe(mime);
  });

  it('that calls itself a photo and is none is a file', () => {
    expect(kindOf('photo', 'image/heic')).toBe('photo');
    expect(kindOf('photo', 'application/x-elf')).toBe('file');
    expect(kindOf('voice', 'audio/ogg')).toBe('voice');
    expect(kindOf('voice', 'application/pdf')).toBe('file');
    expect(kindOf('file', 'image/png')).toBe('file');
  });
});

function text(latin: string): Uint8Array {
  return new Uint8Array(Buffer.from(latin, 'latin1'));
}

function docx(kind: string): string {
  return `application/vnd.openxmlformats-officedocument.${kind}`;
}

/** An office document as its zip begins: with the list of what is in it, stored (PKWARE APPNOTE 4.3.7). */
function office(kind: string): Uint8Array {
  const name = Buffer.from('[Content_Types].xml');
  const body = Buffer.from(`<Types><Override ContentType="${docx(kind)}.main+xml" PartName="/main.xml"/></Types>`);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt32LE(body.length, 18);
  head.writeUInt32LE(body.length, 22);
  head.writeUInt16LE(name.length, 26);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  return new Uint8Array(Buffer.concat([head, name, body, end]));
}
