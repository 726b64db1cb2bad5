/**
 * A refusal with a dotted code and the values its sentence needs, such as
 * `new AppError('meter.window-closed', { opensOn })`. The sentence lives in `locales/` under `errors.<code>`;
 * the HTTP door turns the code into a problem document.
 */
export class AppError extends Error {
  readonly code: string;
  readonly values: Record<string, unknown>;

  constructor(code: string, values: Record<string, unknown> = {}) {
    super(code);
    this.name = 'AppError';
    this.code = code;
    this.values = values;
  }
}

/** True when `error` is a refusal of ours, optionally with this very code. */
export function isAppError(error: unknown, code?: string): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}

/** Throws `not-allowed` unless `allowed`: how every verb starts. */
export function mustBeAllowed(allowed: boolean, values: Record<string, unknown> = {}): asserts allowed {
  if (!allowed) throw new AppError('not-allowed', values);
}

/** Gives back `value`, or throws `<what>.not-found`. */
export function found<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new AppError(`${what}.not-found`);
  return value;
}
