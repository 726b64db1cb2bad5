import {
  getHouseFigures,
  getKindFigures,
  type HouseFigures,
  type KindFigures,
} from '#api/tickets/figures/house-figures.ts';
import { route } from '../route.ts';
import { capital, sayPeriod } from '../say.ts';
import { screen } from '../screen.ts';
import { serviceRoute } from '../tickets/routes.ts';
import { bold, lines, paragraphs, type View } from '../view.ts';
import type { Resident } from '../who.ts';
import { barsPicture } from './picture.ts';
import { figuresWords } from './words.ts';

export const figuresRoute = route('figs', {});

/** How the company does in this house: this month and the last, by kind, in words and as a picture. */
export function figuresView(guest: Resident, house: HouseFigures, kinds: readonly KindFigures[]): View {
  const { t, locale } = guest;
  const none = t('resident.figures.too-few');
  const months = {
    now: capital(sayPeriod(guest, house.month), locale),
    before: capital(sayPeriod(guest, house.lastMonth), locale),
  };
  const rows = [
    { label: t('resident.figures.your-house'), ...house.house },
    { label: t('resident.figures.whole-company'), ...house.company },
    ...kinds.map(({ kind, now, before }) => ({ label: t(`resident.service.kinds.${kind}`), now, before })),
  ];
  const shown = rows.filter(
    ({ now, before }, index) => index < 2 || figuresWords(guest, now) || figuresWords(guest, before),
  );
  const picture = barsPicture(
    shown.map(({ label, now, before }) => ({ label: capital(label, locale), now: now.onTime, before: before.onTime })),
    { title: t('resident.figures.picture'), ...months, unknown: t('resident.figures.unknown') },
  );
  return {
    text: paragraphs(
      bold(t('resident.figures.title')),
      ...shown.map(({ label, now, before }) =>
        lines(
          bold(capital(label, locale)),
          `${months.now}: ${figuresWords(guest, now) ?? none}`,
          `${months.before}: ${figuresWords(guest, before) ?? none}`,
        ),
      ),
      t('resident.figures.how'),
    ),
    rows: [[{ label: t('resident.ticket.all'), route: serviceRoute.to() }]],
    pictures: [{ svg: picture }],
  };
}

export const figuresScreens = [
  screen(figuresRoute, async (guest) => {
    const { unitId } = guest.flat;
    const house = await getHouseFigures(guest.ctx, guest.actor, { unitId });
    const kinds = await getKindFigures(guest.ctx, guest.actor, { unitId });
    return { place: 'new', view: figuresView(guest, house, kinds) };
  }),
];
