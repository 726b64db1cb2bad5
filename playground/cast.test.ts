import { expect, it } from 'vitest';
import { loadCast } from './cast.ts';

const { telegram, slack } = loadCast();

function repeated<T>(values: T[]): T[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

it('gives everybody an id, a phone and a name of their own', () => {
  for (const list of [telegram.people.map((p) => p.key), telegram.people.map((p) => p.phone)]) {
    expect(repeated<string>(list)).toEqual([]);
  }
  expect(repeated(telegram.people.map((p) => p.id))).toEqual([]);
  for (const member of ['id', 'key', 'email', 'real_name'] as const) {
    expect(repeated(slack.colleagues.map((one) => one[member]))).toEqual([]);
  }
});

it('has the people other programs ask for by key', () => {
  const keys = telegram.people.map((person) => person.key);
  const needed = ['anna', 'boris', 'carol', 'dmitry', 'elena', 'frank', 'galina', 'oneil'];
  expect(keys).toEqual(expect.arrayContaining([...needed, 'stranger-ru', 'stranger-en', 'stranger-kin', 'maple-6']));
  expect(telegram.people.find((one) => one.key === 'oneil')?.first_name).toBe("<b>O'Neil & _co_");
  expect(telegram.people.filter((one) => one.key.startsWith('stranger')).every((one) => !one.started)).toBe(true);
});

it('has colleagues of every role, half of them speaking each language', () => {
  const byRole = (role: string) => slack.colleagues.filter((one) => one.roles.includes(role) && !one.deleted).length;
  expect(byRole('technician')).toBeGreaterThanOrEqual(50);
  for (const role of ['manager', 'accountant', 'dispatcher', 'emergency', 'read-only'])
    expect(byRole(role)).toBeGreaterThan(0);
  expect(slack.colleagues.length).toBeGreaterThanOrEqual(64);
  expect(slack.colleagues.some((one) => one.roles.length > 1)).toBe(true);
  expect(slack.colleagues.filter((one) => one.deleted)).toHaveLength(1);
  expect(slack.colleagues.find((one) => one.key === 'outsider')?.roles).toEqual([]);
  const russian = slack.colleagues.filter((one) => one.locale === 'ru-RU').length;
  expect(Math.abs(russian - slack.colleagues.length / 2)).toBeLessThan(4);
});

it('carries tokens of the right shape, and none that could be real', () => {
  expect(telegram.bot.token).toMatch(/^700000001:PLAYGROUND-[A-Za-z0-9_-]{24}$/);
  expect(slack.bot.token).toMatch(/^xoxb-playground/);
  expect(slack.signingSecret).toMatch(/^[0-9a-f]{32}$/);
});
