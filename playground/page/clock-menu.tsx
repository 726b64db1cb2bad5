import { useEffect, useState } from 'react';
import { type DemoClock, moveClock, readClock } from './api.ts';
import { Menu } from './menu.tsx';
import { useLang } from './words.ts';

/** Moves the product's clock; nothing at all where the product has none to move. */
export function ClockMenu() {
  const { lang, t } = useLang();
  const [clock, setClock] = useState<(DemoClock & { readAt: number }) | null>(null);
  const [failed, setFailed] = useState('');
  const [, tick] = useState(0);
  const read = () => readClock().then((found) => setClock(found && { ...found, readAt: Date.now() }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, then each half minute
  useEffect(() => {
    void read();
    const again = setInterval(() => (clock ? void read() : undefined), 30_000);
    const second = setInterval(() => tick((n) => n + 1), 1000);
    return () => {
      clearInterval(again);
      clearInterval(second);
    };
  }, [clock === null]);
  if (!clock) return null;

  const shown = new Date(Date.parse(clock.now) + (clock.frozen ? 0 : Date.now() - clock.readAt));
  const move = async (body: Parameters<typeof moveClock>[0]) => {
    try {
      await moveClock(body);
      setFailed('');
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error));
    }
    await read();
  };
  const fifteenth = new Date(shown.getFullYear(), shown.getMonth() + 1, 15, 10);
  const words = shown.toLocaleString(lang === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const choices: Array<[string, Parameters<typeof moveClock>[0]]> = [
    [t.plusHour, { advance: 'PT1H' }],
    [t.plusDay, { advance: 'P1D' }],
    [t.nextFifteenth, { set: fifteenth.toISOString() }],
    clock.frozen ? [t.unfreeze, { release: true }] : [t.freeze, { set: shown.toISOString() }],
  ];
  return (
    <Menu
      label={t.clock}
      className="top-link"
      align="right"
      button={
        <>
          🕐 {words} {clock.frozen && <small>{t.clockFrozen}</small>}
        </>
      }
    >
      {() => (
        <>
          {choices.map(([label, body]) => (
            <button type="button" className="menu-item" key={label} onClick={() => void move(body)}>
              {label}
            </button>
          ))}
          {failed && <p className="menu-note bad">{failed}</p>}
        </>
      )}
    </Menu>
  );
}
