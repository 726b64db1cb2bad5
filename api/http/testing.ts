import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCompany } from '#api/company/company.ts';
import { type StaffRole, systemActor } from '#api/core/actor.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { ensureFirstManager } from '#api/staff/sign-in.ts';
import { addStaff } from '#api/staff/staff.ts';
import { type AppOptions, createApp } from './app.ts';
import { createAuth } from './auth.ts';
import { allEndpoints } from './endpoints.ts';

export type Answer<T = Record<string, unknown>> = { status: number; headers: Headers; body: T };

/** A browser with its own cookies. */
export type Visitor = {
  call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<T>>;
  cookies: Map<string, string>;
};

export type HttpHouse = TestHouse & {
  base: string;
  visitor(): Visitor;
  /** A colleague who has set a password and signed in. */
  signedIn(...roles: StaffRole[]): Promise<Visitor & { staffId: string; email: string }>;
};

export const testPassword = 'long enough words';

/** The whole HTTP door on an empty database and a port of its own. */
export async function httpHouse(options: Partial<AppOptions> = {}): Promise<HttpHouse> {
  const house = await testCtx();
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const auth = createAuth(house.ctx, {
    secret: 'test '.repeat(10),
    baseUrl: base,
    isPublic: options.isPublic ?? false,
  });
  const endpoints = allEndpoints({ auth, brand: 'Domovoy', botUsername: () => 'house_bot' });
  const app = createApp(house.ctx, {
    ...{ brand: 'Domovoy', isPublic: false, mounts: [], checks: {} },
    api: { endpoints, whoIs: auth.whoIs, auth: auth.handle, adminFolder: '/nonexistent' },
    ...options,
  });
  server.on('request', app);
  let people = 0;
  const signedIn: HttpHouse['signedIn'] = async (...roles) => {
    const email = `colleague-${++people}@house.example`;
    const input = { name: `Colleague ${people}`, email, roles, locale: 'en' as const };
    const { staff, inviteToken } = await addStaff(house.ctx, systemActor, input);
    const visitor = aVisitor(base);
    await visitor.call('POST', '/api/v1/staff/welcome', { token: inviteToken, password: testPassword });
    return { ...visitor, staffId: staff.id, email };
  };
  return {
    ...house,
    base,
    visitor: () => aVisitor(base),
    signedIn,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await house.close();
    },
  };
}

/** The token of the first manager's link. */
export async function firstLink(house: HttpHouse, email = 'boss@house.example'): Promise<string> {
  const token = await ensureFirstManager(house.ctx, email);
  if (token === null) throw new Error('there is a manager already');
  return token;
}

export async function aCompany(house: HttpHouse): Promise<void> {
  await createCompany(house.ctx, {
    ...{ name: 'Cosy Quarter', country: 'RU', timeZone: 'Europe/Moscow', locale: 'ru', currency: 'RUB' },
    ...{ officePhone: '+7 495 000-00-00', officeHours: '9–18', emergencyPhone: '+7 495 000-00-01' },
  });
}

function aVisitor(base: string): Visitor {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async call(method, path, body, headers = {}) {
      const isRaw = body instanceof Uint8Array || typeof body === 'string';
      const sent = body === undefined ? undefined : isRaw ? (body as BodyInit) : JSON.stringify(body);
      const response = await fetch(`${base}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(body === undefined || isRaw ? {} : { 'content-type': 'application/json' }),
          ...(cookies.size > 0 ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
          ...headers,
        },
        ...(sent === undefined ? {} : { body: sent }),
      });
      for (const cookie of response.headers.getSetCookie()) keep(cookies, cookie);
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json') ?? false;
      return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : { text } };
    },
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';', 1);
  const at = pair.indexOf('=');
  const value = pair.slice(at + 1);
  if (value === '' || /max-age=0(;|$)/i.test(line)) cookies.delete(pair.slice(0, at));
  else cookies.set(pair.slice(0, at), value);
}
