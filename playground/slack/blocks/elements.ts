import type { Json } from '../model.ts';
import {
  anyText,
  confirm,
  conversationFilter,
  dispatchConfig,
  id,
  option,
  optionGroup,
  overflowOption,
  placeholder,
  plainText,
  richOption,
  slackFile,
  style,
} from './objects.ts';
import { anything, boolean, both, integer, list, matching, type Rule, shape, string, url } from './rules.ts';

// Limits: docs.slack.dev/reference/block-kit/block-elements

const type = string();
const actionable = { type, action_id: id, confirm, focus_on_load: boolean };
const picker = { ...actionable, placeholder };
const multi = { ...picker, max_selected_items: integer(1) };
const typed = { type, action_id: id, placeholder, focus_on_load: boolean, dispatch_action_config: dispatchConfig };
const time = matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a valid time in the format HH:mm');
const date = matching(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a valid date in the format YYYY-MM-DD');

/** A static menu has options or option_groups: one of them, not both. */
const menu: Rule = (value, at, report) => {
  const { options, option_groups } = value as Json;
  if (options === undefined && option_groups === undefined) report(at, 'missing required field: options');
  if (options !== undefined && option_groups !== undefined) report(at, 'only one of options, option_groups allowed');
};

/** What is chosen from the start must be among what is offered. */
const initialIsOffered: Rule = (value, at, report) => {
  const { options, option_groups, initial_option, initial_options } = value as Json;
  const groups = Array.isArray(option_groups) ? option_groups.map((group) => (group as Json)?.options) : [options];
  const offered = new Set(groups.flatMap((some) => (Array.isArray(some) ? some.map((one) => one?.value) : [])));
  const missing = (one: unknown) => !offered.has((one as Json)?.value);
  if (initial_option !== undefined && missing(initial_option)) {
    report(`${at}/initial_option`, 'must exactly match one of the provided options');
  }
  if (Array.isArray(initial_options) && initial_options.some(missing)) {
    report(`${at}/initial_options`, 'must exactly match one of the provided options');
  }
};

export const imageSource: Rule = (value, at, report) => {
  const { image_url, slack_file } = value as Json;
  if (image_url === undefined && slack_file === undefined) report(at, 'missing required field: image_url');
  if (image_url !== undefined && slack_file !== undefined) report(at, 'only one of image_url, slack_file allowed');
};

const lengths: Rule = (value, at, report) => {
  const { min_length, max_length } = value as Json;
  if (typeof min_length === 'number' && typeof max_length === 'number' && min_length > max_length) {
    report(`${at}/max_length`, 'must be greater than min_length');
  }
};

const numberEntry = both(
  shape(
    {
      ...typed,
      is_decimal_allowed: boolean,
      initial_value: string(),
      min_value: string(),
      max_value: string(),
    },
    ['is_decimal_allowed'],
  ),
);

const staticMenu = { options: list(option, 100), option_groups: list(optionGroup, 100) };
const button = shape(
  {
    type,
    text: plainText(75),
    action_id: id,
    url,
    value: string(2000),
    style,
    confirm,
    accessibility_label: string(75),
  },
  ['text'],
);

const selects: Record<string, Rule> = {
  static_select: both(shape({ ...picker, ...staticMenu, initial_option: option }), menu, initialIsOffered),
  external_select: shape({ ...picker, initial_option: option, min_query_length: integer(0) }),
  users_select: shape({ ...picker, initial_user: string() }),
  conversations_select: shape({
    ...picker,
    initial_conversation: string(),
    default_to_current_conversation: boolean,
    response_url_enabled: boolean,
    filter: conversationFilter,
  }),
  channels_select: shape({ ...picker, initial_channel: string(), response_url_enabled: boolean }),
  multi_static_select: both(
    shape({ ...multi, ...staticMenu, initial_options: list(option, 100) }),
    menu,
    initialIsOffered,
  ),
  multi_external_select: shape({ ...multi, initial_options: list(option, 100), min_query_length: integer(0) }),
  multi_users_select: shape({ ...multi, initial_users: list(string(), 100) }),
  multi_conversations_select: shape({
    ...multi,
    initial_conversations: list(string(), 100),
    default_to_current_conversation: boolean,
    filter: conversationFilter,
  }),
  multi_channels_select: shape({ ...multi, initial_channels: list(string(), 100) }),
};

const choices: Record<string, Rule> = {
  ...selects,
  checkboxes: both(
    shape({ ...actionable, options: list(richOption, 10), initial_options: list(richOption, 10) }, ['options']),
    initialIsOffered,
  ),
  radio_buttons: both(
    shape({ ...actionable, options: list(richOption, 10), initial_option: richOption }, ['options']),
    initialIsOffered,
  ),
  datepicker: shape({ ...picker, initial_date: date }),
  timepicker: shape({ ...picker, initial_time: time, timezone: string() }),
  datetimepicker: shape({ ...actionable, initial_date_time: integer(1_000_000_000, 9_999_999_999) }),
};

const overflow = shape({ ...actionable, options: list(overflowOption, 5) }, ['options']);
const richTextInput = shape({ ...typed, initial_value: anything });
const workflowButton = shape(
  { type, text: plainText(75), action_id: id, workflow: anything, style, accessibility_label: string(75), confirm },
  ['text', 'workflow'],
);

const imageElement = both(
  shape({ type, image_url: url, slack_file: slackFile, alt_text: string(2000, 1) }, ['alt_text']),
  imageSource,
);

export const actionsElements: Record<string, Rule> = {
  ...choices,
  button,
  overflow,
  workflow_button: workflowButton,
  rich_text_input: richTextInput,
};

export const accessories: Record<string, Rule> = {
  ...choices,
  button,
  overflow,
  workflow_button: workflowButton,
  image: imageElement,
};

export const contextElements: Record<string, Rule> = {
  image: imageElement,
  plain_text: anyText(2000),
  mrkdwn: anyText(2000),
};

export const inputElements: Record<string, Rule> = {
  ...choices,
  plain_text_input: both(
    shape({
      ...typed,
      initial_value: string(3000),
      multiline: boolean,
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
    }),
    lengths,
  ),
  email_text_input: shape({ ...typed, initial_value: string() }),
  url_text_input: shape({ ...typed, initial_value: string() }),
  number_input: numberEntry,
  rich_text_input: richTextInput,
  file_input: shape({ type, action_id: id, filetypes: list(string(), 100), max_files: integer(1, 10) }),
};

const feedbackButton = shape({ text: plainText(75), value: string(2000), accessibility_label: string(75) }, [
  'text',
  'value',
]);

export const contextActionsElements: Record<string, Rule> = {
  feedback_buttons: shape({ type, action_id: id, positive_button: feedbackButton, negative_button: feedbackButton }, [
    'positive_button',
    'negative_button',
  ]),
  icon_button: shape(
    {
      type,
      action_id: id,
      icon: string(),
      text: plainText(75),
      value: string(2000),
      confirm,
      accessibility_label: string(75),
      visible_to_user_ids: list(string(), 100),
    },
    ['icon', 'text'],
  ),
};
