import type { KeyboardButton, ReplyKeyboardMarkup } from '@grammyjs/types';
import { useEffect, useRef, useState } from 'react';
import { Menu } from '../menu.tsx';
import { useLang } from '../words.ts';
import { AttachMenu } from './attach-menu.tsx';
import type { Deed } from './deeds.ts';
import { isStartLink, startPayload } from './start-link.ts';
import type { Chat, ShownMessage } from './types.ts';

export type Draft = { mode: 'reply' | 'edit'; message: ShownMessage } | null;

/** The line to write in, with the bot's keyboard, its commands and what may be attached. */
export function Composer(props: {
  chat: Chat;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  deed: Deed;
  run: (work: () => Promise<unknown>) => void;
  onFiles: (files: File[]) => void;
  onShareContact: () => void;
}) {
  const { t } = useLang();
  const { chat, deed, draft, run } = props;
  const [text, setText] = useState('');
  const [keyboardOpen, setKeyboardOpen] = useState(true);
  const area = useRef<HTMLTextAreaElement>(null);
  const keyboard = chat.keyboard as ReplyKeyboardMarkup | null;

  useEffect(() => {
    if (draft?.mode === 'edit') setText(draft.message.text ?? draft.message.caption ?? '');
    if (draft) area.current?.focus();
  }, [draft]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, 140)}px`;
  }, [text]);

  const send = () => {
    const words = text.trim();
    if (words === '') return;
    setText('');
    props.onDraft(null);
    if (draft?.mode === 'edit')
      return run(() => deed({ do: 'edit', messageId: draft.message.message_id, text: words }));
    const sent = isStartLink(words) ? `/start ${startPayload(words)}` : words;
    run(() => deed({ do: 'text', text: sent, ...(draft ? { replyTo: draft.message.message_id } : {}) }));
  };
  const command = (name: string) => {
    setText('');
    run(() => deed({ do: 'text', text: `/${name}` }));
  };
  const press = (button: KeyboardButton) => {
    if (typeof button === 'string') return run(() => deed({ do: 'press-reply', label: button }));
    if ('request_contact' in button && button.request_contact) return props.onShareContact();
    if ('request_location' in button && button.request_location) return run(() => deed({ do: 'location' }));
    run(() => deed({ do: 'press-reply', label: button.text }));
    if (keyboard?.one_time_keyboard) setKeyboardOpen(false);
  };
  const typed = /^\/(\w*)$/.exec(text)?.[1];
  const suggested = typed === undefined ? [] : chat.commands.filter((one) => one.command.startsWith(typed));

  return (
    <div className="tg-bottom">
      {suggested.length > 0 && <Commands list={suggested} onChoose={command} />}
      {draft && (
        <div className="tg-draft">
          <span>
            <b>{draft.mode === 'edit' ? t.editing : t.replyingTo}</b>
            <span>{draft.message.text ?? draft.message.caption ?? t.message}</span>
          </span>
          <button
            type="button"
            className="tg-icon-button"
            aria-label={t.cancel}
            onClick={() => {
              props.onDraft(null);
              if (draft.mode === 'edit') setText('');
            }}
          >
            ✕
          </button>
        </div>
      )}
      <form
        className="tg-composer"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {chat.commands.length > 0 && (
          <Menu label={t.menu} className="tg-menu-button" up button={<>☰ {t.menu}</>}>
            {(close) => (
              <Commands
                list={chat.commands}
                onChoose={(name) => {
                  close();
                  command(name);
                }}
              />
            )}
          </Menu>
        )}
        <AttachMenu run={run} deed={deed} onFiles={props.onFiles} />
        <textarea
          ref={area}
          rows={1}
          value={text}
          placeholder={keyboard?.input_field_placeholder ?? t.message}
          aria-label={t.message}
          onChange={(event) => setText(event.target.value)}
          onPaste={(event) => {
            const files = [...event.clipboardData.files];
            if (files.length > 0) {
              event.preventDefault();
              props.onFiles(files);
            }
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault();
              send();
            }
            if (event.key === 'Escape') props.onDraft(null);
          }}
        />
        {keyboard && (
          <button
            type="button"
            className="tg-icon-button"
            aria-label={t.keyboardToggle}
            aria-pressed={keyboardOpen}
            title={t.keyboardToggle}
            onClick={() => setKeyboardOpen(!keyboardOpen)}
          >
            <KeyboardIcon />
          </button>
        )}
        <button type="submit" className="tg-send" aria-label={t.send} disabled={text.trim() === ''}>
          <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path d="M3.4 20.4 21 12 3.4 3.6 3.4 10.2 15 12 3.4 13.8z" fill="currentColor" />
          </svg>
        </button>
      </form>
      {keyboard && keyboardOpen && (
        <div className="tg-reply-keyboard">
          {keyboard.keyboard.map((row, y) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a button is known by its place
            <div key={y}>
              {row.map((button, x) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a button is known by its place
                <button type="button" key={x} onClick={() => press(button)}>
                  {typeof button === 'string' ? button : button.text}
                </button>
              ))}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function Commands(props: { list: Chat['commands']; onChoose: (command: string) => void }) {
  return (
    <div className="tg-commands">
      {props.list.map((one) => (
        <button type="button" key={one.command} onClick={() => props.onChoose(one.command)}>
          <b>/{one.command}</b>
          <span>{one.description}</span>
        </button>
      ))}
    </div>
  );
}

function KeyboardIcon() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <rect x="3" y="5" width="18" height="14" rx="3" fill="none" stroke="currentColor" strokeWidth="1.7" />
      <path d="M7 9.5h2m2 0h2m2 0h2M7 14.5h10" stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}
