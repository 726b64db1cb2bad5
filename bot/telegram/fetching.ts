import type { Api } from 'grammy';
import { claimRemoteAttachments, markRefused, markStored, mostFetchAttempts } from '#api/conversations/attachments.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { type Pump, startPump } from '#api/core/pump.ts';
import { refusalOf } from './api.ts';
import { downloadCap } from './incoming.ts';

type Source = { token: string; apiRoot: string; fetch: typeof globalThis.fetch };

/** Brings photos, voices and files that residents sent into our own storage, soon after they were sent. */
export function startFetching(ctx: Ctx, api: Api, source: Source): Pump {
  return startPump(
    'telegram files',
    async () => {
      const claimed = await claimRemoteAttachments(ctx, 'telegram', 4);
      await Promise.all(claimed.map((one) => fetchOne(ctx, api, source, one)));
      return claimed.length > 0;
    },
    ctx.log,
  );
}

async function fetchOne(
  ctx: Ctx,
  api: Api,
  source: Source,
  attachment: { id: string; sourceRef: string; attempts: number },
): Promise<void> {
  try {
    const { file_path } = await api.getFile(attachment.sourceRef);
    if (!file_path) throw new Error('no path for the file');
    const response = await source.fetch(`${source.apiRoot.replace(/\/+$/, '')}/file/bot${source.token}/${file_path}`);
    if (!response.ok) throw new Error(`download answered ${response.status}`);
    if (Number(response.headers.get('content-length') ?? 0) > downloadCap)
      return await markRefused(ctx, attachment.id, 'too-big');
    await markStored(ctx, attachment.id, { bytes: new Uint8Array(await response.arrayBuffer()) });
  } catch (error) {
    // The lease brings it back; what Telegram refuses for good is not asked for again.
    if (refusalOf(error) === 'refused' || attachment.attempts >= mostFetchAttempts)
      await markRefused(ctx, attachment.id, 'not-available');
    else ctx.log.warn({ error, attachmentId: attachment.id }, 'file not fetched yet');
  }
}
