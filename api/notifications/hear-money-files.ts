import { z } from 'zod';
import { getCompany } from '#api/company/company.ts';
import type { TxCtx } from '#api/core/ctx.ts';
import type { Hearer } from '#api/core/hearing.ts';
import { slackFor, tellAccountants } from './audience.ts';
import { bumpCardsOnce, placeCard } from './cards.ts';

/** So many payments of one file become cards; more would bury the channel, and wait in the admin page. */
const mostCards = 10;

const ofBatch = z.object({ batchId: z.uuid() });

/** A line that says how many, and a card for each of the first, oldest in the file first. */
const queued: Hearer = async (tx, data, event) => {
  const { batchId } = ofBatch.parse(data);
  const channel = await slackFor(tx, 'billing');
  if (!channel) return;
  const open = await tx.db.unmatchedPayment.findMany({
    where: { batchId, state: 'open' },
    orderBy: { line: 'asc' },
    select: { id: true },
  });
  if (open.length === 0) return;
  const told = { batchId, count: open.length, shown: Math.min(mostCards, open.length) };
  await tellAccountants(tx, event.id, {
    template: 'unmatched-queued',
    subject: await company(tx),
    data: told,
  });
  for (const { id } of open.slice(0, mostCards)) {
    await placeCard(tx, { subject: { type: 'unmatched-payment', id }, place: `slack:${channel}`, channel: 'slack' });
  }
};

/** One was settled, or a whole file was undone. */
const changed: Hearer = async (tx, data) => {
  const { unmatchedId, batchId } = z
    .object({ unmatchedId: z.uuid().optional(), batchId: z.uuid().optional() })
    .parse(data);
  const all = unmatchedId
    ? [{ id: unmatchedId }]
    : await tx.db.unmatchedPayment.findMany({ where: { batchId: batchId ?? '' }, select: { id: true } });
  for (const { id } of all) await bumpCardsOnce(tx, { type: 'unmatched-payment', id });
};

/** A file stated other balances than ours: accountants hear how many. */
const applied: Hearer = async (tx, data, event) => {
  const { batchId } = ofBatch.parse(data);
  const differing = { importBatchId: batchId, kind: 'reconciliation', reversesId: null };
  const count = await tx.db.ledgerEntry.count({ where: differing });
  if (count === 0) return;
  const told = { batchId, count };
  await tellAccountants(tx, event.id, { template: 'balances-differ', subject: await company(tx), data: told });
};

async function company(tx: TxCtx): Promise<{ type: 'company'; id: string }> {
  return { type: 'company', id: (await getCompany(tx)).id };
}

export const moneyFileHearers: Record<string, Hearer[]> = {
  'unmatched.queued': [queued],
  'unmatched.changed': [changed],
  'import.applied': [applied],
};
