import { interactiveElements } from '../blocks/complete.ts';
import { ActError } from '../errors.ts';
import { findMessage, openDirect } from '../lookup.ts';
import type { Json, Message, StateValues, User, View } from '../model.ts';
import { presentMessage } from '../present/message.ts';
import { presentView } from '../present/view.ts';
import { newResponseUrl } from '../response-urls.ts';
import { initialValues, stateful } from '../values.ts';
import type { World } from '../world.ts';
import { takeValue } from './choose.ts';
import { fillIn } from './fill-in.ts';
import { actor, interactionBase, needed, place } from './person.ts';
import { withAck } from './result.ts';

/**
 * A person uses an element of a message, of an open modal (`viewId`) or of the Home tab (`home: true`): block_actions.
 * `selected` is what they choose or type; `blockId` or `value` tell equal action ids apart. `values` are the other inputs of a
 * modal as they have been filled in by then: Slack sends their state along.
 */
export async function click(world: World, action: Json): Promise<Json> {
  const user = actor(world, action);
  if (action.home === true || typeof action.viewId === 'string') return clickInView(world, action, user);
  return clickInMessage(world, action, user);
}

async function clickInMessage(world: World, action: Json, user: User): Promise<Json> {
  const channel = place(world, action, user);
  const message = findMessage(world, channel.id, needed(action, 'ts'));
  if (!message || message.deleted) throw new ActError(`no such message: ${String(action.ts)}`);
  if (message.ephemeralFor && message.ephemeralFor !== user.id) throw new ActError(`${user.id} does not see that`);
  const { block, element } = findElement(message.blocks ?? [], action);
  const values = messageValues(user, message);
  const done = performed(world, user, block, element, action, values);
  if (!isDispatched(block)) return { envelopeId: null };
  const triggerId = world.triggers.issue(user.id);
  const ephemeral = message.ephemeralFor !== null;
  const sent = world.deliver('interactive', {
    type: 'block_actions',
    ...interactionBase(world, user),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    },
    trigger_id: triggerId,
    channel: { id: channel.id, name: channel.kind === 'im' ? 'directmessage' : channel.name },
    // Slack leaves the message out of what is pressed on an ephemeral one.
    ...(ephemeral ? {} : { message: presentMessage(world, message) }),
    state: { values: structuredClone(values) },
    response_url: newResponseUrl(world, { channel: channel.id, user: user.id, message }),
    actions: [done],
  });
  return withAck(action, sent, { triggerId });
}

async function clickInView(world: World, action: Json, user: User): Promise<Json> {
  const view = viewOf(world, action, user);
  fillIn(world, user, view, action.values);
  const { block, element } = findElement(view.blocks, action);
  const done = performed(world, user, block, element, action, view.values);
  world.touch();
  if (!isDispatched(block)) return { envelopeId: null };
  const triggerId = world.triggers.issue(user.id, view.id);
  const home = view.type === 'home';
  const sent = world.deliver('interactive', {
    type: 'block_actions',
    ...interactionBase(world, user),
    container: { type: 'view', view_id: view.id },
    trigger_id: triggerId,
    view: presentView(world, view),
    ...(home ? { channel_hint: openDirect(world, user.id).id } : {}),
    actions: [done],
  });
  return withAck(action, sent, { triggerId });
}

function viewOf(world: World, action: Json, user: User): View {
  if (action.home === true) {
    const home = world.state.homes[user.id];
    if (!home) throw new ActError(`${user.id} has no Home yet`);
    return home;
  }
  const view = world.state.views[needed(action, 'viewId')];
  if (!view || view.user !== user.id) throw new ActError(`${user.id} has no open view ${String(action.viewId)}`);
  return view;
}

function findElement(blocks: readonly Json[], action: Json): { block: Json; element: Json } {
  const actionId = needed(action, 'actionId');
  for (const block of blocks) {
    if (action.blockId !== undefined && block.block_id !== action.blockId) continue;
    for (const element of interactiveElements(block)) {
      if (element.action_id !== actionId) continue;
      if (element.type === 'button' && action.value !== undefined && element.value !== action.value) continue;
      return { block, element };
    }
  }
  const there = blocks.flatMap(interactiveElements).map((element) => element.action_id);
  throw new ActError(`no element ${actionId} here; there are: ${there.join(', ') || 'none'}`);
}

/** An input tells the app at once only with `dispatch_action`; otherwise its value waits for the submission. */
function isDispatched(block: Json): boolean {
  return block.type !== 'input' || block.dispatch_action === true;
}

/** The entry of `actions`, and the state changed as the person's client would change it. */
function performed(world: World, user: User, block: Json, element: Json, action: Json, values: StateValues): Json {
  const actionId = String(element.action_id);
  const base = { type: element.type, block_id: block.block_id, action_id: actionId, action_ts: world.nextTs() };
  if (element.type === 'button' || element.type === 'icon_button') {
    const { text, value, url, style, icon } = element;
    return { ...base, text, ...definedOf({ value, url, style, icon }) };
  }
  if (element.type === 'overflow') {
    return { ...base, ...takeValue(world, user, element, action.selected ?? action.value) };
  }
  if (!stateful[String(element.type)]) return { ...base, value: action.value ?? null };
  const state = { type: element.type, ...takeValue(world, user, element, action.selected ?? action.value ?? null) };
  values[String(block.block_id)] ??= {};
  const there = values[String(block.block_id)];
  if (there) there[actionId] = state;
  const { placeholder, initial_option, initial_options } = element;
  return { ...base, ...state, ...definedOf({ placeholder, initial_option, initial_options }) };
}

function definedOf(members: Json): Json {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

const choicesInMessages = new WeakMap<Message, { edits: number; of: Map<string, StateValues> }>();

/** What this person has chosen in this message since it was last changed; kept in memory, as a client keeps it. */
function messageValues(user: User, message: Message): StateValues {
  let kept = choicesInMessages.get(message);
  if (!kept || kept.edits !== message.edits) {
    kept = { edits: message.edits, of: new Map() };
    choicesInMessages.set(message, kept);
  }
  const known = kept.of.get(user.id) ?? initialValues(message.blocks ?? []);
  kept.of.set(user.id, known);
  return known;
}
