import { useCallback, useEffect, useMemo, useState } from 'react';
import { Avatar } from '../avatar.tsx';
import { Dialog, Menu } from '../menu.tsx';
import { useBoard, useTranscript } from '../state.ts';
import { useLang } from '../words.ts';
import type { BubbleActions } from './bubble.tsx';
import { nameOf } from './chat-rail.tsx';
import { Composer, type Draft } from './composer.tsx';
import { deedsOf, sendFiles } from './deeds.ts';
import { type Payable, PayForm } from './pay-form.tsx';
import { startPayload } from './start-link.ts';
import type { Chat, ShownMessage, Transcript } from './types.ts';
import { useTaps } from './use-taps.ts';
import { useTyping } from './use-typing.ts';
import { Wall } from './wall.tsx';

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
  const read = useTranscript<Transcript>(path, version);
  const transcript = read ?? nothing;
  const loading = path !== null && read === null;
  const shown = useMemo(() => transcript.messages.filter((one) => !one.deleted), [transcript]);
  const deed = useMemo(() => deedsOf(chat, props.known), [chat, props.known]);

  const [draft, setDraft] = useState<Draft>(null);
  const [toast, setToast] = useState<string | null>(null);
  const [paying, setPaying] = useState<Payable | null>(null);
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
  const typing = useTyping(transcript);
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
      <Wall messages={shown} loading={loading} chatId={person.id} actions={actions} waiting={taps.waitingOn} />
      {toast && (
        <div className="tg-toast" role="status">
          {toast}
        </div>
      )}
      {chat.blocked ? (
        <button type="button" className="tg-big-button" onClick={() => run(() => deed({ do: 'unblock' }))}>
          {t.unblockBot}
        </button>
      ) : shown.length === 0 && !loading ? (
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
      {paying && <PayForm what={paying} deed={deed} onClose={() => setPaying(null)} />}
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

function scrollToMessage(id: number): void {
  document.getElementById(`tg-${id}`)?.scrollIntoView({ behavior: 'smooth', block: 'center' });
}

function pinnedOf(transcript: Transcript): ShownMessage | null {
  const { pinned } = transcript;
  const last: unknown = Array.isArray(pinned) ? pinned.at(-1) : pinned;
  const id = typeof last === 'object' && last !== null ? (last as ShownMessage).message_id : last;
  return transcript.messages.find((one) => one.message_id === id && !one.deleted) ?? null;
}
