import type { TextObject } from '@slack/types';
import { useBoard } from '../state.ts';
import { useLang } from '../words.ts';
import { emojiOf } from './emoji.ts';
import { formatDate, type Inline, parseMrkdwn } from './mrkdwn.ts';

/** mrkdwn, or plain text with its emoji, as Slack shows it. */
export function Text(props: { text: TextObject | { type: string; text: string; emoji?: boolean } }) {
  if (props.text.type === 'mrkdwn') return <Mrkdwn source={props.text.text} />;
  return <PlainText text={props.text.text} />;
}

export function PlainText(props: { text: string }) {
  const parts = props.text.split(/(:[a-z0-9_+-]+:)/);
  return <>{parts.map((part) => (/^:.+:$/.test(part) ? (emojiOf(part.slice(1, -1)) ?? part) : part)).join('')}</>;
}

export function Mrkdwn(props: { source: string }) {
  const lines = parseMrkdwn(props.source);
  return lines.map((line, index) => {
    const key = `${index}`;
    if (line.type === 'pre') {
      return (
        <pre key={key} className="sl-pre">
          {line.text}
        </pre>
      );
    }
    if (line.type === 'quote') {
      return (
        <blockquote key={key} className="sl-quote">
          <Inlines pieces={line.children} />
        </blockquote>
      );
    }
    const blank = line.children.length === 0;
    return (
      <div key={key} className={blank ? 'sl-blank' : 'sl-line'} dir="auto">
        <Inlines pieces={line.children} />
      </div>
    );
  });
}

function Inlines(props: { pieces: Inline[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never move
  return props.pieces.map((piece, index) => <One key={index} piece={piece} />);
}

function One(props: { piece: Inline }) {
  const { lang } = useLang();
  const { page } = useBoard();
  const { piece } = props;
  switch (piece.type) {
    case 'text':
      return piece.text;
    case 'bold':
      return (
        <strong>
          <Inlines pieces={piece.children} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Inlines pieces={piece.children} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Inlines pieces={piece.children} />
        </s>
      );
    case 'code':
      return <code className="sl-code">{piece.text}</code>;
    case 'link':
      return (
        <a className="sl-link" href={piece.url} target="_blank" rel="noreferrer">
          {piece.label}
        </a>
      );
    case 'user':
      return <UserMention id={piece.id} label={piece.label} />;
    case 'channel': {
      const channel = page.slack.channels.find((one) => one.id === piece.id);
      return <span className="sl-mention">#{channel?.name ?? piece.label ?? piece.id}</span>;
    }
    case 'group':
      return <span className="sl-mention">{piece.label ?? piece.id}</span>;
    case 'broadcast':
      return <span className="sl-mention loud">@{piece.name}</span>;
    case 'date':
      return <time>{formatDate(piece.timestamp, piece.format, lang === 'ru' ? 'ru-RU' : 'en-GB')}</time>;
    case 'emoji':
      return emojiOf(piece.name) ?? `:${piece.name}:`;
  }
}

export function UserMention(props: { id: string; label?: string }) {
  const { page } = useBoard();
  const user = page.slack.users.find((one) => one.id === props.id);
  return <span className="sl-mention">@{user?.real_name ?? props.label ?? props.id}</span>;
}
