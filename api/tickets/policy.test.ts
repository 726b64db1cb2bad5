import { describe, expect, it } from 'vitest';
import type { Actor, StaffRole } from '#api/core/actor.ts';
import { instant } from '#api/core/time.ts';
import { guessAmong } from './categories.ts';
import { defaultCategories } from './classifier.ts';
import { refusal, serviceOf, type TicketFacts, type TicketKind } from './policy.ts';
import type { TicketDeed } from './status.ts';

const now = instant('2026-11-20T09:00:00Z');
const staff = (id: string, ...roles: StaffRole[]): Actor => ({ kind: 'staff', staffId: id, roles });
const ticket = (more: Partial<TicketFacts> = {}): TicketFacts => ({
  kind: 'technical',
  status: 'new',
  pause: 'none',
  assigneeId: null,
  closedAt: null,
  ...more,
});

describe('who may claim', () => {
  const may: Array<[StaffRole, TicketKind[]]> = [
    ['technician', ['technical']],
    ['emergency', ['technical']],
    ['accountant', ['billing']],
    ['dispatcher', ['technical', 'billing', 'general']],
    ['manager', ['technical', 'billing', 'general']],
    ['read-only', []],
  ];
  it.each(may)('%s: %j', (role, kinds) => {
    for (const kind of ['technical', 'billing', 'general'] as const) {
      const expected = kinds.includes(kind) ? null : 'ticket.wrong-role';
      expect(refusal(staff('a', role), 'claim', ticket({ kind }), now)).toBe(expected);
    }
  });

  it('counts all roles of a person', () => {
    const both = staff('a', 'technician', 'accountant');
    expect(refusal(both, 'claim', ticket({ kind: 'billing' }), now)).toBeNull();
    expect(refusal(both, 'claim', ticket({ kind: 'technical' }), now)).toBeNull();
  });
});

describe("somebody else's ticket", () => {
  const owned = ticket({ status: 'in-work', assigneeId: 'owner' });
  const deeds: TicketDeed[] = ['ask', 'hold', 'resolve', 'release', 'reject'];
  it.each(deeds)('%s: the owner and overseers only', (deed) => {
    expect(refusal(staff('owner', 'technician'), deed, owned, now)).toBeNull();
    expect(refusal(staff('other', 'technician'), deed, owned, now)).toBe('ticket.not-yours');
    expect(refusal(staff('boss', 'manager'), deed, owned, now)).toBeNull();
    expect(refusal(staff('desk', 'dispatcher'), deed, owned, now)).toBeNull();
  });

  it('takes a note from anybody who serves the kind', () => {
    expect(refusal(staff('other', 'technician'), 'note', owned, now)).toBeNull();
    expect(refusal(staff('other', 'accountant'), 'note', owned, now)).toBe('ticket.wrong-role');
  });
});

describe('time', () => {
  it('lets a closed ticket be returned and rated for 14 days', () => {
    const anna: Actor = { kind: 'resident', residentId: 'anna' };
    const closed = (closedAt: string) => ticket({ status: 'closed', assigneeId: 'a', closedAt: instant(closedAt) });
    for (const deed of ['return', 'rate'] as const) {
      expect(refusal(anna, deed, closed('2026-11-06T09:00:00Z'), now)).toBeNull();
      expect(refusal(anna, deed, closed('2026-11-06T08:59:59Z'), now)).toBe('ticket.too-late');
    }
  });
});

describe('serviceOf', () => {
  it('sends emergencies to their own channel', () => {
    expect(serviceOf({ kind: 'technical', urgency: 'emergency' })).toBe('emergency');
    expect(serviceOf({ kind: 'technical', urgency: 'high' })).toBe('technical');
    expect(serviceOf({ kind: 'billing', urgency: 'normal' })).toBe('billing');
  });
});

describe('a guess from free words', () => {
  it.each([
    ['у меня кран течёт на кухне', 'plumbing'],
    ['Нас топит! С потолка льётся', 'emergency-flood'],
    ['пахнет газом на лестнице', 'emergency-gas'],
    ['the kitchen tap leaks', 'plumbing'],
    ['не работает домофон', 'intercom'],
    ['откуда такой долг в квитанции', 'receipt'],
    ['люди застряли в лифте', 'emergency-lift'],
  ])('%s → %s', (words, code) => {
    expect(guessAmong(words, defaultCategories)?.code).toBe(code);
  });

  it('guesses nothing from nothing', () => {
    expect(guessAmong('👍', defaultCategories)).toBeNull();
    expect(guessAmong('', defaultCategories)).toBeNull();
  });
});
