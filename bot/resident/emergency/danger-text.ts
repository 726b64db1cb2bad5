import type { Danger } from '#api/company/emergency.ts';
import { getSetting } from '#api/company/settings.ts';
import { bold, lines, type Part } from '../view.ts';
import type { Guest } from '../who.ts';

/** What to do at once, and whom to call: the numbers stand first. */
export async function dangerText(guest: Guest, danger: Danger): Promise<Part[]> {
  return dangerLines(guest, danger, await dangerPhones(guest, danger));
}

/** Whom to call about it; the company's own emergency phone when nobody else was named. */
export async function dangerPhones(guest: Guest, danger: Danger | null): Promise<string[]> {
  const numbers = await getSetting(guest.ctx, 'emergency-numbers');
  const own = numbers.filter((number) => number.danger === danger).map((number) => number.phone);
  return [...new Set(own.length > 0 ? own : [guest.company.emergencyPhone])];
}

/** The same with the numbers given. */
export function dangerLines({ t }: Pick<Guest, 't'>, danger: Danger, phones: readonly string[]): Part[] {
  return lines(
    bold(t(`resident.danger.${danger}.call`, { phones: phones.join(t('resident.danger.or')) })),
    t(`resident.danger.${danger}.do`),
  );
}
