import { type Role, realPlatforms, type Unchecked, type Variables } from './env-shape.ts';

/** What is missing or contradictory among variables that are each well-formed: sentences for the operator. */
export function checkEnv(env: Unchecked, from: Variables): string[] {
  return [
    ...checkTelegram(env, from),
    ...checkSlack(env),
    ...checkPairs(from),
    ...checkPayments(env),
    ...checkDemo(env, from),
    ...checkProduction(env),
  ];
}

function checkTelegram({ telegram, publicUrl }: Unchecked, from: Variables): string[] {
  const problems: string[] = [];
  if (telegram.apiRoot && !telegram.token)
    problems.push('TELEGRAM_API_ROOT is set without TELEGRAM_BOT_TOKEN: set the token that server knows, or neither.');
  if (telegram.webhookSecret && !publicUrl)
    problems.push('TELEGRAM_WEBHOOK_SECRET needs PUBLIC_URL, the https address that Telegram is to call.');
  const isReal = realPlatforms(from).includes('Telegram');
  if (telegram.webhookSecret && publicUrl && isReal && !publicUrl.startsWith('https:'))
    problems.push('PUBLIC_URL must start with https://: Telegram calls no other webhook.');
  return problems;
}

function checkSlack({ slack }: Unchecked): string[] {
  const needsBot = (['appToken', 'signingSecret', 'apiUrl'] as const).filter((name) => slack[name] && !slack.botToken);
  const names = { appToken: 'SLACK_APP_TOKEN', signingSecret: 'SLACK_SIGNING_SECRET', apiUrl: 'SLACK_API_URL' };
  const problems = needsBot.map(
    (name) => `${names[name]} is set without SLACK_BOT_TOKEN (xoxb-…, from "OAuth & Permissions" of the Slack app).`,
  );
  if (slack.botToken && !slack.appToken && !slack.signingSecret)
    problems.push(
      'SLACK_BOT_TOKEN needs SLACK_APP_TOKEN (xapp-…, "Basic Information", for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP).',
    );
  return problems;
}

/** Variables that only mean something together. */
const pairs = [
  ['STRIPE_SECRET', 'STRIPE_WEBHOOK_SECRET'],
  ['YOOKASSA_SHOP_ID', 'YOOKASSA_SECRET'],
  ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
] as const;

function checkPairs(from: Variables): string[] {
  return pairs.flatMap((names) => {
    const missing = names.filter((name) => !from[name]);
    if (missing.length === 0 || missing.length === names.length) return [];
    return [`${names.join(', ')} go together: ${missing.join(', ')} is missing.`];
  });
}

/** A provider's page is reached through ours, and it tells us at ours what became of a payment. */
function checkPayments({ mode, stripe, yookassa, publicUrl }: Unchecked): string[] {
  if (mode !== 'production' || publicUrl || (!stripe && !yookassa)) return [];
  return ['STRIPE_SECRET and YOOKASSA_SHOP_ID need PUBLIC_URL: residents pay at <PUBLIC_URL>/pay/….'];
}

/** People who do not exist must not write to people who do. */
function checkDemo({ demo }: Unchecked, from: Variables): string[] {
  const real = realPlatforms(from);
  if (demo === 'none' || real.length === 0) return [];
  return [
    `The demo company (DEMO=${demo}) never meets a real ${real.join(' or ')}. Start an empty company: DEMO=none npm start`,
  ];
}

function checkProduction(env: Unchecked): string[] {
  if (env.mode !== 'production') return [];
  const does = (role: Role) => env.roles.includes(role);
  const problems: string[] = [];
  if (!env.databaseUrl)
    problems.push(
      'DATABASE_URL is missing: the address of a PostgreSQL 15+ database, postgres://user:password@host/name.',
    );
  if (does('api') && !env.authSecret)
    problems.push('AUTH_SECRET is missing: signs admin sessions. Make one with: openssl rand -base64 32');
  if (does('api') && !env.adminEmail)
    problems.push('ADMIN_EMAIL is missing: the first manager; start prints a one-time link that sets the password.');
  if (does('telegram') && !env.telegram.token)
    problems.push('TELEGRAM_BOT_TOKEN is missing: write /newbot to @BotFather in Telegram.');
  if (does('slack') && !env.slack.botToken)
    problems.push(
      'SLACK_BOT_TOKEN is missing: make an app at https://api.slack.com/apps from bot/slack/manifest.json, install it, copy the xoxb- token.',
    );
  if (does('slack') && !env.slack.appToken && !env.slack.signingSecret)
    problems.push(
      'SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is missing: an xapp- token for Socket Mode, or the signing secret for HTTP; both under "Basic Information".',
    );
  if (env.roles.length < 4 && !env.redisUrl)
    problems.push(
      'REDIS_URL is missing: ROLES splits the house into several processes, and they agree on limits through Redis (redis://host:6379).',
    );
  return problems;
}
