import type { KnownBlock } from '@slack/types';
import { systemActor } from '#api/core/actor.ts';
import { once } from '#api/core/ctx.ts';
import { shortId } from '#api/core/ids.ts';
import { cancelOutage, restoreOutage } from '#api/outages/announce.ts';
import { getOutage, type Outage } from '#api/outages/read-outages.ts';
import { actions, button, confirmation, header, lines, type Message, quotation } from './blocks.ts';
import type { Desk } from './desk.ts';
import { escapeText } from './mrkdwn.ts';
import type { Tap } from './payloads.ts';
import { moment, type Speech } from './speech.ts';
import { asColleague } from './who.ts';

/** The card of an outage where the technicians are: what, where, until when, and what can be done about it. */
export function outageCard(speech: Speech, outage: Outage): Message {
  const { t, locale } = speech;
  const title = t(`slack.outage.title-${outage.workType}`, { services: servicesWords(speech, outage) });
  const state = t(`slack.outage.states.${outage.state}`);
  const words = outage.texts[locale] ?? outage.texts.ru ?? outage.texts.en;
  const isOpen = ['ahead', 'now', 'late'].includes(outage.state);
  const blocks: KnownBlock[] = [
    header(title),
    lines(...outage.places.map((place) => [placeWords(speech, place)])),
    ...(words ? [quotation(words)] : []),
    lines([{ bold: state }, ` · ${whenWords(speech, outage)}`]),
    ...(isOpen ? [actions(`outage:${shortId(outage.id)}`, buttonsOf(speech, outage))] : []),
  ];
  return { text: escapeText([title, state, whenWords(speech, outage)].join(' · ')), blocks };
}

/** `cold water, heating`. */
export function servicesWords({ t }: Pick<Speech, 't'>, { services }: Pick<Outage, 'services'>): string {
  return services.map((service) => t(`slack.outage.services.${service}`)).join(', ');
}

export async function readOutageCard({ ctx }: Desk, speech: Speech, outageId: string): Promise<Message> {
  return outageCard(speech, await getOutage(ctx, systemActor, outageId));
}

/** It is on again, and everybody who was told that it is off is told. */
export async function onRestoreOutage(desk: Desk, tap: Tap, outageId: string, key: string): Promise<void> {
  await asColleague(desk, tap.spot, ({ actor }) => once(desk.ctx, key, (tx) => restoreOutage(tx, actor, { outageId })));
}

export async function onCancelOutage(desk: Desk, tap: Tap, outageId: string, key: string): Promise<void> {
  await asColleague(desk, tap.spot, ({ actor }) => once(desk.ctx, key, (tx) => cancelOutage(tx, actor, { outageId })));
}

function buttonsOf({ t }: Speech, { id, state }: Outage) {
  const value = shortId(id);
  const ask = (deed: 'restore' | 'cancel') => ({
    confirm: confirmation({
      title: t(`slack.outage.${deed}-title`),
      text: t(`slack.outage.${deed}-text`),
      yes: t(`slack.outage.buttons.${deed}`),
      no: t('slack.buttons.keep'),
    }),
  });
  const style = state === 'ahead' ? {} : { style: 'primary' as const };
  return [
    button(t('slack.outage.buttons.restore'), 'outage-restore', value, { ...style, ...ask('restore') }),
    button(t('slack.outage.buttons.change'), 'outage-change', value),
    button(t('slack.outage.buttons.cancel'), 'outage-cancel', value, ask('cancel')),
  ];
}

function whenWords(speech: Speech, { startsAt, endsAt, restoredAt, cancelledAt }: Outage): string {
  const { t } = speech;
  const from = moment(speech, startsAt);
  const ended = restoredAt ?? cancelledAt;
  return t('slack.outage.when', { from, until: moment(speech, ended ?? endsAt) });
}

function placeWords({ t }: Speech, { address, entrances }: Outage['places'][number]): string {
  if (entrances.length === 0) return address;
  return `${address}, ${t('slack.outage.entrances', { count: entrances.length, numbers: entrances.join(', ') })}`;
}
