import { describe, expect, it } from 'vitest';
import { EnvError, readEnv } from './env.ts';

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://u:p@db/house',
  AUTH_SECRET: 'x'.repeat(32),
  ADMIN_EMAIL: 'manager@example.org',
  TELEGRAM_BOT_TOKEN: '123456789:AAAA',
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_APP_TOKEN: 'xapp-1',
};

function problemsOf(source: Record<string, string>): string[] {
  try {
    readEnv(source);
    return [];
  } catch (error) {
    if (error instanceof EnvError) return error.problems;
    throw error;
  }
}

describe('nothing set', () => {
  it('is a whole demo house on this machine', () => {
    expect(readEnv({})).toMatchObject({
      mode: 'development',
      roles: ['api', 'worker', 'telegram', 'slack'],
      port: 8080,
      publicUrl: null,
      databaseUrl: null,
      redisUrl: null,
      dataDir: '.data',
      demo: 'uk',
      logLevel: 'info',
      s3: null,
      stripe: null,
      yookassa: null,
      telegram: { token: null },
      slack: { botToken: null },
    });
  });

  it('is what empty variables mean', () => {
    expect(readEnv({ DATABASE_URL: '', TELEGRAM_BOT_TOKEN: ' ', ROLES: '' })).toEqual(readEnv({}));
  });
});

describe('production', () => {
  it('starts when everything is there', () => {
    expect(readEnv(production)).toMatchObject({
      mode: 'production',
      databaseUrl: 'postgres://u:p@db/house',
      demo: 'none',
    });
  });

  it('names everything that is missing at once, with how to get it', () => {
    const problems = problemsOf({ NODE_ENV: 'production' });
    for (const name of Object.keys(production).filter((key) => key !== 'NODE_ENV'))
      expect(problems.join('\n')).toContain(name);
    expect(problems.join('\n')).toContain('@BotFather');
  });

  it.each(Object.keys(production).filter((key) => key !== 'NODE_ENV'))('names a missing %s', (name) => {
    const { [name as keyof typeof production]: _, ...rest } = production;
    expect(problemsOf(rest).join('\n')).toContain(`${name}`);
  });

  it('names what is missing beside what is malformed', () => {
    const { DATABASE_URL: _, ...rest } = production;
    expect(problemsOf({ ...rest, SLACK_APP_TOKEN: 'nonsense' })).toEqual([
      expect.stringContaining('SLACK_APP_TOKEN: must start with xapp-'),
      expect.stringContaining('DATABASE_URL is missing'),
    ]);
  });

  it('asks a process only for what its roles need', () => {
    const source = {
      NODE_ENV: 'production',
      DATABASE_URL: 'postgres://db/house',
      REDIS_URL: 'redis://r',
      ROLES: 'worker',
    };
    expect(readEnv(source).roles).toEqual(['worker']);
  });

  it('refuses several processes without Redis', () => {
    expect(problemsOf({ ...production, ROLES: 'api,worker' })).toEqual([
      expect.stringContaining('REDIS_URL is missing'),
    ]);
    expect(problemsOf({ ...production, ROLES: 'slack, telegram, worker, api' })).toEqual([]);
  });
});

describe('words and shapes', () => {
  it('refuses a role it does not know', () => {
    expect(problemsOf({ ROLES: 'api,wroker' })).toEqual([expect.stringContaining('wroker')]);
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://db/house'],
    ['REDIS_URL', 'localhost:6379'],
    ['PUBLIC_URL', 'domovoy.example.org'],
    ['TELEGRAM_BOT_TOKEN', 'bot'],
    ['SLACK_BOT_TOKEN', 'xapp-1'],
    ['HTTPS_PROXY', 'proxy:3128'],
    ['LOG_LEVEL', 'loud'],
    ['DEMO', 'moon'],
    ['ADMIN_EMAIL', 'manager'],
    ['AUTH_SECRET', 'short'],
  ])('refuses %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringContaining(name)]);
  });

  it('takes slashes off the end of PUBLIC_URL', () => {
    expect(readEnv({ PUBLIC_URL: 'https://d.example.org/' }).publicUrl).toBe('https://d.example.org');
  });
});

describe('what only goes together', () => {
  const token = '123456789:AAAA';
  it('a webhook secret and an address to call', () => {
    expect(problemsOf({ TELEGRAM_WEBHOOK_SECRET: 's'.repeat(32) })).toEqual([expect.stringContaining('PUBLIC_URL')]);
  });

  it('a real Telegram and https', () => {
    const source = { DEMO: 'none', TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: 's'.repeat(32) };
    expect(problemsOf({ ...source, PUBLIC_URL: 'http://d.example.org' })).toEqual([
      expect.stringContaining('https://'),
    ]);
    expect(problemsOf({ ...source, PUBLIC_URL: 'https://d.example.org' })).toEqual([]);
  });

  it('another Bot API server and its token', () => {
    expect(problemsOf({ TELEGRAM_API_ROOT: 'http://127.0.0.1:8081' })).toEqual([
      expect.stringContaining('TELEGRAM_BOT_TOKEN'),
    ]);
  });

  it("Slack's bot token and a way to hear", () => {
    expect(problemsOf({ DEMO: 'none', SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual([
      expect.stringContaining('SLACK_APP_TOKEN'),
    ]);
    expect(problemsOf({ SLACK_APP_TOKEN: 'xapp-1' })).toEqual([expect.stringContaining('SLACK_BOT_TOKEN')]);
  });

  it('the halves of a provider and of a bucket', () => {
    expect(problemsOf({ STRIPE_SECRET: 'sk' })).toEqual([expect.stringContaining('STRIPE_WEBHOOK_SECRET is missing')]);
    expect(problemsOf({ S3_BUCKET: 'b', S3_ACCESS_KEY_ID: 'a' })).toEqual([
      expect.stringContaining('S3_SECRET_ACCESS_KEY is missing'),
    ]);
    expect(readEnv({ YOOKASSA_SHOP_ID: '1', YOOKASSA_SECRET: 's' }).yookassa).toEqual({
      shopId: '1',
      secret: 's',
      apiUrl: null,
    });
  });
});

describe('demo data', () => {
  it('stays away from whoever brings a real token and says nothing else', () => {
    expect(readEnv({ TELEGRAM_BOT_TOKEN: '123456789:AA' })).toMatchObject({ demo: 'none', meetsRealPeople: true });
    const emulated = { TELEGRAM_BOT_TOKEN: '123456789:AA', TELEGRAM_API_ROOT: 'http://127.0.0.1:9/bot' };
    expect(readEnv(emulated)).toMatchObject({ demo: 'uk', meetsRealPeople: false });
  });

  const token = { TELEGRAM_BOT_TOKEN: '123456789:AAAA' };
  const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

  it('never meets a real Telegram or Slack, and the refusal names the way out', () => {
    for (const source of [token, slack, { ...token, TELEGRAM_API_ROOT: 'https://bots.example.org' }])
      expect(problemsOf({ ...source, DEMO: 'uk' })).toEqual([expect.stringContaining('DEMO=none npm start')]);
    expect(problemsOf({ ...token, DEMO: 'none' })).toEqual([]);
  });

  it('runs against whatever answers on loopback', () => {
    for (const root of ['http://127.0.0.1:9000', 'http://localhost:9000', 'http://[::1]:9000'])
      expect(problemsOf({ ...token, DEMO: 'uk', TELEGRAM_API_ROOT: root })).toEqual([]);
    const elsewhere = { ...token, DEMO: 'uk', TELEGRAM_API_ROOT: 'http://127.0.0.1.example.org' };
    expect(problemsOf(elsewhere)).toHaveLength(1);
  });
});
