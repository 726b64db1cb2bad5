import { isObject } from '../args.ts';
import { ActError } from '../errors.ts';
import type { Json, User, View } from '../model.ts';
import { eachStateful } from '../values.ts';
import type { World } from '../world.ts';
import { takeValue } from './choose.ts';

/** What a person has typed and chosen in a modal, `{ <block_id>: { <action_id>: plain } }`: its state from now on. */
export function fillIn(world: World, user: User, view: View, given: unknown): void {
  if (given === undefined) return;
  if (!isObject(given)) throw new ActError('values: { <block_id>: { <action_id>: value } }');
  const elements = new Map<string, Json>();
  for (const [blockId, element] of eachStateful(view.blocks)) elements.set(`${blockId}\n${element.action_id}`, element);
  for (const [blockId, byAction] of Object.entries(given)) {
    if (!isObject(byAction)) throw new ActError(`values.${blockId}: { <action_id>: value }`);
    for (const [actionId, plain] of Object.entries(byAction)) {
      const element = elements.get(`${blockId}\n${actionId}`);
      if (!element) {
        const there = [...elements.keys()].map((key) => key.replace('\n', '.')).join(', ');
        throw new ActError(`no input ${blockId}.${actionId}; there are: ${there || 'none'}`);
      }
      const state = view.values[blockId]?.[actionId];
      if (state) Object.assign(state, takeValue(world, user, element, plain));
    }
  }
  world.touch();
}
