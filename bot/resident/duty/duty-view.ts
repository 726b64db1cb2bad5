import type { StaffInfo } from '#api/staff/staff.ts';
import type { DutyTicket } from '#api/tickets/duty-ticket.ts';
import { sayMoment } from '../say.ts';
import { type Button, bold, lines, paragraphs, type View } from '../view.ts';
import type { Guest } from '../who.ts';
import { dutyOffAskRoute, dutyRoute, dutyTakeRoute } from './routes.ts';

/** An emergency in a duty chat: what, where, and the one thing to do about it here. */
export function emergencyView(guest: Guest, ticket: DutyTicket): View {
  const { t } = guest;
  return {
    text: lines(bold(headOf(guest, ticket)), placeOf(guest, ticket), stateOf(guest, ticket)),
    rows: ticket.status === 'new' ? [[takeButton(guest, ticket, t('resident.duty.take'))]] : [],
  };
}

/** Whose chat this is, whether they are on shift, and what nobody has taken. */
export function dutyView(guest: Guest, staff: StaffInfo, unclaimed: readonly DutyTicket[]): View {
  const { t } = guest;
  const name = staff.name;
  return {
    text: paragraphs(
      lines(
        bold(t('resident.duty.title', { name })),
        t(staff.isOnShift ? 'resident.duty.on-shift' : 'resident.duty.off-shift'),
      ),
      unclaimed.length === 0
        ? t('resident.duty.quiet')
        : lines(...unclaimed.map((one) => `${headOf(guest, one)} · ${placeOf(guest, one)}`)),
    ),
    rows: [
      ...unclaimed.map((one) => [takeButton(guest, one, t('resident.duty.take-one', { number: one.number }))]),
      [{ label: t('resident.duty.refresh'), route: dutyRoute.to() }],
      [{ label: t('resident.duty.off'), route: dutyOffAskRoute.to() }],
    ],
  };
}

function headOf({ t, locale }: Guest, { number, danger, category }: DutyTicket): string {
  const what = category?.names[locale] ?? (danger ? t(`resident.danger.${danger}.name`) : '');
  return what === '' ? t('resident.duty.emergency', { number }) : t('resident.duty.emergency-of', { number, what });
}

function placeOf({ t }: Guest, { place, address, unit }: DutyTicket): string {
  const type =
    unit && ['flat', 'apartment', 'parking', 'storage', 'commercial'].includes(unit.type) ? unit.type : 'flat';
  return [
    place === 'flat' ? null : t(`resident.places.${place}`),
    address,
    unit ? t(`resident.units.${type}`, { number: unit.number }) : null,
    unit?.entrance ? t('resident.duty.entrance', { number: unit.entrance }) : null,
    unit?.floor ? t('resident.duty.floor', { number: unit.floor }) : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
}

function stateOf(guest: Guest, { status, assigneeName, claimedAt, createdAt }: DutyTicket): string {
  const { t } = guest;
  if (status === 'new') return t('resident.duty.since', { at: sayMoment(guest, createdAt) });
  if (status === 'claimed' || status === 'in-work') {
    const at = claimedAt ? sayMoment(guest, claimedAt) : '';
    return t('resident.duty.taken', { name: assigneeName ?? '', at });
  }
  return t(`resident.states.${status}`);
}

function takeButton(_guest: Guest, { id }: DutyTicket, label: string): Button {
  return { label, route: dutyTakeRoute.to({ id }) };
}
