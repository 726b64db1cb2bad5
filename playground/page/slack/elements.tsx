import type { Button, Overflow } from '@slack/types';
import { useState } from 'react';
import { Menu } from '../menu.tsx';
import { useLang } from '../words.ts';
import { Choice, type Selectable, selectables } from './choices.tsx';
import { Confirm } from './confirm.tsx';
import { FileField, TextField, textFields } from './fields.tsx';
import { useHost } from './host.ts';
import { PlainText } from './mrkdwn.tsx';

/** Every interactive element; a block gives it its id. Unknown ones say their type. */
export function Element(props: {
  blockId: string;
  element: { type: string; action_id?: string };
  inInput?: boolean;
  dispatch?: boolean;
}) {
  const { blockId, element } = props;
  if (element.type === 'button' || element.type === 'workflow_button') {
    return <ButtonElement blockId={blockId} element={element as Button} />;
  }
  if (element.type === 'overflow') return <OverflowElement blockId={blockId} element={element as Overflow} />;
  if (element.type === 'file_input') return <FileField blockId={blockId} element={element} />;
  if (textFields.has(element.type)) {
    return <TextField blockId={blockId} element={element} dispatch={props.dispatch === true} />;
  }
  if (selectables.has(element.type)) {
    const tells = !props.inInput || props.dispatch === true;
    return <Choice blockId={blockId} element={element as Selectable} tells={tells} />;
  }
  return <span className="sl-unknown">{element.type}</span>;
}

function ButtonElement(props: { blockId: string; element: Button }) {
  const { element, blockId } = props;
  const host = useHost();
  const [confirming, setConfirming] = useState(false);
  const actionId = element.action_id ?? '';
  const busy = host.busy.has(`${blockId}/${actionId}`);
  const click = () => {
    if (element.url) window.open(element.url, '_blank', 'noreferrer');
    host.act({ blockId, actionId, ...(element.value === undefined ? {} : { value: element.value }) });
  };
  return (
    <>
      <button
        type="button"
        className={`sl-button ${element.style ?? ''}`}
        aria-label={element.accessibility_label}
        aria-busy={busy}
        onClick={() => (element.confirm ? setConfirming(true) : click())}
      >
        <PlainText text={element.text.text} />
        {busy && <i className="spinner" />}
      </button>
      {confirming && element.confirm && (
        <Confirm
          confirm={element.confirm}
          onAnswer={(yes) => {
            setConfirming(false);
            if (yes) click();
          }}
        />
      )}
    </>
  );
}

function OverflowElement(props: { blockId: string; element: Overflow }) {
  const { element, blockId } = props;
  const { t } = useLang();
  const host = useHost();
  const [asked, setAsked] = useState<string | null>(null);
  const choose = (value: string) => host.act({ blockId, actionId: element.action_id ?? '', selected: value });
  return (
    <>
      <Menu label={t.moreActions} className="sl-button sl-overflow" align="right" button="⋯">
        {(close) =>
          element.options.map((option) => (
            <button
              type="button"
              className="menu-item"
              key={option.value ?? option.text.text}
              onClick={() => {
                close();
                if (option.url) window.open(option.url, '_blank', 'noreferrer');
                const value = option.value ?? '';
                if (element.confirm) setAsked(value);
                else choose(value);
              }}
            >
              <PlainText text={option.text.text} />
            </button>
          ))
        }
      </Menu>
      {asked !== null && element.confirm && (
        <Confirm
          confirm={element.confirm}
          onAnswer={(yes) => {
            setAsked(null);
            if (yes) choose(asked);
          }}
        />
      )}
    </>
  );
}
