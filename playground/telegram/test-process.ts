import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFaults } from '../wire/faults.ts';
import { createJournal } from '../wire/journal.ts';
import { createTelegram } from './telegram.ts';
import { token } from './test-telegram.ts';

/** A Bot API in its own process, so that a test can kill it: prints its root and serves the folder it is given. */
const dir = process.argv[2] ?? '';
const server = createServer((req, res) => telegram.handle(req, res, (req.url ?? '').slice('/telegram'.length)));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}/telegram`;
const telegram = await createTelegram({
  dir,
  root,
  cast: {
    telegram: {
      bot: { id: 700000001, token, username: 'domovoy_demo_bot', first_name: 'Bot' },
      people: [{ id: 1, first_name: 'Anna', started: true }],
    },
  },
  journal: createJournal(),
  faults: createFaults(),
  limits: false,
});
process.stdout.write(`${root}\n`);
