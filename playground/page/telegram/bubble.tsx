import { clockTime, money } from '../times.ts';
import { useLang } from '../words.ts';
import { isLargeEmoji } from './entities.ts';
import { InlineKeyboard, type Tap } from './inline-keyboard.tsx';
import { Media, Photo } from './media.tsx';
import { RichText } from './rich-text.tsx';
import type { ShownMessage } from './types.ts';

export interface BubbleActions {
  onTap: (message: ShownMessage, tap: Tap) => void;
  onCommand: (command: string) => void;
  onReply: (message: ShownMessage) => void;
  onEdit: (message: ShownMessage) => void;
  onReact: (message: ShownMessage, emoji: string) => void;
}

const quickReactions = ['👍', '❤️', '👎'];

/** One bubble, or an album: several messages with one `media_group_id`, shown as a grid. */
export function Bubble(props: {
  messages: ShownMessage[];
  tail: boolean;
  waiting: Set<string>;
  actions: BubbleActions;
}) {
  const { lang, t } = useLang();
  const [message] = props.messages;
  if (!message) return null;
  if (message.pinned_message || message.successful_payment) return <Service message={message} />;
  const captioned = props.messages.find((one) => one.caption) ?? message;
  const text = captioned.text ?? captioned.caption ?? '';
  const entities = captioned.entities ?? captioned.caption_entities;
  const bare = Boolean(message.sticker) || (!message.reply_markup && isLargeEmoji(text));
  const side = message.outgoing ? 'theirs' : 'mine';
  const media = props.messages.length > 1 ? <Album messages={props.messages} /> : <Media message={message} />;
  const wide = Boolean(message.reply_markup) || Boolean(message.invoice);
  const classes = ['tg-bubble', bare && 'bare', props.tail && !bare && 'tail', message.photo && 'has-photo'];
  const when = `${message.edit_date ? `${t.edited} ` : ''}${clockTime(message.date, lang)}`;
  if (message.deleted) return null;
  return (
    <div className={`tg-message ${side}`} data-message={message.message_id}>
      <div className={`tg-column ${wide ? 'wide' : ''}`}>
        <div className={classes.filter(Boolean).join(' ')}>
          {message.forward_origin && <div className="tg-forwarded">{t.forwardedFrom}</div>}
          {message.reply_to_message && <Quoted message={message.reply_to_message as ShownMessage} />}
          {!message.show_caption_above_media && media}
          {text !== '' && (
            <div className="tg-text" dir="auto">
              <RichText text={text} entities={entities} onCommand={props.actions.onCommand} />
              <span className="tg-meta-room" aria-hidden="true">
                {when}
              </span>
            </div>
          )}
          {message.show_caption_above_media && media}
          <span className="tg-meta">
            {when}
            {side === 'mine' && <Ticks />}
          </span>
          <Reactions message={message} />
        </div>
        <InlineKeyboard
          markup={message.reply_markup}
          invoice={message.invoice}
          waiting={props.waiting}
          onTap={(tap) => props.actions.onTap(message, tap)}
        />
        <Tools message={message} text={text} actions={props.actions} />
      </div>
    </div>
  );
}

function Ticks() {
  return (
    <svg className="tg-ticks" viewBox="0 0 18 12" aria-hidden="true">
      <path d="M1 6.5 4.5 10 11 2.5M7.5 9.3l.9.7L15 2.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}

function Tools(props: { message: ShownMessage; text: string; actions: BubbleActions }) {
  const { t } = useLang();
  const { message, actions } = props;
  const editable = !message.outgoing && (message.text !== undefined || message.caption !== undefined);
  return (
    <div className="tg-tools">
      <button type="button" title={t.reply} aria-label={t.reply} onClick={() => actions.onReply(message)}>
        ↩
      </button>
      {editable && (
        <button type="button" title={t.edit} aria-label={t.edit} onClick={() => actions.onEdit(message)}>
          ✎
        </button>
      )}
      {message.outgoing &&
        quickReactions.map((emoji) => (
          <button
            type="button"
            key={emoji}
            aria-label={`${t.react} ${emoji}`}
            onClick={() => actions.onReact(message, emoji)}
          >
            {emoji}
          </button>
        ))}
    </div>
  );
}

function Quoted(props: { message: ShownMessage }) {
  const { t } = useLang();
  const { message } = props;
  const name = message.from?.first_name ?? '';
  return (
    <div className="tg-quoted">
      <b>{name}</b>
      <span>{message.text ?? message.caption ?? (message.photo ? t.photo : t.message)}</span>
    </div>
  );
}

function Album(props: { messages: ShownMessage[] }) {
  return (
    <div className="tg-album" data-count={Math.min(props.messages.length, 4)}>
      {props.messages.map((one) => {
        const photo = one.photo?.at(-1);
        if (photo) return <Photo key={one.message_id} fileId={photo.file_id} width={4} height={3} />;
        return <Media key={one.message_id} message={one} />;
      })}
    </div>
  );
}

function Reactions(props: { message: ShownMessage }) {
  const all = [...(props.message.reactions?.bot ?? []), ...(props.message.reactions?.person ?? [])];
  if (all.length === 0) return null;
  return (
    <div className="tg-reactions">
      {all.map((emoji, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two people may choose the same emoji
        <span key={index}>{emoji}</span>
      ))}
    </div>
  );
}

function Service(props: { message: ShownMessage }) {
  const { lang, t } = useLang();
  const { successful_payment: payment } = props.message;
  const words = payment ? `${t.paidWith} ${money(payment.total_amount, payment.currency, lang)}` : t.pinned;
  return <div className="tg-service">{words}</div>;
}
