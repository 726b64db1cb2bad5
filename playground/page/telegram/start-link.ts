/** `https://t.me/<bot>?start=payload`, `tg://resolve?…&start=payload` or the payload alone; null if it is neither. */
export function startPayload(text: string): string | null {
  const trimmed = text.trim();
  const link = /^(?:https?:\/\/)?(?:t\.me|telegram\.me)\/\w+\?(?:.*&)?start=([\w-]{0,64})$/i.exec(trimmed);
  const resolve = /^tg:(?:\/\/)?resolve\?(?:.*&)?start=([\w-]{0,64})$/i.exec(trimmed);
  return link?.[1] ?? resolve?.[1] ?? (/^[\w-]{1,64}$/.test(trimmed) ? trimmed : null);
}

export function isStartLink(text: string): boolean {
  return /^(https?:\/\/)?(t|telegram)\.me\/|^tg:/i.test(text.trim()) && startPayload(text) !== null;
}
