import { useEffect, useState } from 'react';
import { useBoard } from '../state.ts';
import { useLang } from '../words.ts';
import { ColleaguePicker } from './colleague-picker.tsx';

const readKey = 'playground.read';

export function Sidebar(props: {
  user: string;
  room: string;
  im: string | undefined;
  onUser: (id: string) => void;
  onRoom: (id: string) => void;
}) {
  const { t } = useLang();
  const { page } = useBoard();
  const { slack } = page;
  const unread = useUnread(props.room === 'im' ? (props.im ?? '') : props.room);
  const channels = slack.channels.filter((one) => !one.is_im);
  const { connection } = slack;
  const connected =
    connection.mode === 'http'
      ? t.overHttp
      : connection.connections > 0
        ? t.connected(connection.connections)
        : t.notConnected;
  return (
    <nav className="sl-sidebar" aria-label={slack.team.name}>
      <header>
        <b>{slack.team.name}</b>
        <small className={connection.mode === 'http' || connection.connections > 0 ? 'on' : 'off'}>{connected}</small>
      </header>
      <ColleaguePicker selected={props.user} onSelect={props.onUser} />
      <h3>{t.channels}</h3>
      {channels.map((channel) => {
        const count = channel.id === props.room ? 0 : unread(channel.id);
        return (
          <button
            type="button"
            key={channel.id}
            className={`sl-room ${count > 0 ? 'fresh' : ''}`}
            aria-current={channel.id === props.room}
            onClick={() => props.onRoom(channel.id)}
          >
            <i aria-hidden="true">#</i>
            <span>{channel.name}</span>
            {count > 0 && <b className="badge">{count > 99 ? '99+' : count}</b>}
          </button>
        );
      })}
      <h3>{t.apps}</h3>
      <button
        type="button"
        className={`sl-room ${props.im && unread(props.im) > 0 ? 'fresh' : ''}`}
        aria-current={props.room === 'home' || props.room === 'im'}
        onClick={() => props.onRoom(props.im && unread(props.im) > 0 ? 'im' : 'home')}
      >
        <i aria-hidden="true">🏠</i>
        <span>{page.telegram.bot.first_name}</span>
        {props.im && props.room !== 'im' && unread(props.im) > 0 && <b className="badge">{unread(props.im)}</b>}
      </button>
    </nav>
  );
}

/** How many messages came into each channel since this browser last looked at it. */
function useUnread(open: string): (channel: string) => number {
  const { page } = useBoard();
  const [read, setRead] = useState<Record<string, string>>(() => {
    try {
      return JSON.parse(localStorage.getItem(readKey) ?? '{}') as Record<string, string>;
    } catch {
      // Somebody else's or an older value: everything counts as unread.
      return {};
    }
  });
  const latest = page.slack.channels.find((one) => one.id === open)?.recent.at(-1);
  useEffect(() => {
    if (!latest || read[open] === latest) return;
    const next = { ...read, [open]: latest };
    localStorage.setItem(readKey, JSON.stringify(next));
    setRead(next);
  }, [open, latest, read]);
  return (id) => {
    const recent = page.slack.channels.find((one) => one.id === id)?.recent ?? [];
    return recent.filter((ts) => ts > (read[id] ?? '')).length;
  };
}
