import { Avatar } from '../avatar.tsx';
import { Menu } from '../menu.tsx';
import { useBoard } from '../state.ts';
import { clockTime, fileSize } from '../times.ts';
import { useLang } from '../words.ts';
import { Blocks } from './blocks.tsx';
import { commonReactions, emojiOf } from './emoji.ts';
import { HostContext } from './host.ts';
import { Mrkdwn } from './mrkdwn.tsx';
import type { SlackFile, SlackMessage } from './types.ts';
import { useBlockHost } from './use-host.ts';

export interface MessageDeeds {
  user: string;
  say: (words: string) => void;
  react: (message: SlackMessage, name: string) => void;
  openThread?: (ts: string) => void;
  messageShortcuts: Array<{ callbackId: string; name: string }>;
  runMessageShortcut: (message: SlackMessage, callbackId: string) => void;
}

const noErrors: Record<string, string> = {};
const noValue = () => undefined;

export function Message(props: { message: SlackMessage; joined: boolean; pinned: boolean; deeds: MessageDeeds }) {
  const { lang, t } = useLang();
  const { page } = useBoard();
  const { message, deeds } = props;
  const author = message.bot
    ? { id: page.slack.bot.user_id, name: message.username ?? page.telegram.bot.first_name, app: true }
    : authorOf(page.slack.users, message.user ?? '');
  const where = { channel: message.channel, ts: message.ts };
  const { host } = useBlockHost(deeds.user, where, noValue, noErrors, { failed: deeds.say, noAck: t.noAck });
  const time = clockTime(Number(message.ts), lang);
  const ephemeral = Boolean(message.ephemeralFor);
  const joined = props.joined && !ephemeral;
  return (
    <article className={`sl-message ${joined ? 'joined' : ''} ${ephemeral ? 'ephemeral' : ''}`} data-ts={message.ts}>
      {props.pinned && <div className="sl-pinned">📌 {t.pinnedTo}</div>}
      {ephemeral && <div className="sl-only-you">👁 {t.onlyYou}</div>}
      <div className="sl-message-row">
        <div className="sl-gutter">
          {joined ? (
            <time>{time}</time>
          ) : (
            <Avatar id={author.id} name={author.name} size={36} square emoji={author.app ? '🏠' : undefined} />
          )}
        </div>
        <div className="sl-body">
          {!joined && (
            <div className="sl-author">
              <b>{author.name}</b>
              {author.app && <span className="sl-app-tag">{t.app}</span>}
              <time>{time}</time>
            </div>
          )}
          <HostContext.Provider value={host}>
            <Content message={message} />
          </HostContext.Provider>
          {message.edited && <small className="sl-edited">({t.edited})</small>}
          <Files files={message.files.filter((file) => !shownInBlocks(message, file))} />
          <Reactions message={message} deeds={deeds} />
          {message.replies > 0 && deeds.openThread && (
            <button type="button" className="sl-replies" onClick={() => deeds.openThread?.(message.ts)}>
              {t.replies(message.replies)}
            </button>
          )}
        </div>
      </div>
      {!ephemeral && <Tools message={message} deeds={deeds} />}
    </article>
  );
}

function Content(props: { message: SlackMessage }) {
  const { message } = props;
  const onlyWords = message.blocks.length === 0;
  return (
    <>
      {onlyWords && message.text !== '' && (
        <div className="sl-text">
          <Mrkdwn source={message.text} />
        </div>
      )}
      {!onlyWords && <Blocks blocks={message.blocks} files={message.files} />}
      {message.attachments.map((attachment, index) => (
        <div
          className="sl-attachment"
          // biome-ignore lint/suspicious/noArrayIndexKey: attachments of one message never move
          key={index}
          style={{
            borderColor: /^#?[0-9a-f]{6}$/i.test(attachment.color ?? '')
              ? `#${attachment.color?.replace('#', '')}`
              : undefined,
          }}
        >
          {attachment.blocks ? (
            <Blocks blocks={attachment.blocks} files={message.files} />
          ) : (
            <Mrkdwn source={attachment.text ?? attachment.fallback ?? ''} />
          )}
        </div>
      ))}
    </>
  );
}

function Files(props: { files: SlackFile[] }) {
  if (props.files.length === 0) return null;
  return (
    <div className="sl-files">
      {props.files.map((file) =>
        /^image\/(png|jpeg|gif|webp)$/.test(file.mimetype) && file.url_person ? (
          <a key={file.id} href={file.url_person} target="_blank" rel="noreferrer">
            <img src={file.url_person} alt={file.title ?? file.name} />
          </a>
        ) : (
          <a key={file.id} className="sl-file" href={file.url_person} download={file.name}>
            <span aria-hidden="true">{file.mimetype.startsWith('audio/') ? '🎤' : '📄'}</span>
            <span>
              <b>{file.title ?? file.name}</b>
              <small>{fileSize(file.size)}</small>
            </span>
          </a>
        ),
      )}
    </div>
  );
}

function Reactions(props: { message: SlackMessage; deeds: MessageDeeds }) {
  const { page } = useBoard();
  const { message, deeds } = props;
  if (message.reactions.length === 0) return null;
  const nameOf = (id: string) => page.slack.users.find((one) => one.id === id)?.real_name ?? id;
  return (
    <div className="sl-reactions">
      {message.reactions.map(({ name, users }) => (
        <button
          type="button"
          key={name}
          className={users.includes(deeds.user) ? 'own' : ''}
          title={`${users.map(nameOf).join(', ')} :${name}:`}
          onClick={() => deeds.react(message, name)}
        >
          {emojiOf(name) ?? `:${name}:`} <b>{users.length}</b>
        </button>
      ))}
    </div>
  );
}

function Tools(props: { message: SlackMessage; deeds: MessageDeeds }) {
  const { t } = useLang();
  const { message, deeds } = props;
  return (
    <div className="sl-tools">
      <Menu label={t.addReaction} align="right" button="☺">
        {(close) => (
          <div className="sl-emoji-picker">
            {commonReactions.map((name) => (
              <button
                type="button"
                key={name}
                aria-label={name}
                onClick={() => {
                  close();
                  deeds.react(message, name);
                }}
              >
                {emojiOf(name)}
              </button>
            ))}
          </div>
        )}
      </Menu>
      {deeds.openThread && (
        <button
          type="button"
          title={t.replyInThread}
          aria-label={t.replyInThread}
          onClick={() => deeds.openThread?.(message.thread_ts ?? message.ts)}
        >
          💬
        </button>
      )}
      <Menu label={t.moreActions} align="right" button="⋮">
        {(close) => (
          <>
            <p className="menu-note">{t.shortcutsHint}</p>
            {deeds.messageShortcuts.map((shortcut) => (
              <button
                type="button"
                className="menu-item"
                key={shortcut.callbackId}
                onClick={() => {
                  close();
                  deeds.runMessageShortcut(message, shortcut.callbackId);
                }}
              >
                {shortcut.name}
              </button>
            ))}
            <form
              className="sl-free-shortcut"
              action={(form: FormData) => {
                close();
                deeds.runMessageShortcut(message, String(form.get('callbackId')));
              }}
            >
              <input
                className="sl-input"
                name="callbackId"
                placeholder={t.callbackId}
                aria-label={t.runShortcut}
                required
              />
              <button type="submit" className="sl-button">
                {t.run}
              </button>
            </form>
          </>
        )}
      </Menu>
    </div>
  );
}

function shownInBlocks(message: SlackMessage, file: SlackFile): boolean {
  return JSON.stringify(message.blocks).includes(file.id);
}

function authorOf(users: Array<{ id: string; real_name: string; is_bot?: boolean }>, id: string) {
  const user = users.find((one) => one.id === id);
  return { id, name: user?.real_name ?? id, app: user?.is_bot === true };
}
