import { z } from 'zod';

/** What a process does; `ROLES` names some of them, none means all. */
export const allRoles = ['api', 'worker', 'telegram', 'slack'] as const;
export type Role = (typeof allRoles)[number];

type CommonEnv = {
  roles: Role[];
  /** Where we listen. */
  port: number;
  /** How the world reaches us, without a slash at the end; null: nobody calls in (polling, Socket Mode). */
  publicUrl: string | null;
  redisUrl: string | null;
  dataDir: string;
  /** Without a token the playground stands in, outside production. */
  telegram: {
    token: string | null;
    apiRoot: string | null;
    webhookSecret: string | null;
    paymentToken: string | null;
  };
  slack: {
    botToken: string | null;
    appToken: string | null;
    signingSecret: string | null;
    apiUrl: string | null;
  };
  adminEmail: string | null;
  s3: { bucket: string; region: string; accessKeyId: string; secretAccessKey: string; endpoint: string | null } | null;
  stripe: { secret: string; webhookSecret: string; apiUrl: string | null } | null;
  yookassa: { shopId: string; secret: string; apiUrl: string | null } | null;
  httpsProxy: string | null;
  logLevel: string;
  demo: 'uk' | 'maple' | 'none';
  /** Telegram or Slack is the real one: an address off this machine. */
  meetsRealPeople: boolean;
};

export type DevelopmentEnv = CommonEnv & { mode: 'development'; databaseUrl: string | null; authSecret: string | null };
export type ProductionEnv = CommonEnv & { mode: 'production'; databaseUrl: string; authSecret: string | null };
export type Env = DevelopmentEnv | ProductionEnv;

/** What was read, before what is missing was refused. */
export type Unchecked = CommonEnv & {
  mode: Env['mode'];
  databaseUrl: string | null;
  authSecret: string | null;
};

const url = (...protocols: string[]) =>
  z
    .string()
    .trim()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
      message: `must be an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    });
const web = url('http:', 'https:').transform((text) => text.replace(/\/+$/, ''));
const word = z.string().trim();

const roles = z.string().transform((text, context): Role[] => {
  const words = text.split(/[\s,]+/).filter(Boolean);
  const unknown = words.filter((name) => !allRoles.some((role) => role === name));
  if (unknown.length > 0)
    context.addIssue({
      code: 'custom',
      message: `does not know ${unknown.join(', ')}; it knows ${allRoles.join(', ')}`,
    });
  return allRoles.filter((role) => words.includes(role));
});

export const variables = z.object({
  NODE_ENV: word.optional(),
  ROLES: roles.optional(),
  PORT: z.coerce.number({ message: 'must be a port number' }).int().min(0).max(65_535).default(8080),
  PUBLIC_URL: web.optional(),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  REDIS_URL: url('redis:', 'rediss:').optional(),
  DATA_DIR: word.default('.data'),
  TELEGRAM_BOT_TOKEN: word.regex(/^\d+:[\w-]+$/, 'does not look like 123456789:AA…, as @BotFather gives it').optional(),
  TELEGRAM_API_ROOT: web.optional(),
  TELEGRAM_WEBHOOK_SECRET: word.regex(/^[\w-]{16,256}$/, 'must be 16–256 of A-Z, a-z, 0-9, _ and -').optional(),
  TELEGRAM_PAYMENT_TOKEN: word.optional(),
  SLACK_BOT_TOKEN: word.startsWith('xoxb-', 'must start with xoxb-').optional(),
  SLACK_APP_TOKEN: word.startsWith('xapp-', 'must start with xapp-').optional(),
  SLACK_SIGNING_SECRET: word.optional(),
  SLACK_API_URL: url('http:', 'https:').optional(),
  AUTH_SECRET: word.min(32, 'must have at least 32 characters (openssl rand -base64 32)').optional(),
  ADMIN_EMAIL: z.email('must be an e-mail address').optional(),
  S3_BUCKET: word.optional(),
  S3_REGION: word.default('us-east-1'),
  S3_ACCESS_KEY_ID: word.optional(),
  S3_SECRET_ACCESS_KEY: word.optional(),
  S3_ENDPOINT: web.optional(),
  STRIPE_SECRET: word.optional(),
  STRIPE_WEBHOOK_SECRET: word.optional(),
  STRIPE_API_URL: web.optional(),
  YOOKASSA_SHOP_ID: word.optional(),
  YOOKASSA_SECRET: word.optional(),
  YOOKASSA_API_URL: web.optional(),
  HTTPS_PROXY: url('http:', 'https:').optional(),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  DEMO: z.enum(['uk', 'maple', 'none'], { message: 'is one of uk, maple, none' }).optional(),
});
export type Variables = z.output<typeof variables>;

/** The variables, grouped by subject. */
export function shapeEnv(from: Variables): Unchecked {
  const mode = from.NODE_ENV === 'production' ? 'production' : 'development';
  const meetsRealPeople = realPlatforms(from).length > 0;
  return {
    mode,
    roles: from.ROLES?.length ? from.ROLES : [...allRoles],
    port: from.PORT,
    publicUrl: from.PUBLIC_URL ?? null,
    databaseUrl: from.DATABASE_URL ?? null,
    redisUrl: from.REDIS_URL ?? null,
    dataDir: from.DATA_DIR,
    telegram: {
      token: from.TELEGRAM_BOT_TOKEN ?? null,
      apiRoot: from.TELEGRAM_API_ROOT ?? null,
      webhookSecret: from.TELEGRAM_WEBHOOK_SECRET ?? null,
      paymentToken: from.TELEGRAM_PAYMENT_TOKEN ?? null,
    },
    slack: {
      botToken: from.SLACK_BOT_TOKEN ?? null,
      appToken: from.SLACK_APP_TOKEN ?? null,
      signingSecret: from.SLACK_SIGNING_SECRET ?? null,
      apiUrl: from.SLACK_API_URL ?? null,
    },
    authSecret: from.AUTH_SECRET ?? null,
    adminEmail: from.ADMIN_EMAIL ?? null,
    s3: readS3(from),
    stripe:
      from.STRIPE_SECRET && from.STRIPE_WEBHOOK_SECRET
        ? {
            secret: from.STRIPE_SECRET,
            webhookSecret: from.STRIPE_WEBHOOK_SECRET,
            apiUrl: from.STRIPE_API_URL ?? null,
          }
        : null,
    yookassa:
      from.YOOKASSA_SHOP_ID && from.YOOKASSA_SECRET
        ? { shopId: from.YOOKASSA_SHOP_ID, secret: from.YOOKASSA_SECRET, apiUrl: from.YOOKASSA_API_URL ?? null }
        : null,
    httpsProxy: from.HTTPS_PROXY ?? null,
    logLevel: from.LOG_LEVEL,
    // Whoever brings a real token wants a house of their own: the demo is for those who bring none.
    demo: from.DEMO ?? (mode === 'production' || meetsRealPeople ? 'none' : 'uk'),
    meetsRealPeople,
  };
}

const telegramRoot = 'https://api.telegram.org';
const slackRoot = 'https://slack.com/api/';

/** The platforms whose real servers these variables lead to. */
export function realPlatforms(from: Variables): ('Telegram' | 'Slack')[] {
  const isTelegram = from.TELEGRAM_BOT_TOKEN && !isLoopback(from.TELEGRAM_API_ROOT ?? telegramRoot);
  const isSlack = from.SLACK_BOT_TOKEN && !isLoopback(from.SLACK_API_URL ?? slackRoot);
  return [...(isTelegram ? (['Telegram'] as const) : []), ...(isSlack ? (['Slack'] as const) : [])];
}

/** True for an address that never leaves this machine. */
export function isLoopback(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function readS3(from: Variables): CommonEnv['s3'] {
  if (!from.S3_BUCKET || !from.S3_ACCESS_KEY_ID || !from.S3_SECRET_ACCESS_KEY) return null;
  return {
    bucket: from.S3_BUCKET,
    region: from.S3_REGION,
    accessKeyId: from.S3_ACCESS_KEY_ID,
    secretAccessKey: from.S3_SECRET_ACCESS_KEY,
    endpoint: from.S3_ENDPOINT ?? null,
  };
}
