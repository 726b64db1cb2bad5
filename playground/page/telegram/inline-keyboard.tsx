import type { InlineKeyboardMarkup, Invoice } from '@grammyjs/types';
import { money } from '../times.ts';
import { useLang } from '../words.ts';
import type { Button } from './types.ts';

export interface Tap {
  button: Button;
  /** Row and column: two buttons may look the same. */
  place: string;
}

/** Buttons under a message; `waiting` names the places that spin until the bot answers. */
export function InlineKeyboard(props: {
  markup: InlineKeyboardMarkup | undefined;
  invoice?: Invoice;
  waiting: Set<string>;
  onTap: (tap: Tap) => void;
}) {
  const { lang, t } = useLang();
  const rows = props.markup?.inline_keyboard ?? [];
  if (rows.length === 0) {
    if (!props.invoice) return null;
    const sum = money(props.invoice.total_amount, props.invoice.currency, lang);
    const button = { text: `${t.pay} ${sum}`, pay: true } as Button;
    return (
      <div className="tg-keyboard">
        <div className="tg-keyboard-row">
          <button type="button" onClick={() => props.onTap({ button, place: '0.0' })}>
            {button.text}
          </button>
        </div>
      </div>
    );
  }
  return (
    <div className="tg-keyboard">
      {rows.map((row, y) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a button is known by its place
        <div className="tg-keyboard-row" key={y}>
          {row.map((button, x) => {
            const place = `${y}.${x}`;
            const waiting = props.waiting.has(place);
            return (
              <button
                type="button"
                key={place}
                className={styleOf(button)}
                aria-busy={waiting}
                onClick={() => props.onTap({ button, place })}
              >
                <span>{button.text}</span>
                {waiting ? <i className="spinner" /> : <Corner button={button} />}
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function styleOf(button: Button): string | undefined {
  return 'style' in button && button.style ? `tg-button-${button.style}` : undefined;
}

function Corner(props: { button: Button }) {
  if ('url' in props.button) return <i className="tg-corner">↗</i>;
  if ('copy_text' in props.button) return <i className="tg-corner">⧉</i>;
  if ('pay' in props.button) return <i className="tg-corner">💳</i>;
  return null;
}
