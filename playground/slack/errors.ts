/** A refusal in Slack's words: `{ ok: false, error: code, ...extra }` with HTTP 200 (429 carries Retry-After). */
export class SlackError extends Error {
  readonly code: string;
  readonly extra: Record<string, unknown>;
  readonly status: number;
  readonly headers: Record<string, string>;
  constructor(
    code: string,
    extra: Record<string, unknown> = {},
    { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
  ) {
    super(code);
    this.name = 'SlackError';
    this.code = code;
    this.extra = extra;
    this.status = status;
    this.headers = headers;
  }
}

/** An argument that does not hold, worded as Slack's argument validation words it. */
export function invalidArguments(...messages: string[]): SlackError {
  return new SlackError('invalid_arguments', {
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  });
}

/** An action of the control that cannot be performed: a mistake of the test, not an answer of Slack. */
export class ActError extends Error {}
