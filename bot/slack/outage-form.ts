import type { KnownBlock, ModalView } from '@slack/types';
import { type Ctx, once } from '#api/core/ctx.ts';
import { AppError } from '#api/core/errors.ts';
import { newId } from '#api/core/ids.ts';
import { at, dayOf, type Instant, PlainDate, plus, wallTime } from '#api/core/time.ts';
import { servicesBehind } from '#api/flows/known-problems.ts';
import { openOutageOfTicket } from '#api/flows/outage-of-ticket.ts';
import { changeOutage, openOutage } from '#api/outages/announce.ts';
import { getOutage, type Outage } from '#api/outages/read-outages.ts';
import { changeOutageInput, openOutageInput, outageServices, outageWorkTypes } from '#api/outages/schema.ts';
import { findPlaceByWords } from '#api/residents/find-unit.ts';
import { option, smallPrint } from './blocks.ts';
import { type Desk, type Spot, tellAside } from './desk.ts';
import { checkField, dayField, modal, radioField, showModal, timeField, wordsField } from './modal.ts';
import type { AboutModal, FormNow, Submission, Tap } from './payloads.ts';
import { getShownTicket } from './privacy.ts';
import type { Speech } from './speech.ts';
import { asColleague } from './who.ts';

type What = 'open' | 'of-ticket' | 'change';
type Draft = { where?: string; services?: readonly string[]; from: Instant; until: Instant; words?: string };

/** What is off, where, from when until when: prefilled so that sending takes a few taps. A change asks for no place. */
export function outageModal(speech: Speech, what: What, about: AboutModal, draft: Draft): ModalView {
  const { t, timeZone } = speech;
  const services = outageServices.map((one) => option(t(`slack.outage.services.${one}`), one));
  const works = outageWorkTypes.map((one) => option(t(`slack.outage.works.${one}`), one));
  const words = { title: t(`slack.outage-form.title-${what}`), submit: t('slack.outage-form.submit') };
  const where: KnownBlock[] = [
    wordsField('where', t('slack.outage-form.where'), {
      initial: draft.where ?? '',
      hint: t('slack.outage-form.where-hint'),
    }),
    wordsField('entrances', t('slack.outage-form.entrances'), {
      hint: t('slack.outage-form.entrances-hint'),
      isOptional: true,
      lines: 'one',
    }),
    radioField('work', t('slack.outage-form.work'), works, 'emergency'),
  ];
  const moment = (name: 'from' | 'until', given: Instant): KnownBlock[] => [
    dayField(`${name}-day`, t(`slack.outage-form.${name}-day`), { initial: dayOf(given, timeZone).toString() }),
    timeField(`${name}-time`, t(`slack.outage-form.${name}-time`, { zone: timeZone }), {
      initial: wallTime(given, timeZone).toString().slice(0, 5),
    }),
  ];
  return modal(speech, `outage-${what}`, about, words, [
    checkField('services', t('slack.outage-form.services'), services, draft.services ?? []),
    ...(what === 'change' ? [] : where),
    ...moment('from', draft.from),
    ...moment('until', draft.until),
    wordsField('words', t('slack.outage-form.words'), { initial: draft.words ?? '', isOptional: true }),
    smallPrint(t(`slack.outage-form.hint-${what === 'change' ? 'change' : 'open'}`)),
  ]);
}

/** `/outage Sadovaya 12`, or the shortcut of the workspace. The form's own id is the outage's key: sent twice, it is one. */
export async function openOutageForm(
  desk: Desk,
  asked: { spot: Spot; triggerId: string; text?: string },
): Promise<void> {
  await asColleague(desk, asked.spot, async ({ speech }) => {
    const about = { id: newId(desk.ctx.now()), channelId: asked.spot.channelId };
    const view = outageModal(speech, 'open', about, { ...freshTimes(desk.ctx), where: asked.text ?? '' });
    await showModal(desk, { triggerId: asked.triggerId, form: null }, view);
  });
}

/** From a ticket's More: its house, and what its category speaks of. */
export async function openOutageOfTicketForm(desk: Desk, tap: Tap, ticketId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const ticket = await getShownTicket(desk.ctx, actor, ticketId);
    const services = servicesBehind(ticket.category?.code).slice(0, 1);
    const draft = { ...freshTimes(desk.ctx), where: ticket.address ?? '', services };
    const view = outageModal(speech, 'of-ticket', { id: ticketId, channelId: tap.spot.channelId }, draft);
    await showModal(desk, tap, view);
  });
}

/** A new time is the commonest change: everything stands as it is. */
export async function openOutageChange(desk: Desk, tap: Tap, outageId: string): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const outage = await getOutage(desk.ctx, actor, outageId);
    if (!['ahead', 'now', 'late'].includes(outage.state)) throw new AppError('outage.over', { state: outage.state });
    const { services, startsAt: from, endsAt: until } = outage;
    const draft = { services, from, until, words: wordsOf(outage, speech) };
    const view = outageModal(speech, 'change', { id: outageId, channelId: tap.spot.channelId }, draft);
    await showModal(desk, tap, view);
  });
}

/** What is wrong with the form, at its field: nothing that was typed is lost. */
export async function complainAboutOutage(
  desk: Desk,
  speech: Speech,
  sent: Submission,
): Promise<Record<string, string> | null> {
  const { t } = speech;
  if (sent.choices('services').length === 0) return { services: t('slack.outage-form.no-service') };
  const { startsAt, endsAt } = timesOf(speech, sent);
  if (endsAt <= startsAt) return { 'until-day': t('slack.outage-form.ends-before') };
  if (endsAt <= desk.ctx.now()) return { 'until-day': t('slack.outage-form.in-past') };
  if (sent.modal === 'outage-change') return null;
  const places = await placesOf(desk.ctx, sent);
  const unknown = places.find((place) => place.buildingId === null);
  if (unknown || places.length === 0) {
    return { where: t('slack.outage-form.no-such-house', { words: unknown?.words ?? '' }) };
  }
  const entrances = entrancesOf(sent);
  if (entrances === null) return { entrances: t('slack.outage-form.bad-entrances') };
  return entrances.length > 0 && places.length > 1 ? { entrances: t('slack.outage-form.one-house') } : null;
}

export async function onOpenOutage(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, async ({ actor, speech, staff }) => {
    const places = await placesOf(desk.ctx, sent);
    const entrances = entrancesOf(sent) ?? [];
    const outage = openOutageInput.parse({
      ...saidOf(speech, staff.locale, sent),
      workType: sent.choice('work'),
      places: places.map(({ buildingId }) => ({ buildingId, entrances })),
    });
    const ticketId = sent.about.id;
    await once(desk.ctx, key, (tx) =>
      sent.modal === 'outage-of-ticket'
        ? openOutageOfTicket(tx, actor, { ticketId, outage })
        : openOutage(tx, actor, outage),
    );
    await tellAside(desk, sent.spot, speech.t('slack.outage-form.done'));
  });
}

export async function onChangeOutage(desk: Desk, sent: Submission, key: string): Promise<void> {
  await asColleague(desk, sent.spot, async ({ actor, speech, staff }) => {
    const outageId = sent.about.id;
    const before = await getOutage(desk.ctx, actor, outageId);
    const said = saidOf(speech, staff.locale, sent);
    // Words in another language than the colleague's stay as they were.
    const isSame = sent.text('words') === wordsOf(before, speech);
    const input = changeOutageInput.parse({ ...said, outageId, ...(isSame ? { texts: before.texts } : {}) });
    return once(desk.ctx, key, (tx) => changeOutage(tx, actor, input));
  });
}

function freshTimes(ctx: Ctx): { from: Instant; until: Instant } {
  return { from: ctx.now(), until: plus(ctx.now(), 'PT4H') };
}

function saidOf(speech: Speech, locale: string, sent: FormNow) {
  const words = sent.text('words');
  return {
    services: sent.choices('services'),
    texts: words === '' ? {} : { [locale]: words },
    ...timesOf(speech, sent),
  };
}

function timesOf({ timeZone }: Speech, form: FormNow): { startsAt: Instant; endsAt: Instant } {
  const moment = (name: string) => at(PlainDate.from(form.day(`${name}-day`)), form.time(`${name}-time`), timeZone);
  return { startsAt: moment('from'), endsAt: moment('until') };
}

function wordsOf({ texts }: Pick<Outage, 'texts'>, { locale }: Speech): string {
  return texts[locale] ?? texts.ru ?? texts.en ?? '';
}

/** A house a line; null where no house of ours is meant. */
async function placesOf(ctx: Ctx, form: FormNow): Promise<{ words: string; buildingId: string | null }[]> {
  const lines = form
    .text('where')
    .split(/\n|;/)
    .map((line) => line.trim());
  const named = [...new Set(lines.filter((line) => line !== ''))].slice(0, 50);
  return Promise.all(
    named.map(async (words) => ({ words, buildingId: (await findPlaceByWords(ctx, words))?.buildingId ?? null })),
  );
}

/** `1, 3`; empty for the whole house, null for what is no list of numbers. */
function entrancesOf(form: FormNow): number[] | null {
  const words = form.text('entrances');
  if (words === '') return [];
  const numbers = words.split(/[\s,;]+/).map(Number);
  return numbers.every((number) => Number.isInteger(number) && number > 0 && number < 100) ? numbers : null;
}
