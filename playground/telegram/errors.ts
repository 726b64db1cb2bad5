/** A refusal as Telegram words it: `{ ok: false, error_code, description, parameters? }`. */
export class TelegramError extends Error {
  readonly code: number;
  readonly parameters: { retry_after?: number } | undefined;
  constructor(code: number, description: string, parameters?: { retry_after?: number }) {
    super(description);
    this.name = 'TelegramError';
    this.code = code;
    this.parameters = parameters;
  }
}

/** 400 with Telegram's prefix; like the real server it lowers the first letter unless the words are a CODE. */
export function badRequest(words: string): TelegramError {
  const second = words.charAt(1);
  const isCode = second === '_' || (second >= 'A' && second <= 'Z');
  return new TelegramError(400, `Bad Request: ${isCode ? words : words.charAt(0).toLowerCase() + words.slice(1)}`);
}

/** A query nobody waits for any more, or never asked. */
export const queryTooOld = () => badRequest('query is too old and response timeout expired or query ID is invalid');

export const unauthorized = () => new TelegramError(401, 'Unauthorized');
export const forbidden = (words: string) => new TelegramError(403, `Forbidden: ${words}`);
export const notFound = () => new TelegramError(404, 'Not Found');
export const conflict = (words: string) => new TelegramError(409, `Conflict: ${words}`);
export const tooLarge = () => new TelegramError(413, 'Request Entity Too Large');
export const tooManyRequests = (seconds: number) =>
  new TelegramError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });

/** A mistake of whoever drives the playground (a person who has blocked the bot presses its button, …). */
export class ActError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ActError';
  }
}
