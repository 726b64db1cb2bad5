import { boolean, byType, list, oneOf, type Rule, shape, string, union, url } from './rules.ts';

// Limits: docs.slack.dev/reference/block-kit/composition-objects

const type = string();

export function plainText(max: number): Rule {
  return byType({ plain_text: shape({ type, text: string(max, 1), emoji: boolean }, ['text']) });
}

/** plain_text or mrkdwn. */
export function anyText(max: number): Rule {
  const mrkdwn = shape({ type, text: string(max, 1), verbatim: boolean }, ['text']);
  const plain = shape({ type, text: string(max, 1), emoji: boolean }, ['text']);
  return union(byType({ plain_text: plain, mrkdwn }));
}

export const id = string(255);
export const placeholder = plainText(150);
export const style = oneOf('primary', 'danger');

export const confirm = shape(
  {
    title: plainText(100),
    text: anyText(300),
    confirm: plainText(30),
    deny: plainText(30),
    style,
  },
  ['text'],
);

export const option = shape({ text: plainText(75), value: string(150, 1), description: plainText(75) }, [
  'text',
  'value',
]);

/** Checkboxes and radio buttons take mrkdwn too. */
export const richOption = shape({ text: anyText(75), value: string(150, 1), description: anyText(75) }, [
  'text',
  'value',
]);

export const overflowOption = shape({ text: plainText(75), value: string(150, 1), description: plainText(75), url }, [
  'text',
  'value',
]);

export const optionGroup = shape({ label: plainText(75), options: list(option, 100) }, ['label', 'options']);

export const conversationFilter = shape({
  include: list(oneOf('im', 'mpim', 'private', 'public'), 4),
  exclude_external_shared_channels: boolean,
  exclude_bot_users: boolean,
});

export const dispatchConfig = shape({
  trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 2),
});

export const slackFile = shape({ id: string(), url: string() });
