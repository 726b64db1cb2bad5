import { request as nodeRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLog } from '#api/core/log.ts';
import { createApp } from './app.ts';
import { allEndpoints } from './endpoints.ts';
import { aCompany, type HttpHouse, httpHouse, testPassword } from './testing.ts';

let house: HttpHouse;
beforeAll(async () => {
  house = await httpHouse();
  await aCompany(house);
});
afterAll(() => house.close());

/** `fetch` sets `Host` itself. */
function callAs(headers: Record<string, string>): Promise<{ status: number; body: string }> {
  return new Promise((done, failed) => {
    const request = nodeRequest(`${house.base}/api/v1/session`, { headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      response.on('end', () => done({ status: response.statusCode ?? 0, body }));
    });
    request.on('error', failed);
    request.end();
  });
}

describe('the door', () => {
  it('answers only on this machine outside production', async () => {
    expect((await callAs({ host: 'evil.example' })).status).toBe(403);
    expect((await callAs({ host: 'localhost:8080' })).status).toBe(200);
    for (const name of ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded'])
      expect((await callAs({ [name]: '1.2.3.4' })).status).toBe(403);
  });

  it('takes no deed from a page of another site', async () => {
    const boss = await house.signedIn('manager');
    const building = { code: 'X', address: 'X 1', entrances: 1, floors: 1, hasLift: false, hasGas: false };
    const foreigners: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'null' },
    ];
    for (const headers of foreigners) {
      const answer = await boss.call('POST', '/api/v1/buildings', building, headers);
      expect(answer.body).toMatchObject({ status: 403, code: 'not-this-site' });
    }
    const signIn = { email: boss.email, password: testPassword };
    const foreign = await boss.call('POST', '/api/auth/sign-in/email', signIn, { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    expect((await boss.call('GET', '/api/v1/buildings', undefined, { origin: 'https://evil.example' })).status).toBe(
      200,
    );
    const own = await boss.call('POST', '/api/v1/buildings', building, { 'sec-fetch-site': 'same-origin' });
    expect(own.status).toBe(201);
  });

  it('refuses with problem documents', async () => {
    const boss = await house.signedIn('manager');
    const call = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
      const answer = await boss.call(method, path, body, headers);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.body).toMatchObject({ status: answer.status, type: `urn:domovoy:problem:${answer.body.code}` });
      return [answer.status, answer.body.code];
    };
    const json = { 'content-type': 'application/json' };
    expect(await call('GET', '/api/v1/nothing')).toEqual([404, 'not-found']);
    expect(await call('GET', '/nothing')).toEqual([404, 'not-found']);
    expect(await call('GET', '/admin/assets/gone.js')).toEqual([404, 'not-found']);
    expect(await call('GET', '/api/v1/units/not-an-id')).toEqual([422, 'input.invalid']);
    expect(await call('GET', `/api/v1/units/${'A'.repeat(22)}`)).toEqual([404, 'unit.not-found']);
    expect(await call('DELETE', '/api/v1/news')).toEqual([405, 'method.not-known']);
    expect(await call('POST', '/api/v1/news', '{"texts":', json)).toEqual([400, 'body.malformed']);
    expect(await call('POST', '/api/v1/news', 'texts=1', { 'content-type': 'text/plain' })).toEqual([
      415,
      'body.not-json',
    ]);
    expect(await call('POST', '/api/v1/news', `"${'x'.repeat(1_200_000)}"`, json)).toEqual([413, 'body.too-big']);
    expect(await call('GET', '/api/v1/units?after=%25%25')).toEqual([422, 'page.bad-cursor']);
    expect(await call('GET', '/api/v1/units/%E0%A4%A')).toEqual([400, 'body.malformed']);
    expect(await call('PUT', '/api/v1/settings/quiet-hours', { from: 'noon' })).toEqual([422, 'setting.bad-value']);
    expect(await call('PUT', '/api/v1/settings/unheard-of', {})).toEqual([422, 'input.invalid']);
  });

  it('says why in the language of the caller', async () => {
    const boss = await house.signedIn('manager');
    const answer = await boss.call('GET', `/api/v1/news/${'A'.repeat(22)}`, undefined, { 'accept-language': 'ru-RU' });
    expect(answer.body.detail).toMatch(/[а-я]/i);
  });

  it('keeps what went wrong inside to itself', async () => {
    const app = createApp(
      { ...house.ctx, log: openLog('silent') },
      {
        ...{ brand: 'Domovoy', isPublic: false, mounts: [], checks: {} },
        api: {
          endpoints: allEndpoints({
            auth: { baseUrl: house.base, signIn: async () => [] },
            brand: 'Domovoy',
            botUsername: () => null,
          }),
          whoIs: async () => {
            throw new Error('secret words of the database');
          },
          auth: () => undefined,
          adminFolder: '/nonexistent',
        },
      },
    );
    const server = app.listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const { port } = server.address() as { port: number };
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/session`);
    const text = await answer.text();
    server.closeAllConnections();
    server.close();
    expect(answer.status).toBe(500);
    expect(text).not.toContain('secret');
    expect(JSON.parse(text)).toMatchObject({ code: 'unexpected' });
  });

  it('reads no body of a stranger', async () => {
    const bytes = new Uint8Array(60_000_000);
    const answer = await house
      .visitor()
      .call('POST', '/api/v1/imports?target=residents&fileName=a.csv', bytes)
      .catch(() => ({ status: 401 }));
    expect(answer.status).toBe(401);
  });
});

describe('the document', () => {
  const endpoints = () =>
    allEndpoints({ auth: { baseUrl: '', signIn: async () => [] }, brand: 'Domovoy', botUsername: () => null });

  it('names every endpoint, its roles and its answers', async () => {
    type Operation = { summary: string; operationId: string; responses: Record<string, unknown>; security?: unknown };
    const { body } = await house.visitor().call<{
      openapi: string;
      paths: Record<string, Record<string, Operation>>;
      components: { schemas: Record<string, unknown> };
    }>('GET', '/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const operations = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
    );
    expect(operations.map(({ path, method }) => `${method} ${path}`).sort()).toEqual(
      endpoints()
        .map(({ path, method }) => `${method} /api/v1${path}`)
        .sort(),
    );
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    const open = operations.filter(({ security }) => !security).map(({ path }) => path);
    expect(open.sort()).toEqual(['/api/v1/session', '/api/v1/staff/welcome', '/api/v1/staff/welcome/check']);
    expect(JSON.stringify(body)).not.toContain('undefined');
    const refs = [...JSON.stringify(body).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name ?? '');
    for (const name of refs) expect(body.components.schemas).toHaveProperty(name);
  });

  it('has a page with nothing from elsewhere', async () => {
    const page = await house.visitor().call('GET', '/api/docs/');
    expect(page.status).toBe(200);
    expect(String(page.body.text)).not.toMatch(/(src|href)="https?:/);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  });
});

describe('who may', () => {
  it('lets each role do what the document says and nothing else', async () => {
    const technician = await house.signedIn('technician');
    const statuses = await Promise.all(
      [
        ['GET', '/api/v1/tickets'],
        ['GET', '/api/v1/news'],
        ['GET', '/api/v1/residents'],
        ['GET', `/api/v1/units/${'A'.repeat(22)}`],
        ['POST', '/api/v1/news'],
        ['POST', '/api/v1/buildings'],
        ['POST', '/api/v1/staff'],
        ['GET', '/api/v1/imports'],
        ['PUT', '/api/v1/settings/brand'],
        ['GET', '/api/v1/join-requests'],
      ].map(async ([method = '', path = '']) => (await technician.call(method, path)).status),
    );
    expect(statuses).toEqual([200, 200, 403, 403, 403, 403, 403, 403, 403, 403]);
  });

  it('lets a stranger see no more than whose house this is', async () => {
    const stranger = house.visitor();
    const { body } = await stranger.call('GET', '/api/v1/session');
    expect(body).toMatchObject({ me: null, quietHours: null, company: { name: 'Cosy Quarter' } });
    const closed = allEndpoints({
      auth: { baseUrl: '', signIn: async () => [] },
      brand: '',
      botUsername: () => null,
    }).filter(({ access }) => access !== 'anybody');
    for (const { method, path } of closed) {
      const answer = await stranger.call(
        method.toUpperCase(),
        `/api/v1${path.replace('{id}', 'x').replace('{key}', 'x')}`,
      );
      expect(answer.status).toBe(401);
    }
  });
});
