import { createHash } from 'node:crypto';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Ctx } from '#api/core/ctx.ts';
import { describeFailure } from '#api/core/hearing.ts';
import type { JsonObject } from '#api/core/outbox.ts';
import type { Pump } from '#api/core/pump.ts';
import { claimInbound, failInbound, finishInbound, type InboundRow, storeInbound } from '#api/inbound/inbound.ts';
import { startLanes } from './lanes.ts';

/** What cannot wait for a row: a trigger dies in three seconds, and a modal's errors are shown in the modal. */
export type Inline = {
  /** True for what is nobody's business: our own posts and edits, words outside our threads' form. */
  isNoise(body: JsonObject): boolean;
  /** True for what opens a modal and changes nothing. */
  isOpener(body: JsonObject): boolean;
  /** What is wrong with a sent modal, by block; null when it may be taken. */
  complain(body: JsonObject): Promise<Record<string, string> | null>;
  /** The same modal with one more question, which what was filled in leads to; null when there is none. */
  ask(body: JsonObject): Promise<ModalView | null>;
  /** What a sent modal leads to instead of a deed: a look at what would be done; null when it may be done. */
  preview(body: JsonObject): Promise<ModalView | null>;
  /** True for a look whose sending closes what it was a look at, too. */
  isPreview(body: JsonObject): boolean;
};

export type Inbox = {
  /** Stands between what receives from Slack and the app: stores, acknowledges, and lets the app work from the rows. */
  guard(receiver: Receiver): Receiver;
  wake(): void;
  stop(): Promise<void>;
};

const source = 'slack';

/**
 * Everything Slack tells is a row before it is acknowledged, because Slack does not repeat what was acknowledged; then the
 * app works from the row, in order within a ticket or a thread, and once: a row that came twice is the same row.
 * `gaveUp` is called when a row has failed for good.
 */
export function createInbox(ctx: Ctx, inline: Inline, gaveUp: (body: JsonObject) => Promise<void>): Inbox {
  let app: App | null = null;
  let lanes: Pump | null = null;

  async function receive({ body, ack, customProperties }: ReceiverEvent): Promise<void> {
    const event = withoutToken(body);
    if (inline.isNoise(event)) return ack();
    const row = { key: keyOf(event, customProperties), source, kind: kindOf(event), line: lineOf(event), body: event };
    if (inline.isOpener(event)) {
      const isNew = await storeInbound(ctx, { ...row, isDone: true });
      await ack();
      if (isNew) await open(event);
      return;
    }
    const errors = row.kind === 'view_submission' ? await inline.complain(event) : null;
    if (errors) return ack({ response_action: 'errors', errors });
    const asked = row.kind === 'view_submission' ? await inline.ask(event) : null;
    if (asked) return ack({ response_action: 'update', view: asked });
    const view = row.kind === 'view_submission' ? await inline.preview(event) : null;
    if (view) return ack({ response_action: 'push', view });
    await storeInbound(ctx, row);
    await ack(row.kind === 'view_submission' && inline.isPreview(event) ? { response_action: 'clear' } : undefined);
    lanes?.wake();
  }

  /** There is no second try: the trigger is dead by then. The person presses again. */
  async function open(body: JsonObject): Promise<void> {
    try {
      await app?.processEvent({ body, ack: async () => {} });
    } catch (error) {
      ctx.log.warn({ error: unwrapped(error) }, 'a form was not opened');
      await gaveUp(body);
    }
  }

  async function work(row: InboundRow): Promise<void> {
    try {
      await app?.processEvent({ body: row.body, ack: async () => {}, customProperties: { rowKey: row.key } });
      await finishInbound(ctx, row.key);
    } catch (error) {
      const { isOver } = await failInbound(ctx, row.key, describeFailure(unwrapped(error)));
      ctx.log.error(
        { error: unwrapped(error), key: row.key, kind: row.kind, isOver },
        'what Slack told was not worked off',
      );
      if (isOver) await gaveUp(row.body);
    }
  }

  return {
    guard: (receiver) => ({
      init(bolt) {
        app = bolt;
        // Whatever receives knows the app by this one method.
        receiver.init({ processEvent: receive } as App);
        lanes = startLanes({
          name: 'slack inbox',
          claim: (limit) => claimInbound(ctx, source, limit),
          laneOf: (row) => row.line,
          work,
          log: ctx.log,
          freshMs: 12_000,
        });
      },
      start: (...args) => receiver.start(...args),
      stop: (...args) => receiver.stop(...args),
    }),
    wake: () => lanes?.wake(),
    stop: async () => lanes?.stop(),
  };
}

const words = z.string().optional().catch(undefined);
const shape = z.object({
  type: words,
  command: words,
  event_id: words,
  team_id: words,
  team: z.object({ id: words }).optional().catch(undefined),
  channel_id: words,
  channel: z.object({ id: words }).optional().catch(undefined),
  event: z
    .object({
      type: words,
      channel: words,
      ts: words,
      thread_ts: words,
      previous_message: z.object({ thread_ts: words }).optional(),
    })
    .optional()
    .catch(undefined),
  view: z.object({ private_metadata: words }).optional().catch(undefined),
  actions: z
    .array(z.object({ block_id: words }))
    .optional()
    .catch(undefined),
});

/**
 * The same thing told twice has one key: Slack's event id; the envelope of an interaction; else a hash of all it says, with the
 * trigger that is never given twice.
 */
function keyOf(body: JsonObject, custom: ReceiverEvent['customProperties']): string {
  const { event_id, team_id, team } = shape.parse(body);
  const envelope = typeof custom?.envelopeId === 'string' ? custom.envelopeId : null;
  const id = event_id ?? envelope ?? createHash('sha256').update(JSON.stringify(body)).digest('base64url');
  return `slack:${team_id ?? team?.id ?? ''}:${id}`;
}

function kindOf(body: JsonObject): string {
  const { type, command, event } = shape.parse(body);
  return event?.type ?? type ?? (command ? 'command' : 'unknown');
}

/** What must stay in order: a ticket's card by its block, a modal by what it is about, words by their thread. */
function lineOf(body: JsonObject): string {
  const { event, view, actions, channel, channel_id } = shape.parse(body);
  if (event) return `${event.channel}:${event.thread_ts ?? event.previous_message?.thread_ts ?? event.ts ?? ''}`;
  const block = actions?.[0]?.block_id;
  if (block) return block;
  return view?.private_metadata ?? channel?.id ?? channel_id ?? 'rest';
}

/** Slack's verification token proves nothing any more and need not lie in our database. */
function withoutToken(body: Record<string, unknown>): JsonObject {
  const { token: _, ...rest } = body;
  return rest as JsonObject;
}

/** Bolt wraps what a listener throws. */
export function unwrapped(error: unknown): unknown {
  return error instanceof Error && 'original' in error && error.original instanceof Error ? error.original : error;
}
