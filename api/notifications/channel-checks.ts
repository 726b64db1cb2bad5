import { getCompany } from '#api/company/company.ts';
import type { TxCtx } from '#api/core/ctx.ts';
import { listLostChannels } from '#api/staff/channels.ts';
import { deliver } from './deliver.ts';

/** Lets Slack be asked whether we are let into a channel; `occasion` asks once. */
export async function checkChannel(tx: TxCtx, channelId: string, occasion: string): Promise<void> {
  const subject = { type: 'company' as const, id: (await getCompany(tx)).id };
  const notice = { template: 'channel-check' as const, subject, data: {} };
  await deliver(tx, { ...notice, eventKey: `${occasion}:check`, recipient: { slackChannel: channelId } });
}

/** A channel that was lost may have come back without anything to be posted there. */
export async function checkLostChannels(tx: TxCtx, occasion: string): Promise<void> {
  for (const channelId of await listLostChannels(tx)) await checkChannel(tx, channelId, occasion);
}
