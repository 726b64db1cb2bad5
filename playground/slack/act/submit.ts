import { isObject } from '../args.ts';
import { checkView } from '../blocks/view.ts';
import type { Ack } from '../delivery.ts';
import { ActError, SlackError } from '../errors.ts';
import { hasFile } from '../lookup.ts';
import type { Json, User, View } from '../model.ts';
import { presentView } from '../present/view.ts';
import { newResponseUrl } from '../response-urls.ts';
import { eachStateful } from '../values.ts';
import { clearStack, closeView, pushModal, updateView } from '../views.ts';
import type { World } from '../world.ts';
import { fillIn } from './fill-in.ts';
import { complaints } from './form-check.ts';
import { actor, interactionBase, needed } from './person.ts';
import { within } from './result.ts';

/**
 * A person fills in a modal and presses Submit. What Slack's client would refuse itself (required, too short, not a
 * number) comes back as `{ response_action: 'errors', errors, byClient: true }` and is never sent; otherwise the
 * answer is the app's ack, done as the client does it: errors, update, push, clear, or the view closes.
 * Without `wait` it waits as long as Slack does for an ack.
 */
export async function submit(world: World, action: Json): Promise<Json> {
  const user = actor(world, action);
  const view = visibleView(world, user, needed(action, 'viewId'));
  fillIn(world, user, view, action.values);
  const errors = complaints(view);
  if (Object.keys(errors).length > 0) return { response_action: 'errors', errors, byClient: true };
  const triggerId = world.triggers.issue(user.id, view.id);
  const sent = world.deliver('interactive', {
    type: 'view_submission',
    ...interactionBase(world, user),
    trigger_id: triggerId,
    view: presentView(world, view),
    response_urls: responseUrls(world, user, view),
  });
  const done = sent.acked.then((ack) => perform(world, user, view, ack));
  const wait = Number(action.wait ?? world.timing.holdMs);
  const result = await within(done, wait);
  return { envelopeId: sent.envelopeId, triggerId, ...(result ?? { failed: 'operation_timeout' }) };
}

/** A person closes a modal (and what it is over, with `clear_on_close`): view_closed where the app asked for it. */
export async function close(world: World, action: Json): Promise<Json> {
  const user = actor(world, action);
  const view = visibleView(world, user, needed(action, 'viewId'));
  const cleared = view.body.clear_on_close === true || action.all === true;
  const told = cleared
    ? (world.state.stacks[user.id] ?? []).flatMap((id) => world.state.views[id] ?? []).reverse()
    : [view];
  const shown = told.filter((one) => one.body.notify_on_close === true).map((one) => presentView(world, one));
  if (cleared) clearStack(world, user.id);
  else closeView(world, view);
  let envelopeId: string | null = null;
  for (const one of shown) {
    const payload = { type: 'view_closed', ...interactionBase(world, user), view: one, is_cleared: cleared };
    envelopeId = world.deliver('interactive', payload).envelopeId;
  }
  return { envelopeId };
}

/** For selects with `response_url_enabled`: where the app may answer, in the conversation that was chosen. */
function responseUrls(world: World, user: User, view: View): Json[] {
  const urls: Json[] = [];
  for (const [blockId, element] of eachStateful(view.blocks)) {
    if (element.response_url_enabled !== true) continue;
    const state = view.values[blockId]?.[String(element.action_id)];
    const channel = state?.selected_conversation ?? state?.selected_channel;
    if (typeof channel !== 'string') continue;
    const response_url = newResponseUrl(world, { channel, user: user.id });
    urls.push({ block_id: blockId, action_id: element.action_id, channel_id: channel, response_url });
  }
  return urls;
}

function visibleView(world: World, user: User, id: string): View {
  const view = world.state.views[id];
  if (!view || view.user !== user.id) throw new ActError(`${user.id} has no open view ${id}`);
  if (world.state.stacks[user.id]?.at(-1) !== id) throw new ActError(`${id} lies under another view`);
  return view;
}

/** What the client does with the answer to a submission: docs.slack.dev/surfaces/modals#responding_to_submission */
function perform(world: World, user: User, view: View, ack: Ack): Json {
  if (!ack.ok) return { failed: ack.error };
  const answer = isObject(ack.payload) ? ack.payload : {};
  const still = world.state.views[view.id] === view;
  try {
    if (answer.response_action === 'errors') {
      if (!isObject(answer.errors)) throw new SlackError('invalid_arguments');
      return { response_action: 'errors', errors: answer.errors };
    }
    if (answer.response_action === 'clear') clearStack(world, user.id);
    else if (answer.response_action === 'update' || answer.response_action === 'push') {
      checkView(answer.view, 'modal', hasFile(world));
      const shown =
        answer.response_action === 'push'
          ? pushModal(world, user.id, answer.view)
          : updateView(world, view, answer.view);
      return { response_action: answer.response_action, viewId: shown.id };
    } else if (still) closeView(world, view);
    return { ack: ack.payload };
  } catch (error) {
    // The person sees "We had some trouble connecting. Try again?"; the modal stays.
    if (error instanceof SlackError) return { failed: error.code, ...error.extra, ack: ack.payload };
    throw error;
  }
}
