import { type Ctx, inTransaction } from '#api/core/ctx.ts';
import { openDatabase } from '#api/core/db.ts';
import { openDiskFiles } from '#api/core/files.ts';
import { openLog } from '#api/core/log.ts';
import { realNow } from '#api/core/time.ts';
import { lookAtPayment } from './look.ts';
import { yookassa } from './providers/yookassa.ts';

/**
 * A process that dies between a provider's success and our commit: `crash-child.ts <where> <database url> <keys of the provider>
 * <provider's ref>`. It ends itself with SIGKILL, so nothing is closed, flushed or said goodbye to.
 */
const [where, databaseUrl = '', keys = '{}', providerRef = ''] = process.argv.slice(2);
const { db } = openDatabase(databaseUrl, 5);
const ctx: Ctx = { db, now: realNow, log: openLog('silent'), files: openDiskFiles('/nonexistent') };
const die = () => process.kill(process.pid, 'SIGKILL');
const { root, shopId, secret } = JSON.parse(keys) as { root: string; shopId: string; secret: string };
const provider = yookassa({ shopId, secret, apiUrl: root, fetch, trusted: async () => [] });

if (where === 'before-booking') {
  await provider.fetchStatus({ providerRef });
  die();
}

if (where === 'before-commit') {
  await inTransaction(ctx, async (tx) => {
    await lookAtPayment(tx, provider, { providerRef });
    die();
    await new Promise(() => {});
  });
}
