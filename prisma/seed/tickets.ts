import { type Instant, PlainDate } from '#api/core/time.ts';
import type { Promised } from '#api/tickets/sla/book.ts';
import { type Demo, type DemoFlat, type DemoResident, hoursAfter, momentOf, presentOf } from './demo.ts';
import { type LiveDispute, type LiveTicket, type Planned, planDispute, planLive } from './live-tickets.ts';
import { type Random, randomOf } from './random.ts';
import { beginLife, type Life } from './ticket-life.ts';
import { answers, type Complaint, complaints, emergency, questions, rejections, returns } from './ticket-words.ts';

/** The last number of a demo: the next ticket a person opens takes the sequence's first, 1201. */
const lastNumber = 1200;

/** How often: so that about one promise in nine is broken. */
const hurry = 0.64;

export type TicketPlan = { count: number; live: LiveTicket[]; disputes: LiveDispute[] };

/** A year of tickets in every state, by the state machine's own ways, and the stories of those who play. */
export function buildTickets(demo: Demo, plan: TicketPlan): void {
  const planned = [
    ...Array.from({ length: plan.count }, (_, index) => planPast(demo, index)),
    ...plan.live.map((live) => planLive(demo, live)),
    ...plan.disputes.map((dispute) => planDispute(demo, dispute)),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const [index, one] of planned.entries()) one.begin(lastNumber - planned.length + 1 + index).write();
}

function planPast(demo: Demo, index: number): Planned {
  const random = randomOf(demo.name, 'ticket', index);
  const day = demo.asOf.subtract({ days: random.int(4, 364) });
  const at = momentOf(
    demo,
    day,
    `${String(random.int(7, 21)).padStart(2, '0')}:${String(random.int(0, 59)).padStart(2, '0')}`,
  );
  const isEmergency = random.chance(0.02);
  const flat = someFlat(demo, random, day);
  const complaint = isEmergency ? emergency : someComplaint(random, flat, day);
  const resident = residentOn(flat, day);
  return {
    at,
    begin: (number) => {
      const life = beginLife(demo, {
        key: String(index),
        number,
        flat,
        residentId: resident.id,
        kind: complaint.kind,
        category: complaint.category,
        place: complaint.place,
        urgency: isEmergency ? 'emergency' : 'normal',
        text: random.pick(complaint.texts)[resident.locale],
        at,
      });
      live(demo, random, life, complaint, resident, at);
      return life;
    },
  };
}

/** Lets an ordinary ticket live until today's present: what would come later has not happened. */
function live(
  demo: Demo,
  random: Random,
  life: Life,
  complaint: Complaint,
  resident: DemoResident,
  born: Instant,
): void {
  const present = presentOf(demo);
  const me = { kind: 'resident' as const, id: resident.id };
  const worker = { kind: 'staff' as const, id: workerFor(demo, random, complaint) };
  let now = born;
  const wait = (hours: number): boolean => {
    now = hoursAfter(now, Math.max(0.05, Math.min(hours, 24 * 12)));
    return now.getTime() < present.getTime();
  };
  /** Mostly, people hurry when a promise would be broken. */
  const inTime = (promise: Promised, hours: number, part: number): number => {
    const left = life.hoursLeft(promise, now);
    return left !== null && left > 0 && hours > left * part && random.chance(hurry) ? left * part : hours;
  };
  const isUrgent = complaint === emergency;
  if (random.chance(0.03)) {
    if (wait(random.around(2))) life.act('cancel', me, now);
    return;
  }
  if (!wait(inTime('first-response', random.around(isUrgent ? 0.07 : 1.5), 0.8))) return;
  if (random.chance(0.03)) {
    life.act('reject', worker, now, { reason: random.pick(rejections)[resident.locale] });
    return;
  }
  life.act('claim', worker, now);
  if (!isUrgent && random.chance(0.08)) {
    if (!wait(random.around(0.5))) return;
    life.act('ask', worker, now, { text: random.pick(questions)[resident.locale] });
    if (!wait(random.around(4))) return;
    life.act('answer', me, now, { text: random.pick(answers)[resident.locale] });
  }
  if (random.chance(0.9)) {
    if (!wait(inTime('resolution', random.around(isUrgent ? 0.3 : 8), 0.5))) return;
    life.act('start', worker, now);
  }
  if (isUrgent) {
    if (!wait(inTime('localisation', random.around(0.3), 0.8))) return;
    life.act('localise', worker, now);
  }
  const report = () => ({ report: random.pick(complaint.reports)[demo.locale] });
  if (!wait(inTime('resolution', random.around(isUrgent ? 1 : 7), 0.9))) return;
  life.act('resolve', worker, now, report());
  if (random.chance(0.09)) {
    if (!wait(random.around(9))) return;
    life.act('return', me, now, { text: random.pick(returns)[resident.locale] });
    if (!wait(inTime('resolution', random.around(12), 0.9))) return;
    life.act('resolve', worker, now, report());
  }
  if (random.chance(0.3)) {
    if (wait(72)) life.act('close', { kind: 'system', id: null }, now);
    return;
  }
  if (!wait(random.around(8))) return;
  life.act('accept', me, now);
  if (random.chance(0.75) && wait(0.1)) life.act('rate', me, now, { rating: someRating(random) });
}

function someFlat(demo: Demo, random: Random, day: PlainDate): DemoFlat {
  const flats = demo.flats.filter((flat) => flat.type === 'flat');
  for (;;) {
    const flat = random.pick(flats);
    // Those who play tell their own stories, and somebody must have lived there then.
    const plays = flat.residents.some((one) => one.chat !== null && one.endsOn === null);
    if (!plays && flat.residents.some((one) => livesOn(one, day))) return flat;
  }
}

function someComplaint(random: Random, flat: DemoFlat, day: PlainDate): Complaint {
  const fitting = complaints.filter(
    (one) => (!one.months || one.months.includes(day.month)) && (!one.needsLift || flat.building.hasLift),
  );
  let left = random.next() * fitting.reduce((all, one) => all + one.share, 0);
  for (const one of fitting) {
    left -= one.share;
    if (left < 0) return one;
  }
  return random.pick(fitting);
}

function someRating(random: Random): number {
  const lot = random.next();
  return lot < 0.5 ? 5 : lot < 0.8 ? 4 : lot < 0.92 ? 3 : lot < 0.97 ? 2 : 1;
}

function workerFor(demo: Demo, random: Random, complaint: Complaint): string {
  const active = demo.staff.filter((one) => one.isActive);
  const role = complaint === emergency ? 'emergency' : complaint.kind === 'billing' ? 'accountant' : 'dispatcher';
  const fitting =
    complaint.kind === 'technical' && complaint !== emergency
      ? active.filter((one) => one.trade === complaint.trade)
      : active.filter((one) => one.roles.includes(role));
  return random.pick(fitting).id;
}

function residentOn(flat: DemoFlat, day: PlainDate): DemoResident {
  const resident = flat.residents.find((one) => livesOn(one, day));
  if (!resident) throw new Error(`nobody lived in ${flat.key}`);
  return resident;
}

function livesOn(resident: DemoResident, day: PlainDate): boolean {
  return (
    PlainDate.compare(resident.startsOn, day) <= 0 &&
    (resident.endsOn === null || PlainDate.compare(day, resident.endsOn) < 0)
  );
}
