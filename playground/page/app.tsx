import { useEffect } from 'react';
import { Drawer } from './drawer.tsx';
import { SlackPane } from './slack/slack-pane.tsx';
import { BoardContext, useLiveBoard, useStored } from './state.ts';
import { TelegramPane } from './telegram/telegram-pane.tsx';
import { TopBar } from './top-bar.tsx';
import { allWords, type Lang, LangContext } from './words.ts';

export function App() {
  const browserLang: Lang = navigator.language.startsWith('ru') ? 'ru' : 'en';
  const [lang, setLang] = useStored<Lang>('lang', browserLang);
  const [welcome, setWelcome] = useStored<'shown' | 'hidden'>('welcome', 'shown');
  const [half, setHalf] = useStored<'telegram' | 'slack'>('half', 'telegram');
  const board = useLiveBoard();
  const t = allWords[lang];
  useEffect(() => {
    document.documentElement.lang = lang;
    document.title = t.title;
  }, [lang, t]);

  if (!board) {
    return (
      <div className="opening">
        <i className="spinner" /> {t.starting}
      </div>
    );
  }
  return (
    <LangContext.Provider value={lang}>
      <BoardContext.Provider value={board}>
        <div className="page" data-half={half}>
          <TopBar lang={lang} onLang={setLang} half={half} onHalf={setHalf} />
          {welcome === 'shown' && (
            <div className="welcome">
              <p>
                {t.welcome} <b>{t.tryThis}</b>
              </p>
              <button type="button" onClick={() => setWelcome('hidden')}>
                {t.hide}
              </button>
            </div>
          )}
          <main className="halves">
            <TelegramPane />
            <SlackPane />
          </main>
          <Drawer />
        </div>
      </BoardContext.Provider>
    </LangContext.Provider>
  );
}
