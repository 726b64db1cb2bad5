import { AppError } from '#api/core/errors.ts';
import { allowBills, cutOff, type HouseholdMember, listHousehold } from '#api/residents/household.ts';
import { flatWithAddress } from '../flat-words.ts';
import { sayDay } from '../say.ts';
import { deed, screen } from '../screen.ts';
import { type Answer, type Button, bold, lines, paragraphs, type View } from '../view.ts';
import type { Guest, Resident } from '../who.ts';
import { allowBillsRoute, cutAskRoute, cutRoute, peopleRoute, settingsRoute } from './routes.ts';

/** Who has access to the flat, what they may see, and what the one who asks may change about it. */
export function peopleView(guest: Resident, people: readonly HouseholdMember[]): View {
  const { t } = guest;
  const mayAllow = guest.flat.rights.includes('household');
  const rows: Button[][] = people.flatMap((person, index) => personButtons(guest, person, index + 1, mayAllow));
  return {
    text: paragraphs(
      bold(t('resident.people.title', { flat: flatWithAddress(guest, guest.flat) })),
      lines(...people.map((person, index) => `${index + 1}. ${personLine(guest, person)}`)),
      people.some((person) => person.canCutOff) ? t('resident.people.hint') : null,
    ),
    rows: [...rows, [{ label: t('resident.settings.back'), route: settingsRoute.to() }]],
  };
}

function personLine(guest: Guest, person: HouseholdMember): string {
  const { t } = guest;
  const facts = [
    t(`resident.roles.${person.role}`),
    person.isMe ? t('resident.people.me') : null,
    t(person.connected ? 'resident.people.connected' : 'resident.people.not-connected'),
    t('resident.people.since', { day: sayDay(guest, person.from) }),
    person.role === 'tenant'
      ? t(person.rights.includes('bills') ? 'resident.people.sees-bills' : 'resident.people.no-bills')
      : null,
  ];
  return `${person.name} · ${facts.filter((fact) => fact !== null).join(' · ')}`;
}

function personButtons({ t }: Guest, person: HouseholdMember, at: number, mayAllow: boolean): Button[][] {
  const id = person.occupancyId;
  const sees = person.rights.includes('bills');
  const rows: Button[][] = [];
  if (mayAllow && person.role === 'tenant') {
    const label = t(sees ? 'resident.people.hide-bills' : 'resident.people.show-bills', { at });
    rows.push([{ label, route: allowBillsRoute.to({ id, on: sees ? '0' : '1' }) }]);
  }
  if (person.canCutOff) rows.push([{ label: t('resident.people.cut', { at }), route: cutAskRoute.to({ id }) }]);
  return rows;
}

async function peopleAnswer(guest: Resident): Promise<Answer> {
  const people = await listHousehold(guest.ctx, guest.actor, guest.flat.unitId);
  return { place: 'replace', view: peopleView(guest, people) };
}

/** The person behind a button, in whichever of the guest's flats: a notice may be about another than the chosen one. */
async function findPerson(guest: Resident, occupancyId: string): Promise<HouseholdMember> {
  for (const flat of guest.flats) {
    const people = await listHousehold(guest.ctx, guest.actor, flat.unitId);
    const person = people.find((one) => one.occupancyId === occupancyId);
    if (person) return person;
  }
  throw new AppError('occupancy.not-found');
}

export const peopleScreens = [
  screen(peopleRoute, peopleAnswer),
  screen(cutAskRoute, async (guest, { id }) => {
    const { t } = guest;
    const { name } = await findPerson(guest, id);
    return {
      place: 'replace',

      view: {
        text: t('resident.people.cut-sure', { name }),
        rows: [
          [{ label: t('resident.people.cut-no'), route: peopleRoute.to() }],
          [{ label: t('resident.people.cut-yes'), route: cutRoute.to({ id }) }],
        ],
      },
    };
  }),
  deed(cutRoute, async (guest, { id }) => {
    const { name } = await findPerson(guest, id);
    await cutOff(guest.ctx, guest.actor, { occupancyId: id });
    return { ...(await peopleAnswer(guest)), toast: guest.t('resident.people.was-cut', { name }) };
  }),
  deed(allowBillsRoute, async (guest, { id, on }) => {
    await allowBills(guest.ctx, guest.actor, { occupancyId: id, allowed: on === '1' });
    return { ...(await peopleAnswer(guest)), toast: guest.t('resident.people.changed') };
  }),
];
