import type { RichTextBlock, RichTextElement } from '@slack/types';
import { useBoard } from '../state.ts';
import { emojiOf } from './emoji.ts';
import { UserMention } from './mrkdwn.tsx';

/** The rich text that people's clients write, and a few apps. */
export function RichText(props: { block: RichTextBlock }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: parts of one message never move
  return props.block.elements.map((part, index) => <Part key={index} part={part} />);
}

function Part(props: { part: RichTextBlock['elements'][number] }) {
  const { part } = props;
  switch (part.type) {
    case 'rich_text_section':
      return (
        <div className="sl-line" dir="auto">
          <Leaves leaves={part.elements} />
        </div>
      );
    case 'rich_text_quote':
      return (
        <blockquote className="sl-quote">
          <Leaves leaves={part.elements} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <pre className="sl-pre">
          <Leaves leaves={part.elements} />
        </pre>
      );
    case 'rich_text_list': {
      const List = part.style === 'ordered' ? 'ol' : 'ul';
      return (
        <List>
          {part.elements.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: items of one message never move
            <li key={index}>{'elements' in item && <Leaves leaves={item.elements as RichTextElement[]} />}</li>
          ))}
        </List>
      );
    }
    default:
      return null;
  }
}

function Leaves(props: { leaves: readonly RichTextElement[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: leaves of one message never move
  return props.leaves.map((leaf, index) => <Leaf key={index} leaf={leaf} />);
}

function Leaf(props: { leaf: RichTextElement }) {
  const { page } = useBoard();
  const { leaf } = props;
  switch (leaf.type) {
    case 'text': {
      const { bold, italic, strike, code } = leaf.style ?? {};
      let shown: React.ReactNode = leaf.text;
      if (code) shown = <code className="sl-code">{shown}</code>;
      if (bold) shown = <strong>{shown}</strong>;
      if (italic) shown = <em>{shown}</em>;
      return strike ? <s>{shown}</s> : shown;
    }
    case 'emoji':
      return emojiOf(leaf.name) ?? `:${leaf.name}:`;
    case 'link':
      if (!/^(https?|mailto|tel):/.test(leaf.url)) return leaf.text ?? leaf.url;
      return (
        <a className="sl-link" href={leaf.url} target="_blank" rel="noreferrer">
          {leaf.text ?? leaf.url}
        </a>
      );
    case 'user':
      return <UserMention id={leaf.user_id} />;
    case 'channel':
      return (
        <span className="sl-mention">
          #{page.slack.channels.find((one) => one.id === leaf.channel_id)?.name ?? leaf.channel_id}
        </span>
      );
    case 'broadcast':
      return <span className="sl-mention loud">@{leaf.range}</span>;
    default:
      return 'fallback' in leaf && leaf.fallback ? leaf.fallback : null;
  }
}
