import { randomUUID } from 'node:crypto';
import { completeBlocks } from './blocks/complete.ts';
import { SlackError } from './errors.ts';
import type { Json, View } from './model.ts';
import { presentView } from './present/view.ts';
import { initialValues, keptValues } from './values.ts';
import type { World } from './world.ts';

// Modals as a stack per person, and their Home tab: docs.slack.dev/surfaces/modals

const deepest = 3;

/** Opens a modal on a person's screen; whatever was open is replaced. */
export function openModal(world: World, user: string, body: Json): View {
  claimExternalId(world, body, null);
  clearStack(world, user);
  return addToStack(world, user, body, null);
}

/** Puts a modal over the visible one. Refuses `push_limit_reached` above three and `not_found` without a first. */
export function pushModal(world: World, user: string, body: Json): View {
  const stack = world.state.stacks[user] ?? [];
  const top = world.state.views[stack.at(-1) ?? ''];
  if (!top) throw new SlackError('not_found');
  if (stack.length >= deepest) throw new SlackError('push_limit_reached');
  claimExternalId(world, body, null);
  return addToStack(world, user, body, top);
}

/** Replaces what a view shows; inputs with the same block and action keep what was typed. */
export function updateView(world: World, view: View, body: Json): View {
  claimExternalId(world, body, view);
  view.body = body;
  view.blocks = completeBlocks(body.blocks as Json[]);
  view.externalId = typeof body.external_id === 'string' ? body.external_id : view.externalId;
  view.hash = newHash(world);
  view.values = keptValues(view.blocks, view.values);
  view.updates += 1;
  world.touch();
  const shown = presentView(world, view);
  if (view.type === 'home') world.feed.tell({ type: 'home', user: view.user, view: shown });
  else world.feed.tell({ type: 'view-updated', user: view.user, viewId: view.id, view: shown });
  return view;
}

export function publishHome(world: World, user: string, body: Json): View {
  const known = world.state.homes[user];
  if (known) return updateView(world, known, body);
  claimExternalId(world, body, null);
  const view = newView(world, user, 'home', body, null);
  world.state.homes[user] = view;
  world.touch();
  world.feed.tell({ type: 'home', user, view: presentView(world, view) });
  return view;
}

/** Takes a modal and everything above it off the screen. */
export function closeView(world: World, view: View): void {
  const stack = world.state.stacks[view.user] ?? [];
  const at = stack.indexOf(view.id);
  if (at < 0) return;
  for (const id of stack.splice(at)) {
    delete world.state.views[id];
    world.feed.tell({ type: 'view-closed', user: view.user, viewId: id, view: null });
  }
  world.touch();
}

export function clearStack(world: World, user: string): void {
  const bottom = world.state.views[world.state.stacks[user]?.[0] ?? ''];
  if (bottom) closeView(world, bottom);
}

/** An open view by id or external_id, homes included. Refuses `not_found`. */
export function getView(world: World, id: string | null, externalId: string | null): View {
  const all = [...Object.values(world.state.views), ...Object.values(world.state.homes)];
  const view = id ? all.find((one) => one.id === id) : all.find((one) => one.externalId === externalId);
  if (!view || (!id && !externalId)) throw new SlackError('not_found');
  return view;
}

export function checkHash(view: View | undefined, hash: string | null): void {
  if (hash !== null && view && view.hash !== hash) throw new SlackError('hash_conflict');
}

function addToStack(world: World, user: string, body: Json, under: View | null): View {
  const view = newView(world, user, 'modal', body, under);
  world.state.views[view.id] = view;
  world.state.stacks[user] ??= [];
  world.state.stacks[user].push(view.id);
  world.touch();
  world.feed.tell({ type: 'view-opened', user, viewId: view.id, view: presentView(world, view) });
  return view;
}

function newView(world: World, user: string, type: View['type'], body: Json, under: View | null): View {
  const id = world.newId('V');
  const blocks = completeBlocks(body.blocks as Json[]);
  return {
    id,
    user,
    type,
    body,
    blocks,
    hash: newHash(world),
    externalId: typeof body.external_id === 'string' ? body.external_id : '',
    rootId: under?.rootId ?? id,
    previousId: under?.id ?? null,
    values: initialValues(blocks),
    updates: 0,
  };
}

function claimExternalId(world: World, body: Json, self: View | null): void {
  const wanted = body.external_id;
  if (typeof wanted !== 'string' || wanted === '') return;
  const all = [...Object.values(world.state.views), ...Object.values(world.state.homes)];
  if (all.some((one) => one.externalId === wanted && one !== self)) throw new SlackError('duplicate_external_id');
}

function newHash(world: World): string {
  return `${Math.floor(world.now() / 1000)}.${randomUUID().slice(0, 8)}`;
}
