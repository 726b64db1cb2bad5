import { useEffect, useMemo, useState } from 'react';
import { act } from '../api.ts';
import { useBoard, useStored, useTranscript } from '../state.ts';
import { useLang } from '../words.ts';
import { MessageList } from './channel.tsx';
import { Home } from './home.tsx';
import { InputLine, type OutgoingFile } from './input-line.tsx';
import type { MessageDeeds } from './message.tsx';
import { Modal } from './modal.tsx';
import { ShortcutsMenu } from './shortcuts-menu.tsx';
import { Sidebar } from './sidebar.tsx';
import { tellApp } from './tell-app.ts';
import type { SlackTranscript } from './types.ts';

const nothing: SlackTranscript = { messages: [], views: {}, homes: {}, pinned: [] };

/** The right half: a Slack workspace seen by one colleague. `room` is a channel's id, `home` or `im`. */
export function SlackPane() {
  const { t } = useLang();
  const board = useBoard();
  const { slack, telegram } = board.page;
  const [user, setUser] = useStored<string>('sl', slack.users.find((one) => !one.is_bot && !one.deleted)?.id ?? '');
  const [room, setRoom] = useStored<string>('room', slack.channels.find((one) => !one.is_im)?.id ?? 'home');
  const [thread, setThread] = useState<string | null>(null);
  const [toast, setToast] = useState('');
  const im = slack.channels.find((one) => one.is_im && one.user === user)?.id;
  const channel = room === 'home' ? null : room === 'im' ? (im ?? null) : room;
  const version = board.versionOf(`slack:${user}`) + (channel ? board.versionOf(`slack:${channel}`) : 0);
  const query = `surface=slack&user=${user}${channel ? `&channel=${channel}` : ''}`;
  const read = useTranscript<SlackTranscript>(query, version);
  const transcript = read ?? nothing;

  // The app publishes a Home when somebody opens it; its direct conversation begins the same way.
  const tab = room === 'home' ? 'home' : room === 'im' && !im ? 'messages' : null;
  useEffect(() => {
    if (!tab || !user) return;
    act({ surface: 'slack', do: 'open-home', user, tab }).catch((error: unknown) => setToast(String(error)));
  }, [tab, user]);
  useEffect(() => {
    if (!toast) return;
    const timer = setTimeout(() => setToast(''), 4000);
    return () => clearTimeout(timer);
  }, [toast]);

  const failed = (error: unknown) => setToast(error instanceof Error ? error.message : String(error));
  const shown = useMemo(() => transcript.messages.filter((one) => !one.deleted), [transcript]);
  const top = useMemo(
    () => shown.filter((one) => !one.thread_ts || one.thread_ts === one.ts || one.broadcast),
    [shown],
  );
  const inThread = useMemo(
    () => (thread ? shown.filter((one) => one.ts === thread || one.thread_ts === thread) : []),
    [shown, thread],
  );
  const commands = slack.app?.commands ?? [];
  const deeds: MessageDeeds = {
    user,
    say: setToast,
    react(message, name) {
      const mine = message.reactions.find((one) => one.name === name)?.users.includes(user);
      const where = { channel: message.channel, ts: message.ts };
      act({ surface: 'slack', do: 'react', user, ...where, name, ...(mine ? { remove: true } : {}) }).catch(failed);
    },
    openThread: setThread,
    messageShortcuts: (slack.app?.shortcuts ?? []).filter((one) => one.type === 'message'),
    runMessageShortcut(message, callbackId) {
      const where = { channel: message.channel, ts: message.ts };
      tellApp({ do: 'message-shortcut', user, callbackId, ...where }, t.noAck).catch(failed);
    },
  };
  const send = async (text: string, files: OutgoingFile[], threadTs?: string) => {
    const where = channel ?? 'im';
    const [, command, rest = ''] = /^(\/[\w-]+)\s*(.*)$/s.exec(text) ?? [];
    if (!command || files.length > 0 || threadTs) {
      const carried = { ...(threadTs ? { threadTs } : {}), ...(files.length > 0 ? { files } : {}) };
      return act({ surface: 'slack', user, do: 'message', channel: where, text, ...carried });
    }
    return tellApp({ do: 'command', user, command, text: rest, channel: where }, `${command}: ${t.noAck}`);
  };
  const name = slack.channels.find((one) => one.id === room)?.name ?? '';
  const views = transcript.views[user] ?? [];
  const view = views.at(-1);
  const inApp = room === 'home' || room === 'im';

  return (
    <div className="sl">
      <Sidebar
        user={user}
        room={room}
        im={im}
        onUser={(id) => {
          setUser(id);
          setThread(null);
        }}
        onRoom={(id) => {
          setRoom(id);
          setThread(null);
        }}
      />
      <section className="sl-main" aria-label={inApp ? telegram.bot.first_name : `#${name}`}>
        <header className="sl-header">
          <h2>{inApp ? telegram.bot.first_name : `# ${name}`}</h2>
          {inApp && (
            <div className="sl-tabs" role="tablist">
              <button type="button" role="tab" aria-selected={room === 'home'} onClick={() => setRoom('home')}>
                {t.home}
              </button>
              <button type="button" role="tab" aria-selected={room === 'im'} onClick={() => setRoom('im')}>
                {t.directMessages}
              </button>
            </div>
          )}
          <ShortcutsMenu user={user} onFailed={failed} />
        </header>
        {room === 'home' ? (
          <Home key={user} view={transcript.homes[user]} loading={read === null} user={user} say={setToast} />
        ) : (
          <>
            <MessageList
              key={`${user} ${room}`}
              messages={top}
              pinned={transcript.pinned ?? []}
              deeds={deeds}
              empty={read === null ? '' : inApp ? t.emptyIm : t.emptyChannel(name)}
              label={name}
            />
            <InputLine
              key={room}
              placeholder={t.messageTo(inApp ? telegram.bot.first_name : `#${name}`)}
              commands={commands}
              onSend={(text, files) => send(text, files)}
            />
          </>
        )}
        {toast && (
          <div className="sl-toast" role="status">
            {toast}
          </div>
        )}
      </section>
      {thread && inThread.length > 0 && (
        <aside className="sl-thread" aria-label={t.threadTitle}>
          <header className="sl-header">
            <h2>{t.threadTitle}</h2>
            <small>{inApp ? '' : `# ${name}`}</small>
            <button type="button" className="sl-icon" aria-label={t.close} onClick={() => setThread(null)}>
              ✕
            </button>
          </header>
          <MessageList
            key={thread}
            messages={inThread}
            pinned={[]}
            deeds={{ ...deeds, openThread: undefined }}
            empty=""
            label={t.threadTitle}
          />
          <InputLine
            key={`${thread} input`}
            placeholder={t.replyPlaceholder}
            commands={[]}
            autoFocus
            onSend={(text, files) => send(text, files, thread)}
          />
        </aside>
      )}
      {view && <Modal key={view.id} view={view} user={user} depth={views.length} botName={telegram.bot.first_name} />}
    </div>
  );
}
