/** The first bytes by which programs know a kind of file. */
const beginnings: Record<string, Buffer> = {
  'audio/ogg': Buffer.concat([Buffer.from('OggS\0\x02'), Buffer.alloc(20), Buffer.from('\x01\x13OpusHead\x01\x01')]),
  'video/mp4': Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom\0\0\x02\0isomiso2')]),
  'image/webp': Buffer.from('RIFF\0\0\0\0WEBPVP8 '),
  'image/jpeg': Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0]),
  'image/png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  'application/pdf': Buffer.from('%PDF-1.4\n'),
  'application/zip': Buffer.from('PK\x03\x04'),
};

/** Content for a file nobody brought: the size asked for, and a beginning that fits its type. */
export function standIn(mime: string, size: number): Buffer {
  const bytes = Buffer.alloc(size, 'stand-in\n');
  beginnings[mime]?.copy(bytes, 0, 0, size);
  return bytes;
}
