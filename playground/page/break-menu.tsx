import { useState } from 'react';
import type { FaultInput } from '../wire/faults.ts';
import { act, armFault, postControl } from './api.ts';
import { Dialog, Menu } from './menu.tsx';
import { useBoard, useStored } from './state.ts';
import { useLang } from './words.ts';

/** What may be broken on purpose, for both halves. */
export function BreakMenu() {
  const { t } = useLang();
  const board = useBoard();
  const { faults, limits, telegram } = board.page;
  const [sure, setSure] = useState(false);
  const [failed, setFailed] = useState('');
  const [chat] = useStored<string>('tg', '');
  const person = telegram.chats.find((one) => String(one.person.id) === chat) ?? telegram.chats[0];
  const run = (work: Promise<unknown>) => {
    work.then(
      () => {
        setFailed('');
        board.refresh();
      },
      (error: unknown) => setFailed(error instanceof Error ? error.message : String(error)),
    );
  };
  const groups: Array<Array<[label: string, fault: FaultInput]>> = [
    [
      [t.tg429, { surface: 'telegram', kind: '429', retryAfter: 5 }],
      [t.tg500, { surface: 'telegram', kind: '500' }],
      [t.tgLost, { surface: 'telegram', kind: 'lost-answer' }],
      [t.tgSlow, { surface: 'telegram', kind: 'slow', delayMs: 2000, times: -1 }],
      [t.tgOutage, { surface: 'telegram', kind: 'outage', times: -1 }],
    ],
    [
      [t.slack429, { surface: 'slack', kind: '429', retryAfter: 5 }],
      [t.slackSlow, { surface: 'slack', kind: 'slow', delayMs: 2000, times: -1 }],
      [t.slackOutage, { surface: 'slack', kind: 'outage', times: -1 }],
    ],
  ];
  return (
    <>
      <Menu
        label={t.breakThings}
        className={`top-link ${faults.length > 0 ? 'alarm' : ''}`}
        align="right"
        button={
          <>
            ⚡ {t.breakThings} {faults.length > 0 && <b className="badge">{faults.length}</b>}
          </>
        }
      >
        {() => (
          <div className="break-menu">
            {groups.map((group) => (
              <div key={group[0]?.[0]}>
                {group.map(([label, fault]) => (
                  <button type="button" className="menu-item" key={label} onClick={() => run(armFault(fault))}>
                    <span>
                      {label} {fault.times === -1 && <small>{t.untilCleared}</small>}
                    </span>
                  </button>
                ))}
              </div>
            ))}
            <div>
              <button
                type="button"
                className="menu-item"
                onClick={() => run(act({ surface: 'slack', do: 'disconnect' }))}
              >
                {t.slackDisconnect}
              </button>
              {person && (
                <button
                  type="button"
                  className="menu-item"
                  onClick={() =>
                    run(act({ surface: 'telegram', chat: person.person.id, do: person.blocked ? 'unblock' : 'block' }))
                  }
                >
                  {person.blocked ? t.unblockHere : t.blockHere}: {person.person.first_name}
                </button>
              )}
              <button
                type="button"
                className="menu-item"
                aria-pressed={limits}
                onClick={() => run(postControl('limits', { on: !limits }))}
              >
                {t.limits}: {limits ? t.limitsOn : t.limitsOff}
              </button>
            </div>
            <div>
              {faults.length > 0 && (
                <p className="menu-note">
                  {t.armed}: {faults.map((one) => `${one.surface} ${one.kind} ${one.method}`).join(', ')}
                </p>
              )}
              <button type="button" className="menu-item strong" onClick={() => run(armFault({ clear: true }))}>
                {t.clearFaults}
              </button>
              <button type="button" className="menu-item danger" onClick={() => setSure(true)}>
                {t.reset}…
              </button>
              {failed && <p className="menu-note bad">{failed}</p>}
            </div>
          </div>
        )}
      </Menu>
      {sure && (
        <Dialog label={t.reset} onClose={() => setSure(false)}>
          <div className="form">
            <h2>{t.reset}</h2>
            <p>{t.resetSure}</p>
            <div className="form-buttons">
              <button type="button" className="quiet" onClick={() => setSure(false)}>
                {t.cancel}
              </button>
              <button
                type="button"
                className="danger"
                onClick={() => {
                  setSure(false);
                  run(postControl('reset', {}));
                }}
              >
                {t.resetYes}
              </button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}
