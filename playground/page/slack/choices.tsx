import type { ConfirmationDialog, PlainTextElement, TextObject } from '@slack/types';
import { useState } from 'react';
import { Menu } from '../menu.tsx';
import { useBoard } from '../state.ts';
import { useLang } from '../words.ts';
import { Confirm } from './confirm.tsx';
import { useHost } from './host.ts';
import { Text } from './mrkdwn.tsx';
import { asList, initialOf } from './plain.ts';
import type { Plain } from './types.ts';

interface Option {
  text: TextObject;
  value?: string;
  description?: PlainTextElement;
}

export interface Selectable {
  type: string;
  action_id?: string;
  options?: Option[];
  option_groups?: Array<{ label: PlainTextElement; options: Option[] }>;
  placeholder?: PlainTextElement;
  confirm?: ConfirmationDialog;
}

const kinds = ['static_select', 'external_select', 'users_select', 'conversations_select', 'channels_select'];
export const selectables = new Set([...kinds, ...kinds.map((kind) => `multi_${kind}`), 'radio_buttons', 'checkboxes']);

/** Everything one chooses from a list; `tells` means the app hears of each choice. */
export function Choice(props: { blockId: string; element: Selectable; tells: boolean }) {
  const { blockId, element } = props;
  const host = useHost();
  const [asked, setAsked] = useState<{ value: Plain } | null>(null);
  const actionId = element.action_id ?? '';
  const current = asList(host.valueOf(blockId, actionId) ?? initialOf(element));
  const many = element.type === 'checkboxes' || element.type.startsWith('multi_');
  const groups = useOptions(element);
  const settle = (value: Plain) => {
    host.change(blockId, actionId, value);
    if (props.tells) host.act({ blockId, actionId, selected: value });
  };
  const choose = (values: string[]) => {
    const value = many ? values : (values.at(-1) ?? null);
    if (element.confirm && props.tells) setAsked({ value });
    else settle(value);
  };
  const list = element.type === 'radio_buttons' || element.type === 'checkboxes';
  const Shown = list ? OptionList : Select;
  return (
    <>
      <Shown
        id={`${blockId}-${actionId}`}
        element={element}
        groups={groups}
        current={current}
        many={many}
        onChoose={choose}
      />
      {asked && element.confirm && (
        <Confirm
          confirm={element.confirm}
          onAnswer={(yes) => {
            setAsked(null);
            if (yes) settle(asked.value);
          }}
        />
      )}
    </>
  );
}

interface Shown {
  id: string;
  element: Selectable;
  groups: Array<{ label?: string; options: Option[] }>;
  current: string[];
  many: boolean;
  onChoose: (values: string[]) => void;
}

function OptionList(props: Shown) {
  const { id, current, many } = props;
  return (
    <fieldset className="sl-options">
      {props.groups.flatMap((group) =>
        group.options.map((option) => {
          const value = option.value ?? '';
          const checked = current.includes(value);
          const rest = current.filter((one) => one !== value);
          return (
            <label key={value}>
              <input
                type={many ? 'checkbox' : 'radio'}
                name={id}
                checked={checked}
                onChange={() => props.onChoose(many ? (checked ? rest : [...current, value]) : [value])}
              />
              <span>
                <Text text={option.text} />
                {option.description && (
                  <small>
                    <Text text={option.description} />
                  </small>
                )}
              </span>
            </label>
          );
        }),
      )}
    </fieldset>
  );
}

function Select(props: Shown) {
  const { t } = useLang();
  const [query, setQuery] = useState('');
  const { current, many } = props;
  const all = props.groups.flatMap((group) => group.options);
  const labels = current.map((value) => all.find((one) => one.value === value)?.text.text ?? value);
  const placeholder = props.element.placeholder?.text ?? (many ? t.chooseOptions : t.chooseOption);
  const matches = (option: Option) => option.text.text.toLowerCase().includes(query.toLowerCase());
  return (
    <Menu
      label={placeholder}
      className={`sl-select ${labels.length > 0 ? 'chosen' : ''}`}
      button={
        <>
          <span>{labels.join(', ') || placeholder}</span>
          <i aria-hidden="true">⌄</i>
        </>
      }
    >
      {(close) => (
        <div className="sl-select-panel">
          {all.length > 8 && (
            <input
              className="sl-input"
              placeholder={t.search}
              aria-label={t.search}
              value={query}
              // biome-ignore lint/a11y/noAutofocus: the list was opened to search in it
              autoFocus
              onChange={(event) => setQuery(event.target.value)}
            />
          )}
          {props.groups.map((group, index) => (
            <div key={group.label ?? index}>
              {group.label && <div className="sl-select-group">{group.label}</div>}
              {group.options.filter(matches).map((option) => {
                const value = option.value ?? '';
                const chosen = current.includes(value);
                return (
                  <button
                    type="button"
                    className="menu-item"
                    key={value}
                    aria-pressed={chosen}
                    onClick={() => {
                      if (!many) close();
                      props.onChoose(
                        many && chosen ? current.filter((one) => one !== value) : [...(many ? current : []), value],
                      );
                    }}
                  >
                    <i>{chosen ? '✓' : ''}</i>
                    <span>
                      <Text text={option.text} />
                      {option.description && <small>{option.description.text}</small>}
                    </span>
                  </button>
                );
              })}
            </div>
          ))}
          {!all.some(matches) && <p className="menu-note">{t.nobody}</p>}
        </div>
      )}
    </Menu>
  );
}

/** Options as given by the app, or the workspace's people and channels. */
function useOptions(element: Selectable): Shown['groups'] {
  const { page } = useBoard();
  const plain = (text: string, value: string): Option => ({ text: { type: 'plain_text', text }, value });
  if (/users_select$/.test(element.type)) {
    const people = page.slack.users.filter((one) => !one.deleted);
    return [{ options: people.map((one) => plain(one.real_name, one.id)) }];
  }
  if (/(conversations|channels)_select$/.test(element.type)) {
    const channels = page.slack.channels.filter((one) => !one.is_im);
    return [{ options: channels.map((one) => plain(`#${one.name}`, one.id)) }];
  }
  if (element.option_groups) {
    return element.option_groups.map((group) => ({ label: group.label.text, options: group.options }));
  }
  return [{ options: element.options ?? [] }];
}
