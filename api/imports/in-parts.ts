/** Hands `rows` to `write` in parts a statement can hold. */
export async function inParts<T>(rows: readonly T[], write: (part: T[]) => Promise<unknown>): Promise<void> {
  const size = 2_000;
  for (let start = 0; start < rows.length; start += size) await write(rows.slice(start, start + size));
}
