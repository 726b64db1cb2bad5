/** The 22 base64url characters that stand for a uuid in an address; the API takes both. */
export function shortId(uuid: string): string {
  const bytes = uuid.replaceAll('-', '').match(/../g) ?? [];
  const text = String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 16)));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
