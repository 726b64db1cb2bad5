/** What a visit may be called, in the order of its life. `changed`: the resident picked another time. */
export const visitStates = [
  'proposed',
  'accepted',
  'changed',
  'on-the-way',
  'at-the-door',
  'missed',
  'done',
  'cancelled',
] as const;
export type VisitState = (typeof visitStates)[number];

/** Still to come, or going on: a ticket has at most one of these. */
export const statesAhead: readonly VisitState[] = ['proposed', 'accepted', 'changed', 'on-the-way', 'at-the-door'];

/**
 * What can happen to a visit. `replace`: a new window takes its place; `settle`: the work it was for is done; `hand-over`: another
 * colleague has the ticket now; `drop`: nobody has it any more.
 */
export const visitDeeds = [
  'accept',
  'move',
  'cancel',
  'set-off',
  'arrive',
  'miss',
  'replace',
  'settle',
  'hand-over',
  'drop',
] as const;
export type VisitDeed = (typeof visitDeeds)[number];

const planned = ['proposed', 'accepted', 'changed'] as const;

/** The whole machine of a visit, beside the ticket's: deed → from which states to which. What is not here is refused. */
export const visitWays: Record<VisitDeed, Partial<Record<VisitState, VisitState>>> = {
  accept: { proposed: 'accepted' },
  move: { ...to('changed', planned), missed: 'changed' },
  cancel: to('cancelled', [...planned, 'on-the-way']),
  'set-off': to('on-the-way', planned),
  arrive: to('at-the-door', [...planned, 'on-the-way']),
  miss: to('missed', ['accepted', 'changed', 'on-the-way', 'at-the-door']),
  replace: { ...to('cancelled', [...planned, 'on-the-way']), 'at-the-door': 'done' },
  settle: { ...to('cancelled', planned), 'on-the-way': 'done', 'at-the-door': 'done' },
  drop: to('cancelled', statesAhead),
  'hand-over': {
    proposed: 'proposed',
    accepted: 'accepted',
    changed: 'changed',
    ...to('cancelled', ['on-the-way', 'at-the-door']),
  },
};

/** The state after `deed`, or null when a visit has no such way. */
export function visitAfter(state: VisitState, deed: VisitDeed): VisitState | null {
  return visitWays[deed][state] ?? null;
}

function to(state: VisitState, from: readonly VisitState[]): Partial<Record<VisitState, VisitState>> {
  return Object.fromEntries(from.map((one) => [one, state]));
}
