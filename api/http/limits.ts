import { ipKeyGenerator, type RateLimitRequestHandler, rateLimit } from 'express-rate-limit';
import { RedisStore } from 'rate-limit-redis';
import { problem, sendProblem } from './problem.ts';

/** A Redis client as far as counting needs one (ioredis has `call`). */
export type RedisCommand = { call(command: string, ...args: string[]): Promise<unknown> };

const minutes = 60_000;

/** Failed tries in a quarter of an hour: from one address of the network, and for one account from anywhere. */
export function signInLimits(redis?: RedisCommand): RateLimitRequestHandler[] {
  return [
    limitFailures({ prefix: 'sign-in:ip:', limit: 20, redis, keyOf: ({ ip }) => ipKeyGenerator(ip ?? '') }),
    limitFailures({ prefix: 'sign-in:account:', limit: 50, redis, keyOf: ({ body }) => accountOf(body) }),
  ];
}

type Limit = {
  prefix: string;
  limit: number;
  redis: RedisCommand | undefined;
  keyOf(request: { ip?: string | undefined; body?: unknown }): string;
};

function limitFailures({ prefix, limit, redis, keyOf }: Limit): RateLimitRequestHandler {
  return rateLimit({
    windowMs: 15 * minutes,
    limit,
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: keyOf,
    handler: (_request, response) => sendProblem(response, problem(429, 'sign-in.too-many')),
    ...(redis ? { store: storeIn(redis, prefix) } : {}),
  });
}

function storeIn(redis: RedisCommand, prefix: string): RedisStore {
  return new RedisStore({
    prefix: `limit:${prefix}`,
    sendCommand: async (command, ...args) => (await redis.call(command, ...args)) as number,
  });
}

function accountOf(body: unknown): string {
  const email = (body as { email?: unknown } | null)?.email;
  return typeof email === 'string' ? email.trim().toLowerCase().slice(0, 200) : '';
}
