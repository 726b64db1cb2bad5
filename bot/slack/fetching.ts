import {
  attachmentCapBytes,
  claimRemoteAttachments,
  markRefused,
  markStored,
  mostFetchAttempts,
} from '#api/conversations/attachments.ts';
import { type Pump, startPump } from '#api/core/pump.ts';
import type { Desk } from './desk.ts';
import { refusalOf } from './refusals.ts';
import type { Fetch } from './wire.ts';

type Source = { token: string; fetch: Fetch };

/** Brings photos and files that colleagues put into Slack into our own storage, soon after. */
export function startFetching(desk: Desk, source: Source): Pump {
  return startPump(
    'slack files',
    async () => {
      const claimed = await claimRemoteAttachments(desk.ctx, 'slack', 4);
      await Promise.all(claimed.map((one) => fetchOne(desk, source, one)));
      return claimed.length > 0;
    },
    desk.ctx.log,
  );
}

async function fetchOne(
  { ctx, client }: Desk,
  { token, fetch }: Source,
  attachment: { id: string; sourceRef: string; attempts: number },
): Promise<void> {
  try {
    const { file } = await client.files.info({ file: attachment.sourceRef });
    if ((file?.size ?? 0) > attachmentCapBytes) return await markRefused(ctx, attachment.id, 'too-big');
    const address = file?.url_private_download ?? file?.url_private;
    // A file hidden by the free plan's limits has no address.
    if (!address) return await markRefused(ctx, attachment.id, 'not-available');
    const response = await fetch(address, { headers: { authorization: `Bearer ${token}` }, redirect: 'manual' });
    // Without the right scope Slack sends everybody to its sign-in page.
    if (!response.ok) throw new Error(`download answered ${response.status}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    await markStored(ctx, attachment.id, { bytes, ...(file?.name ? { name: file.name } : {}) });
  } catch (error) {
    // The lease brings it back; what Slack refuses for good is not asked for again.
    if (refusalOf(error) === 'refused' || attachment.attempts >= mostFetchAttempts) {
      await markRefused(ctx, attachment.id, 'not-available');
    } else ctx.log.warn({ error, attachmentId: attachment.id }, 'file not fetched yet');
  }
}
