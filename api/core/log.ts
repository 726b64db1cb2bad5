import { pino } from 'pino';

/** Structured log: ids as fields, deeds in the past tense. Never names, phones, texts or tokens. */
export type Log = {
  debug(fields: object, deed: string): void;
  info(fields: object, deed: string): void;
  warn(fields: object, deed: string): void;
  error(fields: object, deed: string): void;
};

const secretFields = [
  'token',
  'password',
  'secret',
  'authorization',
  'cookie',
  'phone',
  'text',
  'name',
  'fullName',
  'email',
];

/** Bot tokens stand in URLs, so they can reach a message of an error: `123:AA…` and `xoxb-…` are cut out of every line. */
const secretPattern =
  /(?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,}|\bx(?:ox[a-z]|app)-[A-Za-z0-9-]{10,}|(?<=:\/\/[^:/\s"]{1,64}:)[^@/\s"]+(?=@)/g;

/** Opens the log. `level` as pino's; `write` receives finished lines (default: standard output). */
export function openLog(level: string, write: (line: string) => void = (line) => process.stdout.write(line)): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: [...secretFields, ...secretFields.map((field) => `*.${field}`)], censor: '[hidden]' },
      serializers: { error: describeError },
    },
    { write: (line: string) => write(line.replace(secretPattern, '[hidden]')) },
  );
}

/**
 * What a log may keep of an error: its type, its code, where it happened, and the last line of its message. The lines before quote
 * the call in Prisma's errors, with what people wrote in it.
 */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'object' ? undefined : error;
  return {
    type: error.name,
    code: 'code' in error ? error.code : undefined,
    message: error.message.trim().split('\n').at(-1),
    stack: error.stack?.split('\n').filter((line) => /^\s+at /.test(line)),
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  };
}
