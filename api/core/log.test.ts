import { describe, expect, it } from 'vitest';
import { AppError } from './errors.ts';
import { type Log, openLog } from './log.ts';

function written(write: (log: Log) => void, level = 'debug'): string {
  const lines: string[] = [];
  write(openLog(level, (line) => lines.push(line)));
  return lines.join('');
}

describe('the log', () => {
  it('keeps ids and deeds', () => {
    const line = JSON.parse(written((log) => log.info({ ticketId: 't1', staffId: 's1' }, 'ticket claimed')));
    expect(line).toMatchObject({ level: 30, ticketId: 't1', staffId: 's1', msg: 'ticket claimed' });
    expect(line.time).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it.each(['token', 'password', 'secret', 'authorization', 'cookie', 'phone', 'text', 'name', 'fullName', 'email'])(
    'hides a field called %s, one level down too',
    (field) => {
      const said = written((log) => {
        log.info({ [field]: 'zzz-private' }, 'deed');
        log.info({ resident: { [field]: 'zzz-private' } }, 'deed');
      });
      expect(said).not.toContain('zzz-private');
      expect(said.match(/\[hidden\]/g)).toHaveLength(2);
    },
  );

  it('cuts tokens and passwords out of every line, errors included', () => {
    const secrets = [
      [
        '123456789:AAE-abcdefghijklmnopqrstuvwxyz_01234',
        (it: string) => `https://api.telegram.org/bot${it}/getMe failed`,
      ],
      ['xoxb-1234567890-abcdef', (it: string) => `auth.test with ${it}`],
      ['xapp-1-A0123-456-abcdef', (it: string) => `apps.connections.open ${it}`],
      ['hunter2hunter2', (it: string) => `connect postgres://domovoy:${it}@db:5432/house`],
    ] as const;
    for (const [secret, sentence] of secrets) {
      const said = written((log) => {
        log.error({ error: new Error(sentence(secret)) }, sentence(secret));
        log.error({ error: new Error('outer', { cause: new Error(sentence(secret)) }) }, 'nested');
        log.warn({ url: sentence(secret) }, 'in a field');
      });
      expect(said).not.toContain(secret);
    }
  });

  it('keeps the kind and the place of an error, not what a call was made with', () => {
    const error = Object.assign(
      new Error('Invalid `create()` invocation:\n\n  text: "мой адрес…"\n\nUnique constraint failed'),
      {
        code: 'P2002',
      },
    );
    const line = JSON.parse(written((log) => log.error({ error }, 'deed')));
    expect(line.error).toMatchObject({ type: 'Error', code: 'P2002', message: 'Unique constraint failed' });
    expect(line.error.stack[0]).toContain('log.test.ts');
    expect(JSON.stringify(line)).not.toContain('мой адрес');
  });

  it('keeps the code of a refusal', () => {
    const line = JSON.parse(written((log) => log.error({ error: new AppError('meter.window-closed') }, 'deed')));
    expect(line.error).toMatchObject({ type: 'AppError', code: 'meter.window-closed' });
  });

  it('says only what the level asks for', () => {
    expect(written((log) => log.info({}, 'deed'), 'warn')).toBe('');
    expect(written((log) => log.error({}, 'deed'), 'silent')).toBe('');
  });
});
