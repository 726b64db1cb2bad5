import type { Update } from '@grammyjs/types';
import type { World } from './world.ts';

type UpdateKind = Exclude<keyof Update, 'update_id'>;

/** Everything but these comes unless the bot says otherwise. */
const onlyOnRequest = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);
const answeredSoon = new Set(['callback_query', 'pre_checkout_query', 'shipping_query', 'inline_query']);

/** Milliseconds a query waits for its answer. */
export const queryLifetime = 150_000;
const messageLifetime = 24 * 3600_000;

const knownKinds = new Set([
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
  'message_reaction',
  'message_reaction_count',
  'inline_query',
  'chosen_inline_result',
  'callback_query',
  'shipping_query',
  'pre_checkout_query',
  'purchased_paid_media',
  'poll',
  'poll_answer',
  'my_chat_member',
  'chat_member',
  'chat_join_request',
  'chat_boost',
  'removed_chat_boost',
]);

/** Keeps the list for updates to come; an empty list is the default again, an absent one changes nothing. */
export function setAllowedUpdates(world: World, value: unknown): void {
  if (!Array.isArray(value)) return;
  const kinds = value.filter((kind) => knownKinds.has(String(kind))).map(String);
  const now = allowedUpdates(world);
  if (kinds.join() !== (now ?? []).join()) world.facts.put('allowed_updates', kinds.length > 0 ? kinds : null);
}

export function allowedUpdates(world: World): string[] | null {
  return (world.facts.get('allowed_updates') as string[] | null | undefined) ?? null;
}

const listeners = new WeakMap<World, () => void>();

/** Whoever delivers (a held poll, the webhook) hears of every new update. */
export function onNewUpdate(world: World, listener: () => void): void {
  listeners.set(world, listener);
}

/** Queues an update for the bot; null when the bot did not ask for this kind. */
export function pushUpdate<K extends UpdateKind>(
  world: World,
  kind: K,
  payload: NonNullable<Update[K]>,
  lane: string,
): number | null {
  const allowed = allowedUpdates(world);
  if (allowed ? !allowed.includes(kind) : onlyOnRequest.has(kind)) return null;
  const id = world.next('update');
  const lifetime = answeredSoon.has(kind) ? queryLifetime : messageLifetime;
  world.updates.put(id, {
    update: { update_id: id, [kind]: payload } as unknown as Update,
    expires: world.clock.now() + lifetime,
    lane,
  });
  listeners.get(world)?.();
  return id;
}

/** Updates from `offset` on, oldest first, the expired ones dropped on the way. */
export function pendingUpdates(world: World, limit: number): Update[] {
  const now = world.clock.now();
  const list: Update[] = [];
  for (const { update, expires } of world.updates.values()) {
    if (expires <= now) world.updates.delete(update.update_id);
    else if (list.push(update) >= limit) break;
  }
  return list;
}

/** Forgets every update before `offset`. */
export function confirmUpdates(world: World, offset: number): void {
  for (const { update } of world.updates.values()) {
    if (update.update_id >= offset) break;
    world.updates.delete(update.update_id);
  }
}

export function dropAllUpdates(world: World): void {
  world.updates.clear();
}

/** How many wait, after the expired ones are dropped. */
export function countPending(world: World): number {
  const now = world.clock.now();
  for (const { update, expires } of world.updates.values()) {
    if (expires <= now) world.updates.delete(update.update_id);
  }
  return world.updates.size;
}
