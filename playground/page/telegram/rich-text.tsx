import type { MessageEntity } from '@grammyjs/types';
import { useState } from 'react';
import { useLang } from '../words.ts';
import { isLargeEmoji, type Piece, splitByEntities } from './entities.ts';

/** A message's text with its entities; `onCommand` is a tap on `/command`. */
export function RichText(props: { text: string; entities?: MessageEntity[]; onCommand: (command: string) => void }) {
  if (isLargeEmoji(props.text)) return <span className="tg-large-emoji">{props.text}</span>;
  return <Pieces pieces={splitByEntities(props.text, props.entities)} onCommand={props.onCommand} />;
}

function Pieces(props: { pieces: Piece[]; onCommand: (command: string) => void }) {
  return props.pieces.map((piece, index) => {
    const key = `${index}`;
    if (typeof piece !== 'string') return <Entity key={key} {...props} piece={piece} />;
    // The line break after a quote or a block of code belongs to that block.
    return <span key={key}>{isBlock(props.pieces[index - 1]) ? piece.replace(/^\n/, '') : piece}</span>;
  });
}

function isBlock(piece: Piece | undefined): boolean {
  return typeof piece === 'object' && /^(pre|blockquote|expandable_blockquote)$/.test(piece.entity.type);
}

function Entity(props: { piece: Exclude<Piece, string>; onCommand: (command: string) => void }) {
  const { entity, text, children } = props.piece;
  const inside = <Pieces pieces={children} onCommand={props.onCommand} />;
  switch (entity.type) {
    case 'bold':
      return <strong>{inside}</strong>;
    case 'italic':
      return <em>{inside}</em>;
    case 'underline':
      return <u>{inside}</u>;
    case 'strikethrough':
      return <s>{inside}</s>;
    case 'code':
      return <CopyCode text={text} />;
    case 'pre':
      return (
        <pre className="tg-pre" data-language={entity.language}>
          {text}
        </pre>
      );
    case 'spoiler':
      return <Spoiler>{inside}</Spoiler>;
    case 'blockquote':
    case 'expandable_blockquote':
      return <blockquote className="tg-quote">{inside}</blockquote>;
    case 'text_link':
      return <Link url={entity.url}>{inside}</Link>;
    case 'url':
      return <Link url={/^[a-z]+:/i.test(text) ? text : `https://${text}`}>{inside}</Link>;
    case 'email':
      return <Link url={`mailto:${text}`}>{inside}</Link>;
    case 'bot_command':
      return (
        <button type="button" className="tg-link" onClick={() => props.onCommand(text)}>
          {inside}
        </button>
      );
    case 'phone_number':
    case 'mention':
    case 'hashtag':
    case 'cashtag':
    case 'text_mention':
      return <span className="tg-link">{inside}</span>;
    default:
      return inside;
  }
}

function Link(props: { url: string; children: React.ReactNode }) {
  if (!/^(https?|mailto|tg|tel):/i.test(props.url)) return props.children;
  return (
    <a className="tg-link" href={props.url} target="_blank" rel="noreferrer">
      {props.children}
    </a>
  );
}

/** A tap copies it, as in the real one. */
function CopyCode(props: { text: string }) {
  const { t } = useLang();
  return (
    <button
      type="button"
      className="tg-code"
      title={t.copy}
      onClick={() => void navigator.clipboard?.writeText(props.text)}
    >
      {props.text}
    </button>
  );
}

function Spoiler(props: { children: React.ReactNode }) {
  const { t } = useLang();
  const [shown, setShown] = useState(false);
  if (shown) return props.children;
  return (
    <button type="button" className="tg-spoiler" aria-label={t.spoiler} onClick={() => setShown(true)}>
      <span aria-hidden="true">{props.children}</span>
    </button>
  );
}
