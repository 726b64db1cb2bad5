import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import type { Request, Response } from 'express';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { findStaffByAuthUser, type StaffInfo, staffActor } from '#api/staff/staff.ts';
import { handleAuth } from './auth-door.ts';
import { type RedisCommand, signInLimits } from './limits.ts';
import { passwordLength } from './passwords.ts';
import { webHeaders } from './web-headers.ts';

export type AuthOptions = {
  /** Signs the sessions' cookies; at least 32 characters. */
  secret: string;
  /** How browsers reach us, without a slash at the end. */
  baseUrl: string;
  /** In production: cookies travel over https only. */
  isPublic: boolean;
  /** Shares the count of failed tries between processes. */
  redis?: RedisCommand | undefined;
};

export type Auth = {
  baseUrl: string;
  /** `/api/auth/*`: sign in, sign out, sessions, change the password. */
  handle(request: Request, response: Response): void;
  /** The active colleague behind a request's session; null for everybody else. */
  whoIs(request: Request): Promise<Actor | null>;
  /** Signs in with an address and a password; gives the session's cookies. */
  signIn(headers: Headers, input: { email: string; password: string }): Promise<string[]>;
};

/**
 * Colleagues' sign-in: better-auth with address and password, sign-up off. Roles stay in our own tables and are read anew with
 * every request, so that a colleague who was deactivated is nobody at once.
 */
export function createAuth(ctx: Ctx, options: AuthOptions): Auth {
  const auth = openBetterAuth(ctx, options);
  const findStaff = async (headers: Headers): Promise<StaffInfo | null> => {
    if (!headers.has('cookie')) return null;
    const session = await auth.api.getSession({ headers });
    return session ? findStaffByAuthUser(ctx, session.user.id) : null;
  };
  return {
    baseUrl: options.baseUrl,
    handle: handleAuth({ handler: auth.handler, baseUrl: options.baseUrl, limits: signInLimits(options.redis) }),
    whoIs: async (request) => {
      const staff = await findStaff(webHeaders(request.headers));
      return staff?.isActive ? staffActor(staff) : null;
    },
    signIn: async (headers, body) => {
      const response = await auth.api.signInEmail({ headers, body, asResponse: true });
      if (!response.ok) throw new Error('the password that was just set was not accepted');
      return response.headers.getSetCookie();
    },
  };
}

function openBetterAuth(ctx: Ctx, { secret, baseUrl, isPublic }: AuthOptions) {
  return betterAuth({
    secret,
    baseURL: baseUrl,
    basePath: '/api/auth',
    database: prismaAdapter(ctx.db, { provider: 'postgresql' }),
    user: { modelName: 'authUser' },
    session: { modelName: 'authSession', expiresIn: 14 * 24 * 3600, updateAge: 24 * 3600 },
    account: { modelName: 'authAccount' },
    verification: { modelName: 'authVerification' },
    emailAndPassword: {
      ...{ enabled: true, disableSignUp: true },
      ...{ minPasswordLength: passwordLength.min, maxPasswordLength: passwordLength.max },
    },
    databaseHooks: {
      session: { create: { before: async ({ userId }) => ((await isColleague(ctx, userId)) ? undefined : false) } },
    },
    advanced: {
      cookiePrefix: 'staff',
      useSecureCookies: isPublic,
      // Other sites are kept out by our own guard, for the whole API alike.
      disableCSRFCheck: true,
      disableOriginCheck: true,
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (level, message) => ctx.log[level === 'error' ? 'error' : 'warn']({ message }, 'auth'),
    },
  });
}

async function isColleague(ctx: Ctx, authUserId: string): Promise<boolean> {
  return (await findStaffByAuthUser(ctx, authUserId))?.isActive ?? false;
}
