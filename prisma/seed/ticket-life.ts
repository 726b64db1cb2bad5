import { stableId } from '#api/core/ids.ts';
import type { Instant } from '#api/core/time.ts';
import type { TicketKind } from '#api/tickets/policy.ts';
import { serviceOf } from '#api/tickets/policy.ts';
import { bornState, nextState, type TicketDeed, transitions } from '#api/tickets/status.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import type { Demo, DemoFlat } from './demo.ts';
import { type DemoPromises, promiseTo } from './promises.ts';

type Doer = { kind: 'resident' | 'staff' | 'system'; id: string | null };
type More = { text?: string; report?: string; reason?: string; rating?: number; count?: number };

export type Birth = {
  key: string;
  number: number;
  flat: DemoFlat;
  residentId: string;
  kind: TicketKind;
  category: string;
  place: string;
  urgency: 'normal' | 'emergency';
  text: string;
  at: Instant;
  invoiceId?: string;
};

/** A ticket that lives by the machine of `api/tickets/status.ts`, in memory; `write` lays its rows on the sheet. */
export type Life = {
  id: string;
  status(): string;
  version(): number;
  /** Does a deed; throws when the machine has no such way. */
  act(deed: TicketDeed, by: Doer, at: Instant, more?: More): void;
  hoursLeft: DemoPromises['hoursLeft'];
  write(): void;
};

export function beginLife(demo: Demo, birth: Birth): Life {
  const id = stableId('demo', demo.name, 'ticket', birth.key);
  let state = bornState;
  const row: Prisma.TicketCreateManyInput = {
    id,
    number: birth.number,
    kind: birth.kind,
    categoryId: stableId('ticket-category', birth.category),
    place: birth.place,
    urgency: birth.urgency,
    status: 'new',
    pause: 'none',
    text: birth.text,
    buildingId: birth.flat.building.id,
    unitId: birth.flat.id,
    residentId: birth.residentId,
    source: 'demo',
    invoiceId: birth.invoiceId ?? null,
    reopenedCount: 0,
    ratingReasons: [],
    version: 1,
    createdAt: birth.at,
    updatedAt: birth.at,
  };
  const events: Prisma.TicketEventCreateManyInput[] = [];
  const messages: Prisma.MessageCreateManyInput[] = [];
  const conversationId = stableId(id, 'talk');

  const tell = (
    said: string,
    by: Doer,
    at: Instant,
    from: string | null,
    data: Record<string, string | number | null>,
  ) => {
    events.push({
      id: stableId(id, 'event', String(row.version)),
      ticketId: id,
      kind: said,
      actorKind: by.kind,
      actorId: by.id,
      fromStatus: from,
      toStatus: state.status,
      data: {
        ...data,
        by,
        version: row.version,
        pause: state.pause,
        assigneeId: state.assigneeId,
        urgency: row.urgency,
      },
      createdAt: at,
    });
  };
  const say = (by: Doer, text: string, at: Instant): string => {
    const messageId = stableId(id, 'message', String(row.version));
    messages.push({
      id: messageId,
      conversationId,
      authorKind: by.kind,
      residentId: by.kind === 'resident' ? by.id : null,
      staffId: by.kind === 'staff' ? by.id : null,
      visibility: 'resident',
      text,
      createdAt: at,
    });
    return messageId;
  };
  const promises = promiseTo(demo, { ...birth, id });
  tell('opened', { kind: 'resident', id: birth.residentId }, birth.at, null, {});

  return {
    id,
    status: () => state.status,
    version: () => row.version,
    hoursLeft: promises.hoursLeft,
    act: (deed, by, at, more = {}) => {
      const before = state;
      const after = nextState(state, deed, by.id);
      if (!after) throw new Error(`a ${before.status} ticket cannot ${deed}`);
      state = after;
      row.version += 1;
      row.updatedAt = at;
      Object.assign(row, { status: after.status, pause: after.pause, assigneeId: after.assigneeId });
      if (deed === 'claim') row.claimedAt = at;
      if (after.status === 'in-work' && before.status !== 'in-work') row.startedAt = at;
      if (deed === 'localise') row.localisedAt = at;
      if (deed === 'resolve') Object.assign(row, { resolvedAt: at, report: more.report ?? null });
      if (deed === 'return') {
        Object.assign(row, { startedAt: null, resolvedAt: null, closedAt: null, reopenedCount: row.reopenedCount + 1 });
      }
      if (deed === 'rate') row.rating = more.rating ?? null;
      if (deed === 'reject') row.rejectedReason = more.reason ?? null;
      if (deed === 'ask') row.pausedAt = at;
      if (after.pause === 'none') row.pausedAt = null;
      const isOver = ['closed', 'rejected', 'cancelled'].includes(after.status);
      if (isOver && before.status !== after.status) row.closedAt = at;
      const data: Record<string, string | number | null> = {};
      if (more.text !== undefined) data.messageId = say(by, more.text, at);
      if (deed === 'return') data.count = row.reopenedCount;
      if (deed === 'rate') data.rating = more.rating ?? null;
      if (deed === 'close') data.why = 'silence';
      const { urgency } = birth;
      const said = transitions[deed].said;
      promises.step({ said, at, before: { urgency, status: before.status }, after: { urgency, pause: after.pause } });
      tell(said, by, at, before.status, data);
    },
    write: () => {
      demo.sheet.put('ticket', row);
      demo.sheet.put('ticket_event', ...events);
      promises.write();
      const last = messages.at(-1);
      const first = messages[0];
      if (!last || !first) return;
      const isDone = ['closed', 'rejected', 'cancelled'].includes(state.status);
      demo.sheet.put('conversation', {
        id: conversationId,
        ticketId: id,
        residentId: birth.residentId,
        unitId: birth.flat.id,
        service: serviceOf({ kind: birth.kind, urgency: birth.urgency }),
        state: isDone ? 'closed' : 'open',
        lastAt: last.createdAt,
        createdAt: first.createdAt,
        closedAt: isDone ? (row.closedAt ?? null) : null,
      });
      demo.sheet.put('message', ...messages);
    },
  };
}
