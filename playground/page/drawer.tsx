import { useMemo, useState } from 'react';
import type { Call } from '../wire/journal.ts';
import { useBoard, useStored } from './state.ts';
import { useLang } from './words.ts';

/** The raw calls of both wires, newest first. */
export function Drawer() {
  const { lang, t } = useLang();
  const { calls, clearCalls, page } = useBoard();
  const [open, setOpen] = useStored<'open' | 'closed'>('drawer', 'closed');
  const [filter, setFilter] = useState('');
  const [chosen, setChosen] = useState<Call | null>(null);
  const found = useMemo(() => {
    const wanted = filter.trim().toLowerCase();
    const list = wanted === '' ? calls : calls.filter((call) => matches(call, wanted));
    return list.slice(-200).reverse();
  }, [calls, filter]);
  const last = calls.at(-1);
  return (
    <section className={`drawer ${open}`} aria-label={t.calls}>
      <header>
        <button
          type="button"
          className="drawer-toggle"
          aria-expanded={open === 'open'}
          onClick={() => setOpen(open === 'open' ? 'closed' : 'open')}
        >
          <i aria-hidden="true">{open === 'open' ? '▾' : '▸'}</i> {t.calls} <b className="count">{calls.length}</b>
        </button>
        {open === 'closed' && last && (
          <span className="drawer-last">
            <Line call={last} />
          </span>
        )}
        {open === 'open' && (
          <>
            <input
              value={filter}
              placeholder={t.filterCalls}
              aria-label={t.filterCalls}
              onChange={(event) => setFilter(event.target.value)}
            />
            <button type="button" className="quiet" onClick={clearCalls}>
              {t.clear}
            </button>
          </>
        )}
      </header>
      {open === 'open' && (
        <div className="drawer-body">
          <div className="drawer-list">
            {found.length === 0 && (
              <p>
                {t.noCalls}
                <br />
                <code>{page.info.telegram.root}</code>
                <br />
                <code>{page.info.slack.root}</code>
              </p>
            )}
            {found.map((call) => (
              <button type="button" key={call.n} aria-current={chosen?.n === call.n} onClick={() => setChosen(call)}>
                <time>{new Date(call.at).toLocaleTimeString(lang === 'ru' ? 'ru-RU' : 'en-GB')}</time>
                <Line call={call} />
              </button>
            ))}
          </div>
          {chosen && (
            <div className="drawer-detail">
              <p>
                <Line call={chosen} /> · {chosen.direction === 'in' ? t.fromBot : t.toBot}
              </p>
              {chosen.warnings?.map((warning) => (
                <p key={warning} className="bad">
                  ⚠ {warning}
                </p>
              ))}
              <h3>{t.request}</h3>
              <pre>{pretty(chosen.request)}</pre>
              <h3>{t.response}</h3>
              <pre>{pretty(chosen.response)}</pre>
            </div>
          )}
        </div>
      )}
    </section>
  );
}

function Line(props: { call: Call }) {
  const { t } = useLang();
  const { call } = props;
  const good = call.status >= 200 && call.status < 300;
  return (
    <>
      <span className={`surface ${call.surface}`}>{call.surface === 'telegram' ? 'TG' : 'SL'}</span>
      <span className="way" title={call.direction === 'in' ? t.fromBot : t.toBot}>
        {call.direction === 'in' ? '→' : '←'}
      </span>
      <b>{call.method}</b>
      <span className={`status ${good ? 'good' : 'bad'}`}>{call.status || '✕'}</span>
      <span className="took">
        {Math.round(call.ms)} {t.ms}
      </span>
    </>
  );
}

function matches(call: Call, wanted: string): boolean {
  if (`${call.surface} ${call.method} ${call.status}`.toLowerCase().includes(wanted)) return true;
  return `${JSON.stringify(call.request)} ${JSON.stringify(call.response)}`.toLowerCase().includes(wanted);
}

function pretty(value: unknown): string {
  return value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
