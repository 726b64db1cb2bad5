import { useState } from 'react';
import { Dialog } from '../menu.tsx';
import { money } from '../times.ts';
import { useLang } from '../words.ts';
import type { Deed } from './deeds.ts';

/** What is paid for: an invoice in the chat, or one behind a link, which says nothing before it is opened. */
export interface Payable {
  invoice: { messageId: number } | { link: string };
  title: string;
  description: string;
  total: { amount: number; currency: string } | null;
}

/** Telegram's checkout: the bot is asked first (pre-checkout), then the payment succeeds or is refused with its words. */
export function PayForm(props: { what: Payable; deed: Deed; onClose: () => void }) {
  const { lang, t } = useLang();
  const [state, setState] = useState<{ at: 'form' | 'asking' | 'paid' } | { at: 'refused'; words: string }>({
    at: 'form',
  });
  const { invoice, title, description, total } = props.what;
  const sum = total ? money(total.amount, total.currency, lang) : '';
  const pay = async () => {
    setState({ at: 'asking' });
    try {
      const result = await props.deed({ do: 'pay', ...invoice });
      setState(result.ok ? { at: 'paid' } : { at: 'refused', words: String(result.error ?? '') });
    } catch (error) {
      setState({ at: 'refused', words: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <Dialog label={t.payTitle} className="tg-pay" inside onClose={props.onClose}>
      <header>
        <h2>{t.payTitle}</h2>
        <button type="button" className="tg-icon-button" aria-label={t.close} onClick={props.onClose}>
          ✕
        </button>
      </header>
      <div className="tg-pay-what">
        <b>{title}</b>
        <p>{description}</p>
      </div>
      {total && (
        <dl>
          <dt>{title}</dt>
          <dd>{sum}</dd>
        </dl>
      )}
      <div className="tg-pay-card">
        <span>💳</span>
        <span>
          {t.payCard} •••• 4242
          <small>{t.payTest}</small>
        </span>
      </div>
      <div aria-live="polite" className="tg-pay-state">
        {state.at === 'paid' && <p className="good">✓ {t.paid}</p>}
        {state.at === 'refused' && (
          <p className="bad">
            {t.payDeclined}
            {state.words ? `: ${state.words}` : ''}
          </p>
        )}
      </div>
      {state.at === 'paid' ? (
        <button type="button" className="tg-pay-button" onClick={props.onClose}>
          {t.close}
        </button>
      ) : (
        <button type="button" className="tg-pay-button" disabled={state.at === 'asking'} onClick={() => void pay()}>
          {state.at === 'asking' ? t.payAsking : `${t.pay} ${sum}`}
        </button>
      )}
    </Dialog>
  );
}
