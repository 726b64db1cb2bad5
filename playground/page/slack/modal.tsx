import { useCallback, useEffect, useRef, useState } from 'react';
import { act } from '../api.ts';
import { Dialog } from '../menu.tsx';
import { useLang } from '../words.ts';
import { Blocks } from './blocks.tsx';
import { HostContext } from './host.ts';
import { PlainText } from './mrkdwn.tsx';
import { plainOf } from './plain.ts';
import type { SlackView } from './types.ts';
import { useBlockHost } from './use-host.ts';

/** The topmost modal of a colleague. Its values live here until they are submitted. */
export function Modal(props: { view: SlackView; user: string; depth: number; botName: string }) {
  const { t } = useLang();
  const { view, user } = props;
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [trouble, setTrouble] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const [sending, setSending] = useState(false);
  const shownValue = useCallback(
    (blockId: string, actionId: string) => plainOf(view.state.values[blockId]?.[actionId]) ?? undefined,
    [view],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another hash is another form, without the old complaints
  useEffect(() => {
    setErrors({});
  }, [view.hash]);
  useEffect(() => {
    const [first] = Object.keys(errors);
    if (first)
      form.current
        ?.querySelector<HTMLElement>(`[data-block="${CSS.escape(first)}"] :is(input, textarea, button)`)
        ?.focus();
  }, [errors]);
  const say = { failed: setTrouble, noAck: t.ackError };
  const { host, values } = useBlockHost(user, { viewId: view.id }, shownValue, errors, say);

  const submit = async () => {
    setSending(true);
    setTrouble('');
    try {
      const answer = await act({
        surface: 'slack',
        do: 'submit',
        user,
        viewId: view.id,
        values: onlyShown(view, values),
      });
      setErrors(answer.response_action === 'errors' ? (answer.errors as Record<string, string>) : {});
      if (answer.failed) setTrouble(t.ackError);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    } finally {
      setSending(false);
    }
  };
  const close = (all: boolean) => {
    act({ surface: 'slack', do: 'close', user, viewId: view.id, ...(all ? { all: true } : {}) }).catch(
      (error: unknown) => setTrouble(error instanceof Error ? error.message : String(error)),
    );
  };
  const title = view.title?.text ?? '';
  return (
    <Dialog label={title} className="sl-modal" inside onClose={() => close(props.depth > 1)}>
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <header>
          {props.depth > 1 && (
            <button
              type="button"
              className="sl-icon"
              aria-label={view.close?.text ?? t.cancel}
              onClick={() => close(false)}
            >
              ‹
            </button>
          )}
          <h2>
            <PlainText text={title} />
          </h2>
          <button type="button" className="sl-icon" aria-label={t.close} onClick={() => close(true)}>
            ✕
          </button>
        </header>
        <div className="sl-modal-body">
          {trouble && (
            <p className="sl-trouble" role="alert">
              ⚠ {trouble}
            </p>
          )}
          <HostContext.Provider value={host}>
            <Blocks blocks={view.blocks} />
          </HostContext.Provider>
        </div>
        <footer>
          <small>{props.botName}</small>
          <button type="button" className="sl-button" onClick={() => close(false)}>
            {view.close?.text ?? t.close}
          </button>
          {view.submit && (
            <button type="submit" className="sl-button primary" disabled={sending}>
              {sending ? t.submitting : view.submit.text}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}

/** An update may have taken an input away after something was typed into it. */
function onlyShown<T>(view: SlackView, values: Record<string, Record<string, T>>) {
  const shown: Record<string, Record<string, T>> = {};
  for (const [blockId, byAction] of Object.entries(values)) {
    for (const [actionId, value] of Object.entries(byAction)) {
      if (!view.state.values[blockId]?.[actionId]) continue;
      shown[blockId] = { ...shown[blockId], [actionId]: value };
    }
  }
  return shown;
}
