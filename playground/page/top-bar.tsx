import { useEffect, useState } from 'react';
import { answers } from './api.ts';
import { BreakMenu } from './break-menu.tsx';
import { ClockMenu } from './clock-menu.tsx';
import { useBoard } from './state.ts';
import { type Lang, useLang } from './words.ts';

const icon = new URL('./icon.svg', import.meta.url).href;

export function TopBar(props: {
  lang: Lang;
  onLang: (lang: Lang) => void;
  half: 'telegram' | 'slack';
  onHalf: (half: 'telegram' | 'slack') => void;
}) {
  const { t } = useLang();
  const { online } = useBoard();
  const neighbours = useNeighbours();
  return (
    <header className="top-bar">
      <img src={icon} alt="" width={24} height={24} />
      <h1>{t.title}</h1>
      <span className={`online ${online ? 'yes' : 'no'}`} role="status">
        {online ? t.live : t.offline}
      </span>
      <div className="half-tabs" role="tablist">
        {(['telegram', 'slack'] as const).map((half) => (
          <button
            type="button"
            role="tab"
            key={half}
            aria-selected={props.half === half}
            onClick={() => props.onHalf(half)}
          >
            {half === 'telegram' ? 'Telegram' : 'Slack'}
          </button>
        ))}
      </div>
      <span className="grow" />
      <ClockMenu />
      <BreakMenu />
      {neighbours.admin && (
        <a className="top-link" href="/admin" target="_blank" rel="noreferrer">
          {t.admin}
        </a>
      )}
      {neighbours.docs && (
        <a className="top-link" href="/api/docs" target="_blank" rel="noreferrer">
          {t.apiDocs}
        </a>
      )}
      <button type="button" className="top-link" onClick={() => props.onLang(props.lang === 'en' ? 'ru' : 'en')}>
        {t.language}
      </button>
    </header>
  );
}

/** The product's other pages, where this origin has them. */
function useNeighbours(): { admin: boolean; docs: boolean } {
  const [found, setFound] = useState({ admin: false, docs: false });
  useEffect(() => {
    let current = true;
    void Promise.all([answers('/admin'), answers('/api/docs')]).then(([admin, docs]) => {
      if (current) setFound({ admin, docs });
    });
    return () => {
      current = false;
    };
  }, []);
  return found;
}
