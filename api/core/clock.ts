import { z } from 'zod';
import type { PrismaClient } from '#prisma/generated/client.ts';
import { AppError } from './errors.ts';
import { listen } from './listen.ts';
import { type Instant, instant, plus, realNow } from './time.ts';

/** The clock of a house: `ctx.now`. Outside production it can be moved and frozen, and every process follows. */
export type Clock = {
  now(): Instant;
  /** What it shows and why. */
  state(): { now: Instant; mode: 'real' | 'moved' | 'frozen' };
  /** Shows `at` from now on: standing still, or running on from there. */
  set(at: Instant, how?: { frozen: boolean }): Promise<void>;
  /** Moves it by an ISO duration of exact time (`PT1H`, `P7D`, `-PT5M`); it stands or runs as before. */
  advance(duration: string): Promise<void>;
  /** The real time again. */
  release(): Promise<void>;
  /** Calls back after every move, whichever process made it. */
  onMoved(callback: () => void): void;
  close(): Promise<void>;
};

const settingKey = 'clock';
const clockSetting = z.union([z.object({ frozenAt: z.iso.datetime() }), z.object({ offsetMs: z.number().int() })]);
type ClockSetting = z.infer<typeof clockSetting> | null;

/**
 * Opens the clock that the setting `clock` describes. Not movable (in production): it is the real one whatever the setting says,
 * and moving it is refused with `clock.not-movable`.
 */
export async function openClock(
  db: PrismaClient,
  { movable, databaseUrl }: { movable: boolean; databaseUrl: string },
): Promise<Clock> {
  let setting: ClockSetting = null;
  const callbacks: Array<() => void> = [];

  async function follow(): Promise<void> {
    const row = await db.setting.findUnique({ where: { key: settingKey } });
    const found = row ? clockSetting.parse(row.value) : null;
    if (JSON.stringify(found) === JSON.stringify(setting)) return;
    setting = found;
    for (const callback of callbacks) callback();
  }

  async function keep(value: ClockSetting): Promise<void> {
    if (!movable) throw new AppError('clock.not-movable');
    const data = { value: value ?? {}, updatedAt: realNow() };
    if (value)
      await db.setting.upsert({ where: { key: settingKey }, update: data, create: { key: settingKey, ...data } });
    else await db.setting.deleteMany({ where: { key: settingKey } });
    await follow();
  }

  const isFrozen = () => setting !== null && 'frozenAt' in setting;
  const set = (at: Instant, { frozen } = { frozen: isFrozen() }) =>
    keep(frozen ? { frozenAt: at.toISOString() } : { offsetMs: at.getTime() - realNow().getTime() });

  // A lost call is made good by the reconnect, which calls everybody; a failed read by the next call.
  const unlisten = movable
    ? await listen(databaseUrl, 'setting', (key) => {
        if (key === settingKey || key === '') follow().catch(() => {});
      })
    : async () => {};
  if (movable) await follow();
  return {
    now: () => show(setting),
    state: () => ({ now: show(setting), mode: setting === null ? 'real' : isFrozen() ? 'frozen' : 'moved' }),
    set,
    advance: (duration) => set(plus(show(setting), duration)),
    release: () => keep(null),
    onMoved: (callback) => {
      callbacks.push(callback);
    },
    close: unlisten,
  };
}

function show(setting: ClockSetting): Instant {
  if (setting === null) return realNow();
  return 'frozenAt' in setting ? instant(setting.frozenAt) : instant(realNow().getTime() + setting.offsetMs);
}
