import { expect, it } from 'vitest';
import { opensForm, readTicketCommand } from './command.ts';

it.each([
  ['', 'list', ''],
  ['список', 'list', ''],
  ['1204', 'number', '1204'],
  ['№ 1204', 'number', '1204'],
  ['#7', 'number', '7'],
  ['new', 'new', ''],
  ['Новая течёт кран', 'new', 'течёт кран'],
  ['find leaking pipe', 'find', 'leaking pipe'],
  ['найти потекла труба', 'find', 'потекла труба'],
  ['потекла труба', 'find', 'потекла труба'],
  ['find', 'find', ''],
  ['telegram', 'telegram', ''],
  ['help', 'help', ''],
  ['телеграм', 'telegram', ''],
])('/ticket %s is %s', (text, what, rest) => {
  expect(readTicketCommand(text)).toEqual({ what, rest });
});

it('opens a form for a new one, and for an outage', () => {
  const asked = [opensForm('/ticket', 'new tap'), opensForm('/ticket', '12'), opensForm('/flat', 'new')];
  expect([...asked, opensForm('/outage', 'Sadovaya 12')]).toEqual([true, false, false, true]);
});
