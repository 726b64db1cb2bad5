import { interactiveElements } from './blocks/complete.ts';
import type { Json, StateValues } from './model.ts';

// What inputs and selects hold, in the shapes of `view.state.values` and of block actions.

type Kind = { member: string; initial: string; empty: unknown };

/** Element type → where its value lies in a state, and where its first value comes from. */
export const stateful: Record<string, Kind | undefined> = {
  plain_text_input: { member: 'value', initial: 'initial_value', empty: null },
  email_text_input: { member: 'value', initial: 'initial_value', empty: null },
  url_text_input: { member: 'value', initial: 'initial_value', empty: null },
  number_input: { member: 'value', initial: 'initial_value', empty: null },
  rich_text_input: { member: 'rich_text_value', initial: 'initial_value', empty: null },
  static_select: { member: 'selected_option', initial: 'initial_option', empty: null },
  external_select: { member: 'selected_option', initial: 'initial_option', empty: null },
  radio_buttons: { member: 'selected_option', initial: 'initial_option', empty: null },
  users_select: { member: 'selected_user', initial: 'initial_user', empty: null },
  conversations_select: { member: 'selected_conversation', initial: 'initial_conversation', empty: null },
  channels_select: { member: 'selected_channel', initial: 'initial_channel', empty: null },
  multi_static_select: { member: 'selected_options', initial: 'initial_options', empty: [] },
  multi_external_select: { member: 'selected_options', initial: 'initial_options', empty: [] },
  checkboxes: { member: 'selected_options', initial: 'initial_options', empty: [] },
  multi_users_select: { member: 'selected_users', initial: 'initial_users', empty: [] },
  multi_conversations_select: { member: 'selected_conversations', initial: 'initial_conversations', empty: [] },
  multi_channels_select: { member: 'selected_channels', initial: 'initial_channels', empty: [] },
  datepicker: { member: 'selected_date', initial: 'initial_date', empty: null },
  timepicker: { member: 'selected_time', initial: 'initial_time', empty: null },
  datetimepicker: { member: 'selected_date_time', initial: 'initial_date_time', empty: null },
  file_input: { member: 'files', initial: '', empty: [] },
};

/** The state of freshly shown blocks: what each stateful element starts with. */
export function initialValues(blocks: readonly Json[]): StateValues {
  const values: StateValues = {};
  for (const [blockId, element] of eachStateful(blocks)) {
    values[blockId] ??= {};
    values[blockId][String(element.action_id)] = initialValue(element);
  }
  return values;
}

/** The state after an update: kept where block, action and type are still there, fresh elsewhere. */
export function keptValues(blocks: readonly Json[], before: StateValues): StateValues {
  const values: StateValues = {};
  for (const [blockId, element] of eachStateful(blocks)) {
    const actionId = String(element.action_id);
    const known = before[blockId]?.[actionId];
    values[blockId] ??= {};
    values[blockId][actionId] = known && known.type === element.type ? known : initialValue(element);
  }
  return values;
}

export function* eachStateful(blocks: readonly Json[]): Generator<[string, Json, Json]> {
  for (const block of blocks) {
    for (const element of interactiveElements(block)) {
      if (stateful[String(element.type)]) yield [String(block.block_id), element, block];
    }
  }
}

function initialValue(element: Json): Json {
  const kind = stateful[String(element.type)] as Kind;
  const timezone = element.timezone === undefined ? {} : { timezone: element.timezone };
  return { type: element.type, [kind.member]: element[kind.initial] ?? kind.empty, ...timezone };
}
