import { useState } from 'react';
import { Avatar } from '../avatar.tsx';
import { Dialog } from '../menu.tsx';
import { useLang } from '../words.ts';
import type { Chat } from './types.ts';

export const nameOf = (person: { first_name: string; last_name?: string }) =>
  [person.first_name, person.last_name].filter(Boolean).join(' ');

/** Who may write to the bot: the cast, then strangers made here. */
export function ChatRail(props: {
  chats: Chat[];
  unread: (chat: Chat) => number;
  selected: number;
  onSelect: (id: number) => void;
  onStranger: (person: Chat['person']) => void;
}) {
  const { lang, t } = useLang();
  const [making, setMaking] = useState(false);
  return (
    <nav className="tg-rail" aria-label={t.chatsLabel}>
      {props.chats.map((chat) => {
        const name = nameOf(chat.person);
        const unread = chat.person.id === props.selected ? 0 : props.unread(chat);
        const about = chat.person.about?.[lang];
        return (
          <button
            type="button"
            key={chat.person.id}
            className="tg-rail-item"
            aria-current={chat.person.id === props.selected}
            title={about ? `${name} · ${about}` : name}
            onClick={() => props.onSelect(chat.person.id)}
          >
            <Avatar id={chat.person.id} name={name} size={44} />
            <span className="tg-rail-name">{chat.person.first_name}</span>
            {unread > 0 && <b className="badge">{unread > 99 ? '99+' : unread}</b>}
            {chat.blocked && <i className="tg-rail-blocked">🚫</i>}
          </button>
        );
      })}
      <button type="button" className="tg-rail-item tg-rail-add" title={t.newStranger} onClick={() => setMaking(true)}>
        <span className="avatar plus" aria-hidden="true">
          +
        </span>
        <span className="tg-rail-name">{t.newStranger}</span>
      </button>
      {making && (
        <StrangerForm
          onClose={() => setMaking(false)}
          onMake={(person) => {
            setMaking(false);
            props.onStranger(person);
          }}
        />
      )}
    </nav>
  );
}

function StrangerForm(props: { onClose: () => void; onMake: (person: Chat['person']) => void }) {
  const { lang, t } = useLang();
  const submit = (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim();
    props.onMake({
      id: 200_000 + Math.floor(Math.random() * 700_000_000),
      first_name: text('first_name'),
      ...(text('last_name') ? { last_name: text('last_name') } : {}),
      ...(text('username') ? { username: text('username').replace(/^@/, '') } : {}),
      language_code: text('language_code'),
      phone: text('phone'),
    });
  };
  return (
    <Dialog label={t.newStranger} onClose={props.onClose}>
      <form className="form" action={submit}>
        <h2>{t.newStranger}</h2>
        <label>
          {t.firstName}
          <input name="first_name" required maxLength={64} />
        </label>
        <label>
          {t.lastName}
          <input name="last_name" maxLength={64} />
        </label>
        <label>
          {t.username}
          <input name="username" pattern="@?[A-Za-z][A-Za-z0-9_]{4,31}" placeholder="new_neighbour" />
        </label>
        <label>
          {t.phone}
          <input
            name="phone"
            pattern="\+?[0-9 ]{7,18}"
            defaultValue={lang === 'ru' ? '+79990000999' : '+12075550199'}
          />
        </label>
        <label>
          {t.languageOfPerson}
          <select name="language_code" defaultValue={lang}>
            <option value="ru">Русский</option>
            <option value="en">English</option>
            <option value="de">Deutsch</option>
          </select>
        </label>
        <div className="form-buttons">
          <button type="button" className="quiet" onClick={props.onClose}>
            {t.cancel}
          </button>
          <button type="submit" className="primary">
            {t.create}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
