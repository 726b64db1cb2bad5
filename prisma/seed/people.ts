import { createHash } from 'node:crypto';
import { stableId } from '#api/core/ids.ts';
import { firstDayOf, type PlainDate, periodOf, shiftPeriod, toDateColumn } from '#api/core/time.ts';
import { hashJoinCode, hashJoinLink, printCode } from '#api/residents/codes.ts';
import { consentTextVersion } from '#api/residents/consent.ts';
import { givenNameOf } from '#api/residents/given-name.ts';
import { defaultRights, type OccupancyRole } from '#api/residents/rights.ts';
import { type Cast, type CastPerson, nameOf } from './cast.ts';
import { type CastHome, type Demo, type DemoFlat, type DemoResident, flatOf, momentOf, presentOf } from './demo.ts';
import { inventName } from './names.ts';
import { randomOf } from './random.ts';

/** An invitation of the demo: the secrets are the same on every machine, so a banner can print them. */
export type DemoJoinCode = {
  /** Key in the cast, and the flat's key. */
  person: string;
  name: string;
  flat: string;
  /** `1234 5678 9012` */
  code: string;
  /** For `?start=`. */
  linkPayload: string;
};

/** Who lives where: the cast as `homes` says, everybody else by lot. */
export async function buildPeople(demo: Demo, homes: readonly CastHome[], phonePrefix: string): Promise<void> {
  for (const home of homes) settleCast(demo, home);
  const random = randomOf(demo.name, 'people');
  let phone = 0;
  for (const flat of demo.flats.filter((one) => one.type === 'flat')) {
    const wanted: OccupancyRole[] = flat.residents.some((one) => one.role === 'owner') ? [] : ['owner'];
    if (flat.residents.length === 0 && random.chance(0.25)) wanted.push('family');
    if (flat.residents.length === 0 && random.chance(0.06)) wanted.push('tenant');
    for (const role of wanted) {
      phone += 1;
      const locale = demo.locale === 'en' || random.chance(0.1) ? 'en' : 'ru';
      flat.residents.push({
        id: stableId('demo', demo.name, 'resident', flat.key, role),
        key: `${flat.key}-${role}`,
        fullName: inventName(random, locale),
        phone: `${phonePrefix}${String(phone).padStart(4, '0')}`,
        locale,
        chat: null,
        role,
        startsOn: demo.asOf.subtract({ years: 2, days: random.int(0, 3000) }),
        endsOn: null,
      });
    }
  }
  // Parking places belong to people of the house who are not in the cast: its stories name every door they have.
  for (const place of demo.flats.filter((one) => one.type === 'parking')) {
    const here = demo.flats.filter((one) => one.building === place.building && one.type === 'flat');
    const owners = here.flatMap((one) => one.residents.filter(({ key }) => key === `${one.key}-owner`));
    place.residents.push(random.pick(owners));
  }
  const written = new Set<string>();
  for (const flat of demo.flats) {
    for (const resident of flat.residents) {
      writeResident(demo, flat, resident, written);
    }
  }
  for (const code of joinCodesOf(demo.cast, homes)) await writeJoinCode(demo, code);
}

/** The invitations for those of the cast who have never used the bot. */
export function joinCodesOf(cast: Cast, homes: readonly CastHome[]): DemoJoinCode[] {
  return homes.flatMap((home) => {
    const flat = home.flats[0];
    if (!home.listed || flat === undefined) return [];
    const person = personOf(cast, home.person);
    const secret = createHash('sha256').update(`domovoy demo ${person.key} ${person.phone}`).digest();
    const digits = (secret.readBigUInt64BE(0) % 10n ** 12n).toString().padStart(12, '0');
    const linkPayload = `join_${secret.subarray(0, 24).toString('base64url')}`;
    return { person: person.key, name: nameOf(person), flat, code: printCode(digits), linkPayload };
  });
}

function settleCast(demo: Demo, home: CastHome): void {
  const person = personOf(demo.cast, home.person);
  const lastMonth = firstDayOf(shiftPeriod(periodOf(demo.asOf), -1));
  for (const key of home.flats) {
    const flat = flatOf(demo, key);
    if (home.since === 'last-month') flat.residents.push(formerOwner(demo, flat, lastMonth));
    flat.residents.push({
      id: stableId('demo', demo.name, 'resident', person.key),
      key: person.key,
      fullName: nameOf(person),
      phone: home.hidePhone ? null : person.phone,
      locale: person.language_code === 'ru' ? 'ru' : 'en',
      chat: home.listed ? null : person.id,
      role: home.role,
      startsOn: home.since === 'last-month' ? lastMonth : demo.asOf.subtract({ years: 2, days: flat.area }),
      endsOn: null,
    });
  }
}

function formerOwner(demo: Demo, flat: DemoFlat, endsOn: PlainDate): DemoResident {
  return {
    id: stableId('demo', demo.name, 'resident', flat.key, 'former'),
    key: `${flat.key}-former`,
    fullName: inventName(randomOf(demo.name, flat.key), demo.locale),
    phone: null,
    locale: demo.locale,
    chat: null,
    role: 'owner',
    startsOn: endsOn.subtract({ years: 6 }),
    endsOn,
  };
}

function personOf(cast: Cast, key: string): CastPerson {
  const person = cast.telegram.people.find((one) => one.key === key);
  if (!person) throw new Error(`the cast has no ${key}`);
  return person;
}

function writeResident(demo: Demo, flat: DemoFlat, resident: DemoResident, written: Set<string>): void {
  const createdAt = momentOf(demo, resident.startsOn, '10:00');
  demo.sheet.put('occupancy', {
    id: stableId('demo', demo.name, 'occupancy', resident.key, flat.key),
    unitId: flat.id,
    residentId: resident.id,
    role: resident.role,
    rights: defaultRights(resident.role),
    startsOn: toDateColumn(resident.startsOn),
    endsOn: resident.endsOn ? toDateColumn(resident.endsOn) : null,
    // Written down the day before, so that the whole first day is theirs.
    createdAt: momentOf(demo, resident.startsOn.subtract({ days: 1 }), '10:00'),
  });
  if (written.has(resident.id)) return;
  written.add(resident.id);
  demo.sheet.put('resident', {
    id: resident.id,
    fullName: resident.fullName,
    givenName: givenNameOf(resident.fullName),
    phone: resident.phone,
    locale: resident.locale,
    createdAt,
  });
  if (resident.chat === null) return;
  const joinedAt = momentOf(demo, demo.asOf.subtract({ months: 10 }), '12:00');
  demo.sheet.put('chat', {
    id: stableId('demo', demo.name, 'chat', resident.key),
    messenger: 'telegram',
    address: String(resident.chat),
    residentId: resident.id,
    unitId: flat.id,
    locale: resident.locale,
    state: 'active',
    lastSeenAt: presentOf(demo),
    createdAt: joinedAt,
  });
  demo.sheet.put('consent', {
    id: stableId('demo', demo.name, 'consent', resident.key),
    residentId: resident.id,
    purpose: 'service',
    textVersion: consentTextVersion,
    channel: 'telegram',
    grantedAt: joinedAt,
  });
}

async function writeJoinCode(demo: Demo, code: DemoJoinCode): Promise<void> {
  const flat = flatOf(demo, code.flat);
  const resident = flat.residents.find((one) => one.key === code.person);
  if (!resident) throw new Error(`${code.person} does not live in ${code.flat}`);
  demo.sheet.put('join_code', {
    id: stableId('demo', demo.name, 'join-code', code.person),
    unitId: flat.id,
    residentId: resident.id,
    role: resident.role,
    rights: defaultRights(resident.role),
    linkHash: hashJoinLink(code.linkPayload),
    codeHash: await hashJoinCode(code.code.replaceAll(' ', '')),
    expiresAt: momentOf(demo, demo.asOf.add({ years: 1 }), '00:00'),
    createdBy: 'system',
    createdAt: presentOf(demo),
  });
}
