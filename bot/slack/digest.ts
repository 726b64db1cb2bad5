import { getCompany } from '#api/company/company.ts';
import { systemActor } from '#api/core/actor.ts';
import { shortId } from '#api/core/ids.ts';
import type { Instant } from '#api/core/time.ts';
import { type Digest, listUnreachableFlats, readDigest } from '#api/flows/digest.ts';
import { formatDay } from '#locales/format.ts';
import { actions, button, header, lines, type Message, paragraph } from './blocks.ts';
import { lengthWords } from './clock-words.ts';
import { type Desk, sayAside } from './desk.ts';
import { escapeText } from './mrkdwn.ts';
import type { Tap } from './payloads.ts';
import { placeWords, type Speech } from './speech.ts';
import { asColleague } from './who.ts';

/** The morning's sheet: what burns, what yesterday was, whom the messenger does not reach. What is nought is left out. */
export function digestMessage(speech: Speech, day: string, digest: Digest, now: Instant, companyId: string): Message {
  const { t, locale } = speech;
  const title = t('slack.digest.title', { day: formatDay(locale, day) });
  const { unreachableFlats } = digest;
  const list = button(t('slack.digest.list'), 'digest-unreachable', shortId(companyId));
  return {
    text: escapeText([title, nowWords(speech, digest, now)].join(' ')),
    blocks: [
      header(title),
      lines([{ bold: nowWords(speech, digest, now) }], [yesterdayWords(speech, digest)], [restWords(speech, digest)]),
      ...(unreachableFlats > 0
        ? [paragraph(t('slack.digest.unreachable', { count: unreachableFlats })), actions('digest', [list])]
        : []),
    ],
  };
}

export async function readDigestMessage({ ctx }: Desk, speech: Speech, day: string): Promise<Message> {
  const { id } = await getCompany(ctx);
  return digestMessage(speech, day, await readDigest(ctx, systemActor, day), ctx.now(), id);
}

/** The flats that the messenger does not reach, for who asks. */
export async function onUnreachable(desk: Desk, tap: Tap): Promise<void> {
  await asColleague(desk, tap.spot, async ({ actor, speech }) => {
    const flats = await listUnreachableFlats(desk.ctx, actor);
    const words = flats.map(({ address, number }) => placeWords(speech, { address, unit: { number, type: 'flat' } }));
    const title = speech.t('slack.digest.unreachable', { count: flats.length });
    const text = words.join('\n');
    await sayAside(desk, tap.spot, { text: escapeText(title), blocks: [header(title), paragraph(text || '—')] });
  });
}

function nowWords(speech: Speech, digest: Digest, now: Instant): string {
  const { t } = speech;
  const { emergencies, late, nearBreach, chatsWaiting, callsToMake, unmatched, disputesNear } = digest;
  const oldest = emergencies.oldestAt && lengthWords(speech, now.getTime() - emergencies.oldestAt.getTime());
  const facts = [
    emergencies.count > 0 ? t('slack.digest.emergencies', { count: emergencies.count, oldest }) : null,
    late > 0 ? t('slack.digest.late', { count: late }) : null,
    nearBreach > 0 ? t('slack.digest.near', { count: nearBreach }) : null,
    chatsWaiting > 0 ? t('slack.digest.chats', { count: chatsWaiting }) : null,
    callsToMake > 0 ? t('slack.digest.calls', { count: callsToMake }) : null,
    unmatched > 0 ? t('slack.digest.unmatched', { count: unmatched }) : null,
    disputesNear > 0 ? t('slack.digest.disputes', { count: disputesNear }) : null,
  ].filter((fact) => fact !== null);
  return facts.length === 0 ? t('slack.digest.quiet') : facts.join(' · ');
}

function yesterdayWords({ t, locale }: Speech, { yesterday }: Digest): string {
  const { opened, closed, onTime, rating, voices } = yesterday;
  const facts = [
    t('slack.digest.opened', { count: opened }),
    t('slack.digest.closed', { count: closed }),
    onTime === null ? null : t('slack.digest.on-time', { share: onTime }),
    rating === null ? null : t('slack.digest.rating', { rating: rating.toLocaleString(locale), count: voices }),
  ];
  return t('slack.digest.yesterday', { facts: facts.filter((fact) => fact !== null).join(', ') });
}

function restWords({ t }: Speech, { readings }: Digest): string {
  return readings ? t('slack.digest.readings', { share: readings.share, count: readings.daysLeft }) : '';
}
