import type { JoinResult } from '#api/residents/join.ts';
import { flatLabel } from '../flat-words.ts';
import { again } from '../guest.ts';
import { homeAnswer } from '../home.ts';
import { sayMoment } from '../say.ts';
import { type Answer, bold, paragraphs, type Text } from '../view.ts';
import { type Guest, isResident, type Resident } from '../who.ts';
import { keptRoute } from './routes.ts';
import { strangerAnswer } from './stranger.ts';

/** What a try to join is answered with: the welcome and the tabs, or why not and what to do now. */
export async function joinAnswers(guest: Guest, result: JoinResult): Promise<Answer[]> {
  const now = await again(guest);
  if (result.status === 'joined' && isResident(now)) return welcome(now);
  if (result.status === 'already-there' && isResident(now)) {
    const tabs: Answer = {
      place: 'new',
      keyboard: 'tabs',
      view: { text: now.t('resident.join.already-there'), rows: [] },
    };
    return [tabs, await homeAnswer(now)];
  }
  const say = whyNot(now, result);
  // The button that shares one's own number is what is needed now: it stays.
  if (result.status === 'not-own-contact' && !isResident(now)) {
    return [{ place: 'new', keyboard: 'share-phone', view: { text: say, rows: [] } }];
  }
  if (!isResident(now)) return strangerAnswer(now, { say });
  return [{ place: 'new', view: { text: say, rows: [[{ label: now.t('resident.home.button'), route: 'home' }]] } }];
}

/** The first message after joining carries the tab bar; the second is Home, with the way to what is kept. */
async function welcome(guest: Resident): Promise<Answer[]> {
  const { t, flat } = guest;
  const name = guest.chat.resident?.givenName ?? guest.saidName;
  const where = flat.accountNumber ? 'resident.join.connected-account' : 'resident.join.connected';
  const values = { number: flatLabel(guest, flat), address: flat.address, account: flat.accountNumber ?? '' };
  const tabs: Answer = {
    place: 'new',
    keyboard: 'tabs',
    view: {
      text: paragraphs(
        [bold(t('resident.join.welcome', { name })), ' ', t(where, values)],
        t('resident.join.kept-short'),
      ),
      rows: [],
    },
  };
  const home = await homeAnswer(guest);
  const kept = { label: t('resident.kept.button'), route: keptRoute.to() };
  const view = home.view ? { ...home.view, rows: [...home.view.rows, [kept]] } : undefined;
  return [tabs, { ...home, view, place: 'new' }];
}

function whyNot(guest: Guest, result: JoinResult): Text {
  const { t } = guest;
  if (result.status === 'too-many') return t('resident.join.too-many', { until: sayMoment(guest, result.retryAt) });
  if (result.status === 'wrong') return left(guest, t('resident.join.wrong'), result.triesLeft);
  if (result.status === 'expired') return left(guest, t('resident.join.expired'), result.triesLeft);
  if (result.status === 'used') return left(guest, t('resident.join.used'), result.triesLeft);
  if (result.status === 'not-own-contact') return t('resident.join.not-own-contact');
  if (result.status === 'unknown-phone') return t('resident.join.unknown-phone');
  if (result.status === 'sent-to-office') return t('resident.join.sent-to-office');
  return t('resident.join.already-there');
}

function left({ t }: Guest, why: string, triesLeft: number): string {
  if (triesLeft === 0) return `${why} ${t('resident.join.no-tries-left')}`;
  return `${why} ${t('resident.join.tries-left', { count: triesLeft })}`;
}
