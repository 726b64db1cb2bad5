import { useState } from 'react';
import { Avatar } from '../avatar.tsx';
import { Menu } from '../menu.tsx';
import { useBoard } from '../state.ts';
import { useLang } from '../words.ts';

/** Who one is in the workspace: a searchable list of everybody. */
export function ColleaguePicker(props: { selected: string; onSelect: (id: string) => void }) {
  const { t } = useLang();
  const { page } = useBoard();
  const [query, setQuery] = useState('');
  const people = page.slack.users.filter((one) => !one.is_bot);
  const current = people.find((one) => one.id === props.selected);
  const wanted = query.trim().toLowerCase();
  const found = people.filter((one) =>
    `${one.real_name} ${one.name} ${one.title} ${one.roles.join(' ')}`.toLowerCase().includes(wanted),
  );
  return (
    <Menu
      label={t.colleagues}
      className="sl-me"
      button={
        <>
          <Avatar id={props.selected} name={current?.real_name ?? '?'} size={30} square />
          <span>
            <small>{t.actingAs}</small>
            <b>{current?.real_name ?? props.selected}</b>
          </span>
          <i aria-hidden="true">⌄</i>
        </>
      }
    >
      {(close) => (
        <div className="sl-people">
          <input
            className="sl-input"
            placeholder={t.findColleague}
            aria-label={t.findColleague}
            value={query}
            // biome-ignore lint/a11y/noAutofocus: the list was opened to search in it
            autoFocus
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              const first = found[0];
              if (event.key !== 'Enter' || !first) return;
              close();
              props.onSelect(first.id);
            }}
          />
          <div className="sl-people-list">
            {found.map((one) => (
              <button
                type="button"
                className="menu-item"
                key={one.id}
                aria-current={one.id === props.selected}
                onClick={() => {
                  close();
                  props.onSelect(one.id);
                }}
              >
                <Avatar id={one.id} name={one.real_name} size={28} square />
                <span>
                  <b>{one.real_name}</b>
                  <small>{one.deleted ? t.deactivated : one.title}</small>
                </span>
              </button>
            ))}
            {found.length === 0 && <p className="menu-note">{t.nobody}</p>}
          </div>
        </div>
      )}
    </Menu>
  );
}
