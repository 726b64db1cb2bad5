import { listMyMeters, type MeterView } from '#api/meters/list-meters.ts';
import { type HouseholdMember, listHousehold } from '#api/residents/household.ts';
import { getMyFlat, type MyFlat } from '#api/residents/my-flat.ts';
import { formatDecimal } from '#locales/format.ts';
import { flatWithAddress } from './flat-words.ts';
import { metersRoute } from './meters/routes.ts';
import { meterName } from './meters/words.ts';
import { route } from './route.ts';
import { deed, screen } from './screen.ts';
import { peopleRoute } from './settings/routes.ts';
import { startReport } from './tickets/report.ts';
import { bold, lines, paragraphs, type View } from './view.ts';
import type { Resident } from './who.ts';

export const myFlatRoute = route('my', {});
const wrongRoute = route('my-wrong', {});

/** What the company knows of the flat, who has access to it, and a way to say that something of it is wrong. */
export function myFlatView(
  guest: Resident,
  flat: MyFlat,
  people: readonly HouseholdMember[],
  meters: readonly MeterView[],
): View {
  const { t } = guest;
  const mayReport = flat.rights.includes('tickets');
  return {
    text: paragraphs(
      bold(flatWithAddress(guest, flat)),
      lines(...facts(guest, flat)),
      lines(
        ...flat.accounts.map(({ number, payeeName }) => t('resident.my-flat.account', { number, payee: payeeName })),
      ),
      lines(
        bold(t('resident.my-flat.people')),
        ...people.map(({ name, role }) => `${name} · ${t(`resident.roles.${role}`)}`),
      ),
      meters.length > 0
        ? lines(
            bold(t('resident.my-flat.meters')),
            ...meters.map((meter) =>
              t('resident.my-flat.meter', { name: meterName(guest, meter), serial: meter.serial }),
            ),
          )
        : null,
    ),
    rows: [
      ...(mayReport ? [[{ label: t('resident.my-flat.wrong'), route: wrongRoute.to() }]] : []),
      [
        { label: t('resident.my-flat.access'), route: peopleRoute.to() },
        ...(meters.length > 0 ? [{ label: t('resident.my-flat.meters'), route: metersRoute.to() }] : []),
      ],
      [{ label: t('resident.home.button'), route: 'home' }],
    ],
  };
}

function facts({ t, locale }: Resident, flat: MyFlat): (string | null)[] {
  const area = (key: string, value: string | null) =>
    value === null ? null : t(`resident.my-flat.${key}`, { area: formatDecimal(locale, value, 2) });
  return [
    flat.entrance === null ? null : t('resident.my-flat.entrance', { number: flat.entrance }),
    flat.floor === null ? null : t('resident.my-flat.floor', { number: flat.floor }),
    area('area', flat.areaM2),
    area('living-area', flat.livingAreaM2),
    area('heated-area', flat.heatedAreaM2),
    flat.registeredCount === null ? null : t('resident.my-flat.registered', { people: flat.registeredCount }),
  ];
}

export const myFlatScreens = [
  screen(myFlatRoute, async (guest) => {
    const { unitId, rights } = guest.flat;
    const hasMeters = guest.modules.meters && rights.includes('meters');
    const [flat, people, meters] = await Promise.all([
      getMyFlat(guest.ctx, guest.actor, unitId),
      listHousehold(guest.ctx, guest.actor, unitId),
      hasMeters ? listMyMeters(guest.ctx, guest.actor, unitId).then((listed) => listed.meters) : [],
    ]);
    return { place: 'replace', view: myFlatView(guest, flat, people, meters) };
  }),
  deed(wrongRoute, (guest) =>
    startReport(guest, { kind: 'general', category: 'general-other', place: 'flat', text: '', files: [] }),
  ),
];
