import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Avatar } from '../avatar.tsx';
import { Dialog, Menu } from '../menu.tsx';
import { useBoard, useTranscript } from '../state.ts';
import { dayLabel, sameDay } from '../times.ts';
import { useLang } from '../words.ts';
import { Bubble, type BubbleActions } from './bubble.tsx';
import { nameOf } from './chat-rail.tsx';
import { Composer, type Draft } from './composer.tsx';
import { deedsOf, sendFiles, startPayload } from './deeds.ts';
import { groupAlbums } from './groups.ts';
import { PayForm } from './pay-form.tsx';
import type { Chat, ShownMessage, Transcript } from './types.ts';
import { useTaps } from './use-taps.ts';

const nothing: Transcript = { messages: [], callbacks: [], chatActions: [], pinned: null };

/** One person's private chat with the bot. */
export function ChatView(props: { chat: Chat; known: boolean; onSeen: (lastId: number) => void }) {
  const { lang, t } = useLang();
  const board = useBoard();
  const { chat } = props;
  const { person } = chat;
  const { bot } = board.page.telegram;
  const version = board.versionOf(`telegram:${person.id}`);
  const path = props.known ? `surface=telegram&chat=${person.id}` : null;
  const transcript = useTranscript<Transcript>(path, version) ?? nothing;
  const shown = useMemo(() => transcript.messages.filter((one) => !one.deleted), [transcript]);
  const deed = useMemo(() => deedsOf(chat, props.known), [chat, props.known]);

  const [draft, setDraft] = useState<Draft>(null);
  const [toast, setToast] = useState<string | null>(null);
  const [paying, setPaying] = useState<ShownMessage | null>(null);
  const [asking, setAsking] = useState<'contact' | 'link' | null>(null);
  const [dropping, setDropping] = useState(false);

  const say = useCallback((words: string) => setToast(words), []);
  useEffect(() => {
    if (!toast) return;
    const timer = setTimeout(() => setToast(null), 3500);
    return () => clearTimeout(timer);
  }, [toast]);

  const run = useCallback(
    (work: () => Promise<unknown>) => {
      work().catch((error: unknown) => say(`${t.failed}: ${error instanceof Error ? error.message : String(error)}`));
    },
    [say, t.failed],
  );
  const taps = useTaps({ deed, callbacks: transcript.callbacks, say, run, onPay: setPaying });

  const { onSeen } = props;
  const lastByBot = shown.findLast((one) => one.outgoing)?.message_id ?? 0;
  useEffect(() => onSeen(lastByBot), [lastByBot, onSeen]);

  const actions: BubbleActions = {
    onTap: taps.tap,
    onCommand: (text) => run(() => deed({ do: 'text', text })),
    onReply: (message) => setDraft({ mode: 'reply', message }),
    onEdit: (message) => setDraft({ mode: 'edit', message }),
    onReact: (message, emoji) => run(() => deed({ do: 'react', messageId: message.message_id, emoji })),
  };
  const files = (list: File[]) => list.length > 0 && run(() => sendFiles(deed, list, ''));
  const typing = useTyping(transcript, t);
  const pinned = pinnedOf(transcript);
  const start = (payload = '') => run(() => deed({ do: 'text', text: payload ? `/start ${payload}` : '/start' }));

  return (
    <section
      className="tg-chat"
      aria-label={nameOf(person)}
      onDragOver={(event) => {
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={(event) => event.currentTarget === event.target && setDropping(false)}
      onDrop={(event) => {
        event.preventDefault();
        setDropping(false);
        files([...event.dataTransfer.files]);
      }}
    >
      <header className="tg-header">
        <Avatar id={bot.id} name={bot.first_name} size={38} emoji="🏠" />
        <span className="tg-header-name">
          <b>{bot.first_name}</b>
          <small className={typing ? 'typing' : ''}>{typing ?? `${t.bot} · @${bot.username}`}</small>
        </span>
        <span className="tg-me" title={person.about?.[lang]}>
          <small>{t.actingAs}</small>
          <b>{nameOf(person)}</b>
        </span>
        <Menu label={t.chatMenu} className="tg-icon-button" align="right" button="⋮">
          {(close) => (
            <>
              <button
                type="button"
                className="menu-item"
                onClick={() => {
                  close();
                  setAsking('link');
                }}
              >
                <i>🔗</i>
                {t.deepLink}
              </button>
              <button
                type="button"
                className="menu-item"
                onClick={() => {
                  close();
                  run(() => deed({ do: chat.blocked ? 'unblock' : 'block' }));
                }}
              >
                <i>🚫</i>
                {chat.blocked ? t.unblockHere : t.blockBot}
              </button>
            </>
          )}
        </Menu>
      </header>
      {pinned && (
        <button type="button" className="tg-pinned" onClick={() => scrollToMessage(pinned.message_id)}>
          <b>{t.pinned}</b>
          <span>{pinned.text ?? pinned.caption ?? t.message}</span>
        </button>
      )}
      <Messages messages={shown} chatId={person.id} actions={actions} waiting={taps.waitingOn} />
      {toast && (
        <div className="tg-toast" role="status">
          {toast}
        </div>
      )}
      {chat.blocked ? (
        <button type="button" className="tg-big-button" onClick={() => run(() => deed({ do: 'unblock' }))}>
          {t.unblockBot}
        </button>
      ) : shown.length === 0 ? (
        <button type="button" className="tg-big-button" onClick={() => start()}>
          {t.startButton}
        </button>
      ) : (
        <Composer
          key={person.id}
          chat={chat}
          draft={draft}
          onDraft={setDraft}
          deed={deed}
          run={run}
          onFiles={files}
          onShareContact={() => setAsking('contact')}
        />
      )}
      {dropping && <div className="tg-drop">{t.dropHere}</div>}
      {taps.alert && (
        <Dialog label={bot.first_name} className="tg-alert" inside onClose={taps.closeAlert}>
          <p>{taps.alert}</p>
          <button type="button" onClick={taps.closeAlert}>
            OK
          </button>
        </Dialog>
      )}
      {paying && <PayForm message={paying} deed={deed} onClose={() => setPaying(null)} />}
      {asking === 'contact' && (
        <Dialog label={t.ownContact} className="tg-alert" inside onClose={() => setAsking(null)}>
          <p>{t.shareContactSure}</p>
          <div className="form-buttons">
            <button type="button" onClick={() => setAsking(null)}>
              {t.cancel}
            </button>
            <button
              type="button"
              onClick={() => {
                setAsking(null);
                run(() => deed({ do: 'contact', own: true }));
              }}
            >
              {t.share}
            </button>
          </div>
        </Dialog>
      )}
      {asking === 'link' && (
        <Dialog label={t.deepLink} inside onClose={() => setAsking(null)}>
          <form
            className="form"
            action={(form: FormData) => {
              const payload = startPayload(String(form.get('link') ?? ''));
              if (payload === null) return say(t.failed);
              setAsking(null);
              start(payload);
            }}
          >
            <label>
              {t.deepLink}
              <input name="link" placeholder={t.deepLinkHint} required />
            </label>
            <div className="form-buttons">
              <button type="button" className="quiet" onClick={() => setAsking(null)}>
                {t.cancel}
              </button>
              <button type="submit" className="primary">
                {t.open}
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </section>
  );
}

function Messages(props: {
  messages: ShownMessage[];
  chatId: number;
  actions: BubbleActions;
  waiting: (messageId: number) => Set<string>;
}) {
  const { lang, t } = useLang();
  const { bot } = useBoard().page.telegram;
  const { messages } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const atBottom = useRef(true);
  const [far, setFar] = useState(false);
  const groups = useMemo(() => groupAlbums(messages), [messages]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another person's chat opens at its newest message
  useLayoutEffect(() => {
    atBottom.current = true;
  }, [props.chatId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new messages scroll the list when it is at its end
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && atBottom.current) element.scrollTop = element.scrollHeight;
  }, [messages]);
  useEffect(() => {
    const element = scroller.current;
    const inner = element?.firstElementChild;
    if (!element || !inner) return;
    // Pictures arrive later than the words around them, and the keyboard below may grow.
    const watch = new ResizeObserver(() => {
      if (atBottom.current) element.scrollTop = element.scrollHeight;
    });
    watch.observe(inner);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  return (
    <div className="tg-wall">
      <div
        className="tg-scroll"
        ref={scroller}
        onScroll={(event) => {
          const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
          atBottom.current = scrollHeight - scrollTop - clientHeight < 60;
          setFar(scrollHeight - scrollTop - clientHeight > 300);
        }}
      >
        <div className="tg-messages" role="log" aria-label={bot.first_name}>
          {messages.length === 0 && (
            <div className="tg-empty">
              <Avatar id={bot.id} name={bot.first_name} size={72} emoji="🏠" />
              <b>{bot.description ? t.whatCanBot : bot.first_name}</b>
              <p>{bot.description || t.emptyChat}</p>
            </div>
          )}
          {groups.map((group, index) => {
            const [first] = group;
            const before = groups[index - 1]?.at(-1);
            const after = groups[index + 1]?.[0];
            if (!first) return null;
            const newDay = !before || !sameDay(before.date, first.date);
            const tail = !after || after.outgoing !== first.outgoing || after.date - first.date > 300;
            return (
              <div key={first.message_id} id={`tg-${first.message_id}`}>
                {newDay && <div className="tg-service">{dayLabel(first.date, lang, t)}</div>}
                <Bubble
                  messages={group}
                  tail={tail}
                  waiting={props.waiting(first.message_id)}
                  actions={props.actions}
                />
              </div>
            );
          })}
        </div>
      </div>
      {far && (
        <button
          type="button"
          className="tg-down"
          aria-label={t.scrollDown}
          onClick={() => scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior: 'smooth' })}
        >
          ⌄
        </button>
      )}
    </div>
  );
}

function scrollToMessage(id: number): void {
  document.getElementById(`tg-${id}`)?.scrollIntoView({ behavior: 'smooth', block: 'center' });
}

/** Telegram shows a chat action for five seconds or until the next message. */
const actionMs = 5000;

function useTyping(transcript: Transcript, t: ReturnType<typeof useLang>['t']): string | null {
  const last = transcript.chatActions?.at(-1);
  const [, again] = useState(0);
  const left = last ? last.at + actionMs - Date.now() : 0;
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => again((n) => n + 1), left);
    return () => clearTimeout(timer);
  }, [left]);
  const answered = transcript.messages.findLast((one) => one.outgoing);
  // Dates of messages are whole seconds: one of the same second came after the action more likely than before it.
  if (!last || left <= 0 || (answered && answered.date * 1000 + 999 >= last.at)) return null;
  if (/photo|video/.test(last.action)) return last.action.startsWith('record') ? t.recording : t.sendingPhoto;
  if (/document/.test(last.action)) return t.sendingFile;
  return /record|voice/.test(last.action) ? t.recording : t.typing;
}

function pinnedOf(transcript: Transcript): ShownMessage | null {
  const { pinned } = transcript;
  const last: unknown = Array.isArray(pinned) ? pinned.at(-1) : pinned;
  const id = typeof last === 'object' && last !== null ? (last as ShownMessage).message_id : last;
  return transcript.messages.find((one) => one.message_id === id && !one.deleted) ?? null;
}
