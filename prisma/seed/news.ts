import { stableId } from '#api/core/ids.ts';
import { type Instant, PlainDate, periodOf, shiftPeriod } from '#api/core/time.ts';
import { type Demo, dayIn, hoursAfter, momentOf, presentOf } from './demo.ts';
import { at, randomOf } from './random.ts';

type Words = { title: string; body: string };
export type DemoPost = { ru: Words; en: Words; months?: number[] };

export type NewsPlan = {
  common: DemoPost[];
  emergencies: DemoPost[];
  /** The two-week summer break of hot water, and the post that tells of it. */
  outage: { services: string[]; post: DemoPost; month: number } | null;
};

/** Three posts a month for a year (every second month one of them is an emergency), with who read them; and the outage. */
export function buildNews(demo: Demo, plan: NewsPlan): void {
  const author = demo.staff.find((one) => one.roles.includes('manager') && one.isActive);
  let told = 0;
  for (let back = 12; back >= 0; back -= 1) {
    const period = shiftPeriod(periodOf(demo.asOf), -back);
    for (const [index, day] of [4, 13, 20].entries()) {
      const moment = momentOf(demo, dayIn(period, day), index === 1 ? '18:30' : '12:00');
      const isOld = moment.getTime() < hoursAfter(presentOf(demo), -24 * 365).getTime();
      if (isOld || moment.getTime() >= presentOf(demo).getTime()) continue;
      const month = Number(period.slice(5));
      const isEmergency = index === 1 && month % 2 === 0;
      const isBreak = plan.outage !== null && plan.outage.month === month && index === 0;
      const seasonal = plan.common.filter((post) => !post.months || post.months.includes(month));
      const pool = isEmergency ? plan.emergencies : seasonal;
      const post = isBreak && plan.outage ? plan.outage.post : at(pool, told % pool.length);
      told += 1;
      writePost(demo, { key: `${period}-${day}`, post, moment, isEmergency, authorId: author?.id ?? null });
    }
    if (plan.outage && Number(period.slice(5)) === plan.outage.month) writeOutage(demo, plan.outage, period);
  }
}

type Post = { key: string; post: DemoPost; moment: Instant; isEmergency: boolean; authorId: string | null };

function writePost(demo: Demo, { key, post, moment, isEmergency, authorId }: Post): void {
  const random = randomOf(demo.name, 'news', key);
  const id = stableId('demo', demo.name, 'news', key);
  const building = isEmergency || random.chance(0.25) ? random.pick(demo.buildings) : null;
  const flats = demo.flats.filter((flat) => building === null || flat.building === building);
  const readers = new Map(
    flats.flatMap((flat) => flat.residents.filter((one) => one.endsOn === null).map((one) => [one.id, one])),
  );
  const present = presentOf(demo).getTime();
  demo.sheet.put('news_post', {
    id,
    urgency: isEmergency ? 'emergency' : 'common',
    state: 'published',
    audience: building ? 'buildings' : 'everyone',
    authorId,
    publishedAt: moment,
    recipientCount: readers.size,
    createdAt: hoursAfter(moment, -1),
    updatedAt: moment,
  });
  demo.sheet.put('news_text', { postId: id, locale: 'ru', ...post.ru }, { postId: id, locale: 'en', ...post.en });
  if (building) demo.sheet.put('news_audience', { postId: id, buildingId: building.id });
  for (const reader of readers.values()) {
    if (reader.chat === null || momentOf(demo, reader.startsOn, '00:00').getTime() > moment.getTime()) continue;
    demo.sheet.put('delivery', {
      id: stableId(id, 'delivery', reader.key),
      eventKey: `news:${id}`,
      recipient: `resident:${reader.id}`,
      channel: 'telegram',
      residentId: reader.id,
      template: 'news',
      subjectType: 'news-post',
      subjectId: id,
      data: {},
      lane: 'bulk',
      isSilent: !isEmergency,
      state: 'sent',
      notBefore: moment,
      attempts: 1,
      createdAt: moment,
      sentAt: hoursAfter(moment, 0.02),
    });
    const readAt = hoursAfter(moment, random.around(3, 1.2));
    if (!random.chance(0.64) || readAt.getTime() >= present) continue;
    demo.sheet.put('news_read', { postId: id, residentId: reader.id, createdAt: readAt });
  }
}

function writeOutage(demo: Demo, outage: NonNullable<NewsPlan['outage']>, period: string): void {
  const startsAt = momentOf(demo, dayIn(period, 6), '08:00');
  if (PlainDate.compare(dayIn(period, 20), demo.asOf) >= 0) return;
  const id = stableId('demo', demo.name, 'outage', period);
  const endsAt = momentOf(demo, dayIn(period, 20), '20:00');
  demo.sheet.put('outage', {
    id,
    workType: 'planned',
    services: outage.services,
    texts: { ru: outage.post.ru.body, en: outage.post.en.body },
    startsAt,
    endsAt,
    restoredAt: hoursAfter(endsAt, -3),
    createdBy: 'system',
    createdAt: hoursAfter(startsAt, -24 * 10),
  });
  demo.sheet.put(
    'outage_building',
    ...demo.buildings.map((one) => ({ outageId: id, buildingId: one.id, entrances: [] })),
  );
}
