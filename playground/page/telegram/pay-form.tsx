import { useState } from 'react';
import { Dialog } from '../menu.tsx';
import { money } from '../times.ts';
import { useLang } from '../words.ts';
import type { Deed } from './deeds.ts';
import type { ShownMessage } from './types.ts';

/** Telegram's checkout: the bot is asked first (pre-checkout), then the payment succeeds or is refused with its words. */
export function PayForm(props: { message: ShownMessage; deed: Deed; onClose: () => void }) {
  const { lang, t } = useLang();
  const [state, setState] = useState<{ at: 'form' | 'asking' | 'paid' } | { at: 'refused'; words: string }>({
    at: 'form',
  });
  const { invoice } = props.message;
  if (!invoice) return null;
  const sum = money(invoice.total_amount, invoice.currency, lang);
  const pay = async () => {
    setState({ at: 'asking' });
    try {
      const result = await props.deed({ do: 'pay', messageId: props.message.message_id });
      const refused = result.ok === false || result.paid === false || result.state === 'refused';
      const words = String(result.error ?? result.error_message ?? result.words ?? '');
      setState(refused ? { at: 'refused', words } : { at: 'paid' });
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
        <b>{invoice.title}</b>
        <p>{invoice.description}</p>
      </div>
      <dl>
        <dt>{invoice.title}</dt>
        <dd>{sum}</dd>
      </dl>
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
