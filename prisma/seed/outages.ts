import { stableId } from '#api/core/ids.ts';
import type { Instant } from '#api/core/time.ts';
import { type Demo, type DemoBuilding, hoursAfter, momentOf, presentOf } from './demo.ts';

type DemoOutage = {
  key: string;
  building: DemoBuilding | undefined;
  workType: 'planned' | 'emergency';
  services: string[];
  texts: { ru: string; en: string };
  startsAt: Instant;
  endsAt: Instant;
  announcedAt: Instant;
};

/** What is off today, and what will be off tomorrow: in the last house and in the first, each with its card at the technicians'. */
export function buildOutages(demo: Demo): void {
  const present = presentOf(demo);
  const tomorrow = demo.asOf.add({ days: 1 });
  write(demo, {
    ...{ key: 'live', building: demo.buildings.at(-1), workType: 'emergency', services: ['electricity'] },
    texts: {
      ru: 'Отключился ввод в дом. Электрики на месте, ищут повреждённый кабель.',
      en: 'The supply line of the house tripped. Electricians are there, looking for the damaged cable.',
    },
    ...{ startsAt: hoursAfter(present, -1), endsAt: momentOf(demo, demo.asOf, '21:00') },
    announcedAt: hoursAfter(present, -1),
  });
  write(demo, {
    ...{ key: 'announced', building: demo.buildings[0], workType: 'planned', services: ['hot-water'] },
    texts: { ru: 'Меняем участок стояка в подвале.', en: 'A piece of the riser in the basement is being replaced.' },
    ...{ startsAt: momentOf(demo, tomorrow, '10:00'), endsAt: momentOf(demo, tomorrow, '16:00') },
    announcedAt: hoursAfter(present, -14),
  });
}

function write(demo: Demo, { key, building, announcedAt: createdAt, ...outage }: DemoOutage): void {
  if (!building) return;
  const id = stableId('demo', demo.name, 'outage', key);
  demo.sheet.put('outage', { id, ...outage, createdBy: 'system', createdAt });
  demo.sheet.put('outage_building', { outageId: id, buildingId: building.id, entrances: [] });
  const channel = demo.cast.slack.channels.find((one) => one.key === 'technical');
  if (!channel) return;
  demo.sheet.put('card', {
    ...{
      id: stableId(id, 'card'),
      subjectType: 'outage',
      subjectId: id,
      place: `slack:${channel.id}`,
      channel: 'slack',
    },
    ...{ wantedVersion: 1, shownVersion: 0, attempts: 0, createdAt, updatedAt: createdAt },
  });
}
