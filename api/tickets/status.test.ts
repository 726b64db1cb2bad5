import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '#api/core/actor.ts';
import { type Instant, instant, plus } from '#api/core/time.ts';
import { refusal, type TicketKind } from './policy.ts';
import {
  bornState,
  deeds,
  isPossible,
  nextState,
  pauses,
  replay,
  statuses,
  type TicketDeed,
  type TicketState,
  type Told,
  transitions,
} from './status.ts';

/** Written apart from the table in status.ts: for each deed, status → status. What is not here is refused. */
const ways: Record<TicketDeed, Record<string, string>> = {
  claim: { new: 'claimed' },
  assign: { new: 'claimed', claimed: 'claimed', 'in-work': 'in-work' },
  prioritise: { new: 'new', claimed: 'claimed', 'in-work': 'in-work' },
  start: { claimed: 'in-work' },
  ask: { new: 'new', claimed: 'claimed', 'in-work': 'in-work' },
  answer: { new: 'new', claimed: 'claimed', 'in-work': 'in-work', resolved: 'resolved' },
  hold: { claimed: 'claimed', 'in-work': 'in-work' },
  resume: { new: 'new', claimed: 'claimed', 'in-work': 'in-work' },
  localise: { claimed: 'in-work', 'in-work': 'in-work' },
  'propose-visit': { claimed: 'claimed', 'in-work': 'in-work' },
  'accept-visit': { claimed: 'claimed', 'in-work': 'in-work' },
  'move-visit': { claimed: 'claimed', 'in-work': 'in-work' },
  'cancel-visit': { claimed: 'claimed', 'in-work': 'in-work' },
  'set-off': { claimed: 'claimed', 'in-work': 'in-work' },
  arrive: { claimed: 'in-work', 'in-work': 'in-work' },
  miss: { claimed: 'claimed', 'in-work': 'in-work' },
  renew: { new: 'new', claimed: 'claimed', 'in-work': 'in-work' },
  resolve: { claimed: 'resolved', 'in-work': 'resolved' },
  release: { claimed: 'new', 'in-work': 'new' },
  accept: { resolved: 'closed' },
  return: { resolved: 'claimed', closed: 'claimed' },
  rate: { closed: 'closed' },
  cancel: { new: 'cancelled', claimed: 'cancelled' },
  reject: { new: 'rejected', claimed: 'rejected', 'in-work': 'rejected' },
  merge: { new: 'closed', claimed: 'closed', 'in-work': 'closed' },
  join: { new: 'new', claimed: 'claimed', 'in-work': 'in-work' },
  leave: { new: 'new', claimed: 'claimed', 'in-work': 'in-work', resolved: 'resolved' },
  note: Object.fromEntries(statuses.map((status) => [status, status])),
  close: { resolved: 'closed' },
  expire: { new: 'closed', claimed: 'closed', 'in-work': 'closed' },
};

/** Deeds that begin under one pause only. */
const onlyUnder: Partial<Record<TicketDeed, string[]>> = {
  resume: ['on-hold', 'waiting-for-resident'],
  expire: ['waiting-for-resident'],
};

describe('the state machine', () => {
  const cases = deeds.flatMap((deed) =>
    statuses.flatMap((status) => pauses.map((pause) => ({ deed, status, pause, to: ways[deed][status] ?? 'refused' }))),
  );

  it.each(cases)('$deed from $status ($pause) → $to', ({ deed, status, pause, to }) => {
    const state: TicketState = { status, pause, assigneeId: status === 'new' ? null : 'owner' };
    const isRefused = to === 'refused' || !(onlyUnder[deed] ?? [pause]).includes(pause);
    expect(isPossible(state, deed)).toBe(!isRefused);
    expect(nextState(state, deed, 'actor')?.status ?? 'refused').toBe(isRefused ? 'refused' : to);
  });

  it('returns to everybody what nobody owns', () => {
    const orphan: TicketState = { status: 'closed', pause: 'none', assigneeId: null };
    expect(nextState(orphan, 'return', 'anna')).toEqual({ status: 'new', pause: 'none', assigneeId: null });
  });

  it('gives the status back when a pause ends, and keeps a hold when an answer comes', () => {
    const inWork: TicketState = { status: 'in-work', pause: 'none', assigneeId: 'a' };
    const asked = nextState(inWork, 'ask', 'a');
    expect(asked).toEqual({ ...inWork, pause: 'waiting-for-resident' });
    expect(asked && nextState(asked, 'answer', 'r')).toEqual(inWork);
    const held = nextState(inWork, 'hold', 'a');
    expect(held && nextState(held, 'answer', 'r')).toEqual(held);
    expect(held && nextState(held, 'resume', 'a')).toEqual(inWork);
  });

  it('keeps the question open when the ticket is released, and ends a hold', () => {
    const waiting: TicketState = { status: 'claimed', pause: 'waiting-for-resident', assigneeId: 'a' };
    expect(nextState(waiting, 'release', 'a')).toEqual({ ...bornState, pause: 'waiting-for-resident' });
    expect(nextState({ ...waiting, pause: 'on-hold' }, 'release', 'a')).toEqual(bornState);
  });

  it('does not replay a timeline with a step it does not have', () => {
    const at = (kind: string, actorId: string | null = null) => ({ kind, actorId });
    expect(replay([at('opened'), at('resolved')])).toBeNull();
    expect(replay([at('claimed', 'a')])).toBeNull();
    expect(replay([at('opened'), at('danced')])).toBeNull();
  });
});

type Walker = {
  state: TicketState;
  closedAt: Instant | null;
  timeline: Told[];
};

const people: Actor[] = [
  { kind: 'resident', residentId: 'resident-1' },
  { kind: 'staff', staffId: 'tech-1', roles: ['technician'] },
  { kind: 'staff', staffId: 'tech-2', roles: ['technician', 'emergency'] },
  { kind: 'staff', staffId: 'accountant', roles: ['accountant'] },
  { kind: 'staff', staffId: 'dispatcher', roles: ['dispatcher'] },
  { kind: 'staff', staffId: 'reader', roles: ['read-only'] },
  { kind: 'system' },
  { kind: 'api-key', apiKeyId: 'key', scopes: [] },
];

const nameOf = (actor: Actor) =>
  actor.kind === 'staff' ? actor.staffId : actor.kind === 'resident' ? actor.residentId : null;

describe('random walks', () => {
  const step = fc.record({
    deed: fc.constantFrom(...deeds),
    actor: fc.constantFrom(...people),
    hours: fc.integer({ min: 0, max: 400 }),
  });

  it('keep the promises of a ticket', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<TicketKind>('technical', 'billing', 'general'),
        fc.array(step, { maxLength: 60 }),
        (kind, steps) => {
          let now = instant('2026-11-20T09:00:00Z');
          const walker: Walker = { state: bornState, closedAt: null, timeline: [{ kind: 'opened', actorId: null }] };
          for (const { deed, actor, hours } of steps) {
            now = plus(now, `PT${hours}H`);
            const before = walker.state;
            const why = refusal(actor, deed, { ...before, kind, closedAt: walker.closedAt }, now);
            const ownerId = deed === 'assign' ? 'tech-2' : nameOf(actor);
            const after = nextState(before, deed, ownerId);
            if (why !== null) continue;
            expect(after).not.toBeNull();
            if (!after) return;
            walker.state = after;
            if (after.status !== before.status) {
              walker.closedAt = ['closed', 'rejected', 'cancelled'].includes(after.status) ? now : null;
            }
            walker.timeline.push({
              kind: transitions[deed].said,
              actorId: nameOf(actor),
              assigneeId: after.assigneeId,
            });
            holdsTogether(walker, actor, deed, before);
          }
          expect(replay(walker.timeline)).toEqual(walker.state);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

const residentsOwn = [
  ...['answer', 'accept', 'return', 'rate', 'cancel', 'accept-visit', 'move-visit', 'join', 'leave'],
];

/** What must be true after every allowed step, said without looking at the table. */
function holdsTogether({ state }: Walker, actor: Actor, deed: TicketDeed, before: TicketState): void {
  const isOwned = state.status === 'claimed' || state.status === 'in-work' || state.status === 'resolved';
  if (isOwned) expect(state.assigneeId).not.toBeNull();
  if (state.status === 'new') expect(state.assigneeId).toBeNull();
  if (state.status === 'resolved' || state.status === 'closed') expect(state.pause).toBe('none');
  if (before.assigneeId && state.assigneeId && deed !== 'assign') expect(state.assigneeId).toBe(before.assigneeId);
  if (actor.kind === 'resident') expect(residentsOwn).toContain(deed);
  if (actor.kind === 'system') expect(['resume', 'close', 'expire']).toContain(deed);
  if (actor.kind === 'staff') expect(actor.roles).not.toEqual(['read-only']);
  expect(actor.kind).not.toBe('api-key');
  const isOthers = actor.kind === 'staff' && actor.roles.includes('technician') && before.assigneeId !== actor.staffId;
  if (isOthers && before.assigneeId) expect(['note']).toContain(deed);
}
