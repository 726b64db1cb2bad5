import { hasWords } from '#locales/translate.ts';
import { sayMoney } from '../say.ts';
import type { Guest } from '../who.ts';

/** `+41,20 ₽` or `−41,20 ₽`: a correction or a change, whose sign is its meaning. */
export function saySigned(guest: Guest, minor: bigint, currency: string): string {
  return `${minor < 0n ? '−' : '+'}${saySize(guest, minor, currency)}`;
}

/** A sum whose direction is said in words. */
export function saySize(guest: Guest, minor: bigint, currency: string): string {
  return sayMoney(guest, minor < 0n ? -minor : minor, currency);
}

/** A unit of measure in words; one we do not know stays as billing wrote it. */
export function sayMeasure({ locale, t }: Guest, unit: string): string {
  const measure = `resident.measures.${unit}`;
  return hasWords(locale, measure) ? t(measure) : unit;
}
