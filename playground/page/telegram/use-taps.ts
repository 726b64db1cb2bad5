import { useEffect, useRef, useState } from 'react';
import { useLang } from '../words.ts';
import type { Deed } from './deeds.ts';
import type { Tap } from './inline-keyboard.tsx';
import type { Payable } from './pay-form.tsx';
import type { CallbackRecord, ShownMessage } from './types.ts';

/** Telegram's apps stop turning the wheel after some time even when nobody answers. */
const patienceMs = 15_000;

type Waiting = { messageId: number; place: string; callbackId: string | null };

/** Taps on inline buttons: a wheel until `answerCallbackQuery`, then its toast, alert or link. */
export function useTaps(deps: {
  deed: Deed;
  callbacks: CallbackRecord[];
  say: (words: string) => void;
  run: (work: () => Promise<unknown>) => void;
  onPay: (what: Payable) => void;
}) {
  const { t } = useLang();
  const [waiting, setWaiting] = useState<Waiting[]>([]);
  const [alert, setAlert] = useState<string | null>(null);
  const told = useRef(new Set<string>());
  const { callbacks, deed, say } = deps;

  useEffect(() => {
    for (const callback of callbacks) {
      const mine = waiting.find((one) => one.callbackId === callback.id);
      if (!mine || !callback.answer || told.current.has(callback.id)) continue;
      told.current.add(callback.id);
      setWaiting((old) => old.filter((one) => one.callbackId !== callback.id));
      const { text, show_alert, url } = callback.answer;
      if (url) window.open(url, '_blank', 'noreferrer');
      if (text && show_alert) setAlert(text);
      else if (text) say(text);
    }
  }, [callbacks, waiting, say]);

  const press = async (message: ShownMessage, place: string, button: { text: string; callback_data: string }) => {
    const key: Waiting = { messageId: message.message_id, place, callbackId: null };
    const same = (one: Waiting) => one.messageId === key.messageId && one.place === place;
    setWaiting((old) => [...old.filter((one) => !same(one)), key]);
    const stop = () => setWaiting((old) => old.filter((one) => !same(one)));
    try {
      const result = await deed({ do: 'press', messageId: message.message_id, data: button.callback_data });
      const callbackId = String(result.callbackId);
      setWaiting((old) => old.map((one) => (same(one) ? { ...one, callbackId } : one)));
      setTimeout(stop, patienceMs);
    } catch (error) {
      stop();
      throw error;
    }
  };

  return {
    alert,
    closeAlert: () => setAlert(null),
    waitingOn: (messageId: number) =>
      new Set(waiting.filter((one) => one.messageId === messageId).map((one) => one.place)),
    tap(message: ShownMessage, { button, place }: Tap) {
      if ('callback_data' in button && button.callback_data !== undefined) {
        const { text, callback_data } = button;
        return deps.run(() => press(message, place, { text, callback_data }));
      }
      if ('url' in button && /^https?:\/\/t\.me\/\$/.test(button.url ?? '')) {
        return deps.onPay({ invoice: { link: String(button.url) }, title: button.text, description: '', total: null });
      }
      if ('url' in button && button.url) return void window.open(button.url, '_blank', 'noreferrer');
      if ('copy_text' in button && button.copy_text) {
        const { text } = button.copy_text;
        return deps.run(() => navigator.clipboard.writeText(text).then(() => say(t.copied)));
      }
      if (message.invoice) {
        const { title, description, total_amount: amount, currency } = message.invoice;
        const invoice = { messageId: message.message_id };
        return deps.onPay({ invoice, title, description, total: { amount, currency } });
      }
      say(button.text);
    },
  };
}
