import { isObject } from '../args.ts';
import { ActError } from '../errors.ts';
import type { Json, User } from '../model.ts';
import { presentFile } from '../present/file.ts';
import { findChannel } from '../transcript.ts';
import { stateful } from '../values.ts';
import type { World } from '../world.ts';

/**
 * A plain value as a test or the page gives it (an option's value, an id, a date, a list of them) in the shape Slack
 * keeps it. Choosing what is not offered is a mistake of whoever asked: ActError.
 */
export function takeValue(world: World, user: User, element: Json, plain: unknown): Json {
  const type = String(element.type);
  const member = type === 'overflow' ? 'selected_option' : stateful[type]?.member;
  if (!member) throw new ActError(`nothing can be chosen in ${type}`);
  const many = member.endsWith('s') && member !== 'files';
  if (plain === null || plain === undefined || plain === '')
    return { [member]: many || member === 'files' ? [] : null };
  const one = (value: unknown) => choose(world, user, element, member, value);
  if (member === 'files') return { files: (Array.isArray(plain) ? plain : [plain]).map(one) };
  if (!many) return { [member]: one(Array.isArray(plain) ? plain[0] : plain) };
  return { [member]: (Array.isArray(plain) ? plain : [plain]).map(one) };
}

function choose(world: World, user: User, element: Json, member: string, value: unknown): unknown {
  const type = String(element.type);
  if (member.startsWith('selected_option')) return optionOf(element, value);
  if (member.startsWith('selected_user')) {
    if (!world.state.users[String(value)]) throw new ActError(`no such person: ${String(value)}`);
    return String(value);
  }
  if (member.startsWith('selected_conversation') || member.startsWith('selected_channel')) {
    return findChannel(world, String(value), user.id);
  }
  if (member === 'files') return fileOf(world, value);
  if (type === 'rich_text_input') return typeof value === 'string' ? richText(value) : value;
  if (type === 'datetimepicker') return Number(value);
  return String(value);
}

function optionOf(element: Json, value: unknown): Json {
  const groups = (element.option_groups as Json[] | undefined)?.flatMap((group) => group.options as Json[]);
  const options = groups ?? (element.options as Json[] | undefined) ?? [];
  const wanted = isObject(value) ? value.value : value;
  const option = options.find((one) => one.value === wanted);
  if (option) return option;
  if (String(element.type).includes('external') && isObject(value)) return value;
  throw new ActError(`no option ${String(wanted)}; there are: ${options.map((one) => one.value).join(', ')}`);
}

function fileOf(world: World, value: unknown): Json {
  const file = world.state.files[String(value)];
  if (!file) throw new ActError(`no such file: ${String(value)}`);
  return presentFile(world, file);
}

/** Words as the rich text a person's client makes of them. */
export function richText(words: string): Json {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: words }] }],
  };
}
