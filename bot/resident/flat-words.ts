import type { Flat } from '#api/residents/access.ts';
import { formatDecimal } from '#locales/format.ts';
import type { Guest } from './who.ts';

/** `кв. 57`, `парковка 3`. */
export function flatLabel({ t }: Pick<Guest, 't'>, flat: Pick<Flat, 'unitType' | 'number'>): string {
  const type = ['flat', 'apartment', 'parking', 'storage', 'commercial'].includes(flat.unitType)
    ? flat.unitType
    : 'flat';
  return t(`resident.units.${type}`, { number: flat.number });
}

/** `кв. 57, ул. Садовая, 12`. */
export function flatWithAddress(guest: Pick<Guest, 't'>, flat: Pick<Flat, 'unitType' | 'number' | 'address'>): string {
  return `${flatLabel(guest, flat)}, ${flat.address}`;
}

/** `ЛС 0000510057 · 54 м²`: what of it is known. */
export function flatFacts(guest: Pick<Guest, 't' | 'locale'>, flat: Flat): string {
  const facts = [
    flat.accountNumber ? guest.t('resident.home.account', { number: flat.accountNumber }) : null,
    flat.areaM2 ? guest.t('resident.home.area', { area: formatDecimal(guest.locale, flat.areaM2, 2) }) : null,
  ];
  return facts.filter((fact) => fact !== null).join(' · ');
}
