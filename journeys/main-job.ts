import { lookAtBills } from './steps/bills.ts';
import { findCard, raceToClaim } from './steps/claim.ts';
import { joinByCode, joinByLink } from './steps/join.ts';
import { publishNews } from './steps/news.ts';
import { sendReadings } from './steps/readings.ts';
import { reportLeak } from './steps/report.ts';
import { acceptAndRate, askAndAnswer, workAndResolve } from './steps/work.ts';
import { type Combination, type House, openHouse } from './support/house.ts';
import { managerByLink } from './support/manager.ts';

/** What each part took, in seconds. */
export type Laps = Record<string, number>;

/**
 * The main job from end to end in one combination: two people join; one reports a leak that travels to Slack, through fifty hands
 * and back, and sends readings; the other looks at the bills; the manager's news reaches them.
 */
export async function mainJob(
  stage: { postgresUrl: string; redisUrl: string | null },
  combination: Combination,
): Promise<Laps> {
  const laps: Laps = {};
  const began = performance.now();
  const house = await openHouse(stage, combination);
  try {
    laps.start = secondsSince(began);
    const first = await joinByCode(house);
    await Promise.all([leak(house, first, laps), others(house, first.chat, laps)]);
    await timed(laps, 'readings', () => sendReadings(house, first));
  } catch (error) {
    console.error(`the product said:\n${house.product.program.output().slice(-4000)}`);
    throw error;
  } finally {
    await house.close();
  }
  laps.all = secondsSince(began);
  return laps;
}

async function leak(house: House, resident: Awaited<ReturnType<typeof joinByCode>>, laps: Laps): Promise<void> {
  const reported = await timed(laps, 'report', () => reportLeak(house, resident));
  const card = await timed(laps, 'card', () => findCard(house, reported));
  const winner = await timed(laps, 'race', () => raceToClaim(house, reported, card));
  await timed(laps, 'answer', () => askAndAnswer(house, resident, reported, card, winner));
  await timed(laps, 'resolve', () => workAndResolve(house, resident, reported, card, winner));
  await timed(laps, 'rate', () => acceptAndRate(house, resident, reported, winner));
}

async function others(house: House, firstChat: number, laps: Laps): Promise<void> {
  const kin = await timed(laps, 'link', () => joinByLink(house));
  await timed(laps, 'bills', () => lookAtBills(house, kin));
  const manager = await managerByLink(house.product);
  const readers = [
    { chat: firstChat, locale: house.combination.locale },
    { chat: kin.chat, locale: 'ru' as const },
    { chat: 100006, locale: 'en' as const },
  ];
  await timed(laps, 'news', () => publishNews(house, manager, readers));
}

async function timed<T>(laps: Laps, name: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  laps[name] = secondsSince(began);
  return result;
}

function secondsSince(began: number): number {
  return Math.round((performance.now() - began) / 100) / 10;
}
