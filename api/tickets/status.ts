/** What a ticket may be called, in the order of its life. */
export const statuses = ['new', 'claimed', 'in-work', 'resolved', 'closed', 'rejected', 'cancelled'] as const;
export type TicketStatus = (typeof statuses)[number];

/** A pause lies over a status: ending it gives the status back, because it never went away. */
export const pauses = ['none', 'waiting-for-resident', 'on-hold'] as const;
export type TicketPause = (typeof pauses)[number];

/** Everything that decides what may happen next. */
export type TicketState = { status: TicketStatus; pause: TicketPause; assigneeId: string | null };

/** What can be done to a ticket after it was opened. `close` is the system's (or the office's) own closing. */
export const deeds = [
  'claim',
  'assign',
  'prioritise',
  'start',
  'ask',
  'answer',
  'hold',
  'resume',
  'localise',
  'propose-visit',
  'accept-visit',
  'move-visit',
  'cancel-visit',
  'set-off',
  'arrive',
  'miss',
  'renew',
  'resolve',
  'release',
  'accept',
  'return',
  'rate',
  'cancel',
  'reject',
  'merge',
  'join',
  'leave',
  'note',
  'close',
  'expire',
] as const;
export type TicketDeed = (typeof deeds)[number];

/**
 * One row of the machine.
 * - `from`: the statuses it starts from; `onlyIn`: the pauses it starts from (default: any).
 * - `to`: the status it ends in; `same`; `owned`, which makes a new one `claimed`; or `reopened`, which is `claimed` by the
 *   former owner, else `new`.
 * - `pause`: what it leaves over the status; `keep`; or `end-waiting` / `end-hold`, which end one kind and keep the other.
 * - `owner`: `actor` becomes it, `given` is who was named, `keep`, or `nobody`.
 * - `said`: the word the timeline keeps, and the end of the event's name (`ticket.<said>`).
 */
export type Transition = {
  from: readonly TicketStatus[];
  onlyIn?: readonly TicketPause[];
  to: TicketStatus | 'same' | 'owned' | 'reopened';
  pause: TicketPause | 'keep' | 'end-waiting' | 'end-hold';
  owner: 'actor' | 'given' | 'keep' | 'nobody';
  said: TicketEventKind;
};

/** The words of the timeline. Events are `ticket.<word>`. */
export type TicketEventKind =
  | 'opened'
  | 'claimed'
  | 'assigned'
  | 'prioritised'
  | 'started'
  | 'asked'
  | 'answered'
  | 'held'
  | 'resumed'
  | 'localised'
  | 'visit-proposed'
  | 'visit-accepted'
  | 'visit-moved'
  | 'visit-cancelled'
  | 'set-off'
  | 'arrived'
  | 'missed'
  | 'renewed'
  | 'resolved'
  | 'released'
  | 'accepted'
  | 'returned'
  | 'rated'
  | 'cancelled'
  | 'rejected'
  | 'merged'
  | 'joined'
  | 'left'
  | 'noted'
  | 'closed'
  | 'expired';

const open = ['new', 'claimed', 'in-work'] as const;
const owned = ['claimed', 'in-work'] as const;

/** The whole machine. Who may do a deed is `policy.ts`; what it needs (a report, a question) is its verb. */
export const transitions: Record<TicketDeed, Transition> = {
  claim: { from: ['new'], to: 'claimed', pause: 'keep', owner: 'actor', said: 'claimed' },
  assign: { from: open, to: 'owned', pause: 'keep', owner: 'given', said: 'assigned' },
  prioritise: { from: open, to: 'same', pause: 'keep', owner: 'keep', said: 'prioritised' },
  start: { from: ['claimed'], to: 'in-work', pause: 'none', owner: 'keep', said: 'started' },
  ask: { from: open, to: 'same', pause: 'waiting-for-resident', owner: 'keep', said: 'asked' },
  answer: { from: [...open, 'resolved'], to: 'same', pause: 'end-waiting', owner: 'keep', said: 'answered' },
  hold: { from: owned, to: 'same', pause: 'on-hold', owner: 'keep', said: 'held' },
  resume: {
    from: open,
    onlyIn: ['on-hold', 'waiting-for-resident'],
    to: 'same',
    pause: 'none',
    owner: 'keep',
    said: 'resumed',
  },
  localise: { from: owned, to: 'in-work', pause: 'none', owner: 'keep', said: 'localised' },
  'propose-visit': { from: owned, to: 'same', pause: 'end-hold', owner: 'keep', said: 'visit-proposed' },
  'accept-visit': { from: owned, to: 'same', pause: 'end-waiting', owner: 'keep', said: 'visit-accepted' },
  'move-visit': { from: owned, to: 'same', pause: 'end-waiting', owner: 'keep', said: 'visit-moved' },
  'cancel-visit': { from: owned, to: 'same', pause: 'keep', owner: 'keep', said: 'visit-cancelled' },
  'set-off': { from: owned, to: 'same', pause: 'none', owner: 'keep', said: 'set-off' },
  arrive: { from: owned, to: 'in-work', pause: 'none', owner: 'keep', said: 'arrived' },
  miss: { from: owned, to: 'same', pause: 'waiting-for-resident', owner: 'keep', said: 'missed' },
  renew: { from: open, to: 'same', pause: 'keep', owner: 'keep', said: 'renewed' },
  resolve: { from: owned, to: 'resolved', pause: 'none', owner: 'keep', said: 'resolved' },
  release: { from: owned, to: 'new', pause: 'end-hold', owner: 'nobody', said: 'released' },
  accept: { from: ['resolved'], to: 'closed', pause: 'none', owner: 'keep', said: 'accepted' },
  return: { from: ['resolved', 'closed'], to: 'reopened', pause: 'none', owner: 'keep', said: 'returned' },
  rate: { from: ['closed'], to: 'same', pause: 'keep', owner: 'keep', said: 'rated' },
  cancel: { from: ['new', 'claimed'], to: 'cancelled', pause: 'none', owner: 'keep', said: 'cancelled' },
  reject: { from: open, to: 'rejected', pause: 'none', owner: 'keep', said: 'rejected' },
  merge: { from: open, to: 'closed', pause: 'none', owner: 'keep', said: 'merged' },
  join: { from: open, to: 'same', pause: 'keep', owner: 'keep', said: 'joined' },
  leave: { from: [...open, 'resolved'], to: 'same', pause: 'keep', owner: 'keep', said: 'left' },
  note: { from: statuses, to: 'same', pause: 'keep', owner: 'keep', said: 'noted' },
  close: { from: ['resolved'], to: 'closed', pause: 'none', owner: 'keep', said: 'closed' },
  expire: {
    from: open,
    onlyIn: ['waiting-for-resident'],
    to: 'closed',
    pause: 'none',
    owner: 'keep',
    said: 'expired',
  },
};

/** How every ticket begins. */
export const bornState: TicketState = { status: 'new', pause: 'none', assigneeId: null };

/** True when the machine has a way from `state` by `deed`. */
export function isPossible(state: Pick<TicketState, 'status' | 'pause'>, deed: TicketDeed): boolean {
  const { from, onlyIn } = transitions[deed];
  return from.includes(state.status) && (onlyIn === undefined || onlyIn.includes(state.pause));
}

/** The state after `deed`, or null when the machine has no such way. `ownerId` is who becomes the owner, if anybody does. */
export function nextState(state: TicketState, deed: TicketDeed, ownerId: string | null): TicketState | null {
  if (!isPossible(state, deed)) return null;
  const { to, pause, owner } = transitions[deed];
  const assigneeId = owner === 'keep' ? state.assigneeId : owner === 'nobody' ? null : ownerId;
  return {
    status: statusAfter(state.status, to, assigneeId),
    pause: pauseAfter(state.pause, pause),
    assigneeId,
  };
}

function statusAfter(before: TicketStatus, to: Transition['to'], assigneeId: string | null): TicketStatus {
  if (to === 'same') return before;
  if (to === 'owned') return before === 'new' ? 'claimed' : before;
  if (to === 'reopened') return assigneeId ? 'claimed' : 'new';
  return to;
}

/** A step of a timeline: what was said, who did it, and who owned the ticket then. */
export type Told = { kind: string; actorId: string | null; assigneeId?: string | null };

/** The state that a timeline (oldest first) adds up to; null when it has a step that the machine does not. */
export function replay(events: readonly Told[]): TicketState | null {
  const [first, ...rest] = events;
  if (first?.kind !== 'opened') return null;
  let state: TicketState | null = bornState;
  for (const event of rest) {
    const deed = deeds.find((one) => transitions[one].said === event.kind);
    if (!deed || !state) return null;
    state = nextState(state, deed, transitions[deed].owner === 'given' ? (event.assigneeId ?? null) : event.actorId);
  }
  return state;
}

/** Still on somebody's table: the resident's lists call these open (a resolved one waits for their check). */
export const openStatuses: readonly TicketStatus[] = [...open, 'resolved'];
/** Over, unless it is returned. */
export const doneStatuses: readonly TicketStatus[] = ['closed', 'rejected', 'cancelled'];

function pauseAfter(before: TicketPause, rule: Transition['pause']): TicketPause {
  if (rule === 'keep') return before;
  if (rule === 'end-waiting') return before === 'waiting-for-resident' ? 'none' : before;
  if (rule === 'end-hold') return before === 'on-hold' ? 'none' : before;
  return rule;
}
