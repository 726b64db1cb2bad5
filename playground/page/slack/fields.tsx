import { useEffect, useRef, useState } from 'react';
import { useLang } from '../words.ts';
import { useHost } from './host.ts';
import { asList, asText, initialOf } from './plain.ts';

export const textFields = new Set([
  'plain_text_input',
  'rich_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'datepicker',
  'timepicker',
  'datetimepicker',
]);

interface FieldElement {
  type: string;
  action_id?: string;
  multiline?: boolean;
  placeholder?: { text: string };
  min_length?: number;
  max_length?: number;
  focus_on_load?: boolean;
  is_decimal_allowed?: boolean;
  dispatch_action_config?: { trigger_actions_on?: string[] };
}

const inputTypes: Record<string, string> = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'text',
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
};

const pickers = new Set(['datepicker', 'timepicker', 'datetimepicker']);

/** Words, numbers, dates and times. Pickers outside of a form tell the app at once, words on Enter if asked to. */
export function TextField(props: { blockId: string; element: FieldElement; dispatch: boolean }) {
  const { blockId, element } = props;
  const host = useHost();
  const actionId = element.action_id ?? '';
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const raw = asText(host.valueOf(blockId, actionId) ?? initialOf(element));
  const value = element.type === 'datetimepicker' ? localOf(raw) : raw;
  const picker = pickers.has(element.type);
  const onEnter = element.dispatch_action_config?.trigger_actions_on?.includes('on_enter_pressed') ?? true;
  const tell = (selected: string) => host.act({ blockId, actionId, selected: selected === '' ? null : selected });
  useEffect(() => {
    if (element.focus_on_load) field.current?.focus();
  }, [element.focus_on_load]);
  const change = (next: string) => {
    const plain = element.type === 'datetimepicker' ? secondsOf(next) : next;
    host.change(blockId, actionId, plain === '' ? null : plain);
    const perCharacter = element.dispatch_action_config?.trigger_actions_on?.includes('on_character_entered');
    if ((picker && props.dispatch) || (props.dispatch && perCharacter)) tell(plain);
  };
  const shared = {
    id: `${blockId}-${actionId}`,
    value,
    maxLength: element.max_length,
    placeholder: element.placeholder?.text,
    'aria-invalid': Boolean(host.errors[blockId]),
    onChange: (event: { target: { value: string } }) => change(event.target.value),
  };
  if (element.multiline || element.type === 'rich_text_input') {
    return <textarea ref={field} className="sl-input" rows={4} {...shared} />;
  }
  return (
    <input
      ref={field}
      className={`sl-input ${picker ? 'sl-picker' : ''}`}
      type={inputTypes[element.type] ?? 'text'}
      inputMode={element.type === 'number_input' ? 'decimal' : undefined}
      {...shared}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !props.dispatch || !onEnter) return;
        event.preventDefault();
        tell(raw);
      }}
    />
  );
}

function localOf(seconds: string): string {
  if (seconds === '') return '';
  const date = new Date(Number(seconds) * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function secondsOf(local: string): string {
  return local === '' ? '' : String(Math.floor(new Date(local).getTime() / 1000));
}

/** Files go up as soon as they are chosen; the form carries their ids. */
export function FileField(props: {
  blockId: string;
  element: { action_id?: string; max_files?: number; filetypes?: string[] };
}) {
  const { blockId, element } = props;
  const { t } = useLang();
  const host = useHost();
  const actionId = element.action_id ?? '';
  const [names, setNames] = useState<string[]>([]);
  const [failed, setFailed] = useState('');
  const chosen = asList(host.valueOf(blockId, actionId) ?? null);
  const take = async (files: File[]) => {
    try {
      const ids = await host.upload(files);
      setNames([...names, ...files.map((file) => file.name)]);
      host.change(blockId, actionId, [...chosen, ...ids]);
      setFailed('');
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div className="sl-files-field">
      <label className="sl-button">
        {t.chooseFile}
        <input
          type="file"
          id={`${blockId}-${actionId}`}
          multiple={(element.max_files ?? 10) > 1}
          accept={element.filetypes?.map((type) => `.${type}`).join(',')}
          onChange={(event) => void take([...(event.target.files ?? [])])}
        />
      </label>
      <span>{failed || names.join(', ') || t.noFile}</span>
    </div>
  );
}
