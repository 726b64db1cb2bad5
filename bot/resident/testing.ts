import type { IncomingFile } from '#api/conversations/attachments.ts';
import { systemActor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { newDigits } from '#api/core/ids.ts';
import { openChat, rememberKeyboard } from '#api/residents/chats.ts';
import { createJoinCode } from '#api/residents/join-codes.ts';
import type { OccupancyRole } from '#api/residents/rights.ts';
import { aBuilding, aCompany, aUnit } from '#api/residents/testing.ts';
import { ensureCategories } from '#api/tickets/categories.ts';
import { type Incoming, receive } from './receive.ts';
import { type Answer, type Button, plain } from './view.ts';

type Content = Incoming extends infer One
  ? One extends Incoming
    ? Omit<One, 'key' | 'address' | 'messenger' | 'languageCode' | 'saidName'>
    : never
  : never;

/**
 * Somebody in a chat, for tests: says and taps as a person would, by the labels they see. `text` is all that the last answers
 * showed.
 */
export type Person = {
  address: string;
  answers: Answer[];
  text: string;
  toast: string | undefined;
  labels(): string[];
  say(text: string): Promise<string>;
  give(content: Content, key?: string): Promise<string>;
  tap(label: string): Promise<string>;
  press(route: string, key?: string): Promise<string>;
  routeOf(label: string): string;
};

let updates = 0;

/** The company, its categories and one flat, as most tests of screens want them. */
export async function aHouseWithFlat(ctx: Ctx): Promise<{ unitId: string; buildingId: string }> {
  await aCompany(ctx);
  await ensureCategories(ctx);
  const buildingId = await aBuilding(ctx, { address: 'ул. Садовая, 12' });
  return { buildingId, unitId: await aUnit(ctx, { buildingId, number: '57', accountNumber: '0000510057' }) };
}

/** Somebody who has joined the flat by a typed code. */
export async function aJoined(
  ctx: Ctx,
  unitId: string,
  more: { languageCode?: string; role?: OccupancyRole; saidName?: string } = {},
): Promise<Person> {
  const { code } = await createJoinCode(ctx, systemActor, { unitId, role: more.role ?? 'owner' });
  const person = aPerson(ctx, more);
  await person.say(code);
  return person;
}

export function aPerson(ctx: Ctx, more: { languageCode?: string; saidName?: string; address?: string } = {}): Person {
  const caller = {
    // A chat's number begins with no zero, or it would not survive being read as a number.
    address: more.address ?? `1${newDigits(8)}`,
    messenger: 'telegram' as const,
    languageCode: more.languageCode ?? 'ru',
    saidName: more.saidName ?? 'Анна Ветрова',
  };
  let shown: Button[] = [];
  const person: Person = {
    address: caller.address,
    answers: [],
    text: '',
    toast: undefined,
    labels: () => shown.map((button) => button.label),
    say: (text) => person.give({ kind: 'text', text }),
    async give(content, key) {
      updates += 1;
      const incoming = { ...caller, ...content, key: key ?? `telegram:1:${updates}` } as Incoming;
      person.answers = await receive(ctx, incoming);
      if (person.answers.length === 0) throw new Error('silence');
      // As the adapter does when it has shown the tab bar.
      if (person.answers.some((answer) => answer.keyboard === 'tabs')) {
        const chat = await openChat(ctx, { messenger: 'telegram', address: caller.address, locale: 'ru' });
        await rememberKeyboard(ctx, chat.id, 'tabs');
      }
      person.text = person.answers.map((answer) => (answer.view ? plain(answer.view.text) : '')).join('\n');
      person.toast = person.answers.find((answer) => answer.toast)?.toast;
      const views = person.answers.flatMap((answer) => (answer.view ? [answer.view] : []));
      if (views.length > 0) shown = views.flatMap((view) => view.rows.flat());
      return person.text;
    },
    tap: (label) => person.press(person.routeOf(label)),
    press: (route, key) => person.give({ kind: 'tap', route, messageRef: `${caller.address}:1` }, key),
    routeOf(label) {
      const button = shown.find((one) => one.label === label) ?? shown.find((one) => one.label.includes(label));
      if (!button || !('route' in button)) throw new Error(`no button ${label} among: ${person.labels().join(' | ')}`);
      return button.route;
    },
  };
  return person;
}

/** A photo as the messenger names it. */
export function aPhoto(sourceRef: string = newDigits(12)): IncomingFile {
  return { kind: 'photo', source: 'telegram', sourceRef, mime: 'image/jpeg', sizeBytes: 80_000 };
}
