/** The least an honest acknowledgement costs: the signature checked, the event stored by one statement, 200. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { Pool } from 'pg';

const { DATABASE_URL = '', PORT = '0', SIGNING_SECRET = '' } = process.env;
const pool = new Pool({ connectionString: DATABASE_URL, max: 20 });
await pool.query('create table if not exists bare_event (key text primary key, body jsonb not null)');

createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  const stamp = String(request.headers['x-slack-request-timestamp']);
  const wanted = `v0=${createHmac('sha256', SIGNING_SECRET).update(`v0:${stamp}:${text}`).digest('hex')}`;
  const given = String(request.headers['x-slack-signature']);
  if (given.length !== wanted.length || !timingSafeEqual(Buffer.from(given), Buffer.from(wanted))) {
    response.writeHead(401).end();
    return;
  }
  const body = new URLSearchParams(text).get('payload') ?? '{}';
  const key = createHash('sha256').update(body).digest('base64url');
  await pool.query('insert into bare_event (key, body) values ($1, $2) on conflict do nothing', [key, body]);
  response.writeHead(200).end();
}).listen(Number(PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
