import { type Args, needText, structure, text } from '../args.ts';
import { checkView } from '../blocks/view.ts';
import { invalidArguments, SlackError } from '../errors.ts';
import { hasFile } from '../lookup.ts';
import { bot, type Method } from '../method.ts';
import type { Json } from '../model.ts';
import { presentView } from '../present/view.ts';
import { checkHash, getView, openModal, publishHome, pushModal, updateView } from '../views.ts';
import type { World } from '../world.ts';

export const viewMethods: Record<string, Method> = {
  'views.open': bot((world, args) => {
    const trigger = triggerOf(args);
    const view = readView(world, args, 'modal');
    const { user } = world.triggers.exchange(trigger);
    return { view: presentView(world, openModal(world, user, view)) };
  }),
  'views.push': bot((world, args) => {
    const trigger = triggerOf(args);
    const view = readView(world, args, 'modal');
    const { user } = world.triggers.exchange(trigger);
    return { view: presentView(world, pushModal(world, user, view)) };
  }),
  'views.update': bot((world, args) => {
    const found = getView(world, text(args, 'view_id'), text(args, 'external_id'));
    const view = readView(world, args, found.type);
    checkHash(found, text(args, 'hash'));
    return { view: presentView(world, updateView(world, found, view)) };
  }),
  'views.publish': bot((world, args) => {
    const user = needText(args, 'user_id');
    const view = readView(world, args, 'home');
    const person = world.state.users[user];
    if (!person || person.isBot) throw new SlackError('user_not_found');
    checkHash(world.state.homes[user], text(args, 'hash'));
    return { view: presentView(world, publishHome(world, user, view)) };
  }),
};

function triggerOf(args: Args): string {
  return text(args, 'trigger_id') ?? needText(args, 'interactivity_pointer');
}

function readView(world: World, args: Args, type: 'modal' | 'home'): Json {
  const view = structure(args, 'view', () => invalidArguments('must be valid JSON [json-pointer:/view]'));
  if (view === undefined) throw invalidArguments('missing required field: view');
  checkView(view, type, hasFile(world));
  return view;
}
