import { Menu } from '../menu.tsx';
import { useBoard } from '../state.ts';
import { useLang } from '../words.ts';
import { tellApp } from './tell-app.ts';

/** The app's global shortcuts, where its manifest is known; any other by its callback id. */
export function ShortcutsMenu(props: { user: string; onFailed: (error: unknown) => void }) {
  const { t } = useLang();
  const { page } = useBoard();
  const shortcuts = (page.slack.app?.shortcuts ?? []).filter((one) => one.type === 'global');
  const run = (callbackId: string) =>
    tellApp({ do: 'shortcut', user: props.user, callbackId }, t.noAck).catch(props.onFailed);
  return (
    <Menu label={t.shortcuts} className="sl-button sl-shortcuts" align="right" button={<>⚡ {t.shortcuts}</>}>
      {(close) => (
        <>
          {shortcuts.map((shortcut) => (
            <button
              type="button"
              className="menu-item"
              key={shortcut.callbackId}
              onClick={() => {
                close();
                void run(shortcut.callbackId);
              }}
            >
              <i>⚡</i>
              <span>
                {shortcut.name}
                {shortcut.description && <small>{shortcut.description}</small>}
              </span>
            </button>
          ))}
          <p className="menu-note">{t.runShortcut}</p>
          <form
            className="sl-free-shortcut"
            action={(form: FormData) => {
              close();
              void run(String(form.get('callbackId')));
            }}
          >
            <input
              className="sl-input"
              name="callbackId"
              placeholder={t.callbackId}
              aria-label={t.runShortcut}
              required
            />
            <button type="submit" className="sl-button">
              {t.run}
            </button>
          </form>
        </>
      )}
    </Menu>
  );
}
