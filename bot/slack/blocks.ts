import type {
  ActionsBlock,
  Button,
  ConfirmationDialog,
  ContextBlock,
  HeaderBlock,
  ImageBlock,
  KnownBlock,
  PlainTextElement,
  PlainTextOption,
  RichTextBlock,
  RichTextElement,
  SectionBlock,
} from '@slack/types';
import { cut } from './mrkdwn.ts';

// Blocks whose words show exactly as typed: rich text and plain text know no marks, mentions or links.
// Limits: https://docs.slack.dev/reference/block-kit/blocks

/** A message: blocks for the eye, `text` (escaped) for notifications and screen readers. */
export type Message = { text: string; blocks: KnownBlock[] };

export type Part = string | { bold: string };

export function plain(text: string, length = 150): PlainTextElement {
  return { type: 'plain_text', text: cut(text, length) || ' ', emoji: false };
}

/** The longest title of a card; 150 characters. */
export function header(text: string): HeaderBlock {
  return { type: 'header', text: plain(text, 150) };
}

/** Lines of words, parts of them bold. */
export function lines(...all: Part[][]): RichTextBlock {
  const parts = all.flatMap((line, index) => (index === 0 ? line : ['\n', ...line])).filter((part) => part !== '');
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: parts.map(wordsOf) }] };
}

/** Everybody who is at their desk is pinged. */
export function broadcast(): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'broadcast', range: 'here' }] }],
  };
}

/** What somebody wrote, set apart from our own words. */
export function quotation(text: string, length = 2900): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: cut(text, length) || ' ' }] }],
  };
}

/** A paragraph of plain words, up to 3000 characters. */
export function paragraph(text: string): SectionBlock {
  return { type: 'section', text: plain(text, 3000) };
}

/** Small print. */
export function smallPrint(text: string): ContextBlock {
  return { type: 'context', elements: [plain(text, 2000)] };
}

/** A picture that lies in Slack. */
export function picture(fileId: string, alt: string, blockId: string): ImageBlock {
  return { type: 'image', slack_file: { id: fileId }, alt_text: cut(alt, 2000) || ' ', block_id: blockId };
}

export function button(
  text: string,
  actionId: string,
  value: string,
  more: { style?: 'primary' | 'danger'; confirm?: ConfirmationDialog } = {},
): Button {
  return { type: 'button', text: plain(text, 75), action_id: actionId, value, ...more };
}

/** A button that leads to a page. Slack tells of the press all the same: `links` in `listeners.ts`. */
export function link(text: string, actionId: string, url: string): Button {
  return { type: 'button', text: plain(text, 75), action_id: actionId, url };
}

export function confirmation(words: { title: string; text: string; yes: string; no: string }): ConfirmationDialog {
  return {
    title: plain(words.title, 100),
    text: plain(words.text, 300),
    confirm: plain(words.yes, 30),
    deny: plain(words.no, 30),
  };
}

export function option(text: string, value: string): PlainTextOption {
  return { text: plain(text, 75), value };
}

export function actions(blockId: string, elements: ActionsBlock['elements']): ActionsBlock {
  return { type: 'actions', block_id: blockId, elements };
}

function wordsOf(part: Part): RichTextElement {
  if (typeof part === 'string') return { type: 'text', text: cut(part, 2900) };
  return { type: 'text', text: cut(part.bold, 2900), style: { bold: true } };
}
