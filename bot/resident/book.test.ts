import { expect, it } from 'vitest';
import { dangers } from '#api/company/emergency.ts';
import { newId } from '#api/core/ids.ts';
import { instant } from '#api/core/time.ts';
import { locales } from '#locales/translate.ts';
import { bookOfForms, bookOfScreens } from './book.ts';
import { formBack, formChoice } from './forms.ts';
import { commands, routeOfCommand, routeOfTab, tabBar } from './menu.ts';
import { asNewMessage, type Route, routeName } from './route.ts';

const id = newId(instant('2026-11-20T09:00:00Z'));
/** The longest value of each param that our own buttons write. */
const longest: Record<string, unknown> = {
  id,
  w: id,
  l: '1',
  k: 'technical',
  s: 'unpaid',
  g: 'service-fees',
  p: 99,
  r: 5,
  on: '1',
  b: '1',
};

it('has addresses that fit a button (64 bytes), with every param and as a new message', () => {
  for (const { route } of bookOfScreens.values()) {
    for (const d of dangers) {
      const values = { ...longest, d };
      const own = Object.fromEntries(Object.entries(values).filter(([key]) => isParam(route, key, values)));
      const address = asNewMessage(route.to(own));
      expect(Buffer.byteLength(address), address).toBeLessThanOrEqual(64);
    }
  }
});

it('has form buttons that fit for every step', () => {
  for (const form of bookOfForms.values()) {
    for (const step of Object.keys(form.steps)) {
      const s = `${form.name}.${step}`;
      expect(Buffer.byteLength(formChoice.to({ s, v: 'x'.repeat(20) }))).toBeLessThanOrEqual(64);
      expect(Buffer.byteLength(formBack.to({ s }))).toBeLessThanOrEqual(64);
    }
  }
});

it('leads every tab and command, in every language, to a screen that exists', () => {
  for (const locale of locales) {
    for (const label of tabBar(locale, { meters: true }).flat()) {
      const route = routeOfTab(label);
      expect(bookOfScreens.has(routeName(route ?? '')), label).toBe(true);
      expect(routeOfTab(label.replace(/^\P{L}+/u, '').toUpperCase())).toBe(route);
    }
    for (const { command, description } of commands(locale)) {
      expect(bookOfScreens.has(routeName(routeOfCommand(command) ?? '')), command).toBe(true);
      expect(description.length).toBeLessThanOrEqual(256);
    }
  }
  expect(['Авария!', 'АВАРИЯ', 'emergency'].map(routeOfTab)).toEqual(['sos', 'sos', 'sos']);
  expect(tabBar('en', { meters: false }).flat()).not.toContain('🔢 Meters');
});

/** A param is the route's own when leaving it in changes what is read. */
function isParam(route: Route, key: string, values: Record<string, unknown>): boolean {
  const read = route.read(route.to(values as Parameters<Route['to']>[0]));
  return read !== null && key in read;
}
