import { z } from 'zod';
import { endpoint } from '#api/http/endpoint.ts';
import { anyRole, byId, moment, pageOf, paging } from '#api/http/wire.ts';
import { claimTicket } from './claim-ticket.ts';
import { ticketKinds } from './policy.ts';
import { ticketPlaces, ticketUrgencies } from './schema.ts';
import { findTickets } from './search/find-tickets.ts';
import { promises } from './sla/book.ts';
import { getStaffTicket, listStaffTickets } from './staff-tickets.ts';
import { pauses, statuses } from './status.ts';
import { visitStates } from './visit-status.ts';

const tag = 'Tickets';

const category = z.object({ code: z.string(), names: z.object({ ru: z.string(), en: z.string() }) }).nullable();
const assignee = z.object({ name: z.string(), trade: z.string().nullable() }).nullable();

const summary = {
  id: z.uuid(),
  number: z.int(),
  kind: z.enum(ticketKinds),
  place: z.enum(ticketPlaces),
  urgency: z.enum(ticketUrgencies),
  status: z.enum(statuses),
  pause: z.enum(pauses),
  category,
  assignee,
  createdAt: moment,
};

const ticketRow = z
  .object({ ...summary, title: z.string(), address: z.string().nullable(), unitNumber: z.string().nullable() })
  .openapi('TicketRow');

const file = z
  .object({
    id: z.uuid(),
    kind: z.enum(['photo', 'video', 'voice', 'file']),
    state: z.enum(['remote', 'stored', 'refused']),
    purpose: z.enum(['problem', 'report', 'talk']),
    name: z.string().nullable(),
    mime: z.string().nullable(),
  })
  .openapi('TicketFile');

const ticket = z
  .object({
    ...summary,
    text: z.string(),
    attachments: z.array(file),
    unit: z
      .object({
        id: z.uuid(),
        number: z.string(),
        type: z.string(),
        entrance: z.int().nullable(),
        floor: z.int().nullable(),
      })
      .nullable(),
    address: z.string().nullable(),
    question: z.string().nullable(),
    pauseReason: z.string().nullable(),
    pausedUntil: moment.nullable(),
    claimedAt: moment.nullable(),
    startedAt: moment.nullable(),
    localisedAt: moment.nullable(),
    resolvedAt: moment.nullable(),
    closedAt: moment.nullable(),
    closedAs: z.enum(['accepted', 'silence', 'no-answer', 'duplicate', 'company']).nullable(),
    returnedAt: moment.nullable(),
    original: z.object({ id: z.uuid(), number: z.int() }).nullable(),
    visit: z
      .object({ state: z.enum(visitStates), startsAt: moment, endsAt: moment, staff: z.object({ name: z.string() }) })
      .nullable(),
    /** What was promised, oldest first; `remainingMs` while it stands, `reason` of one given anew. */
    clocks: z.array(
      z.object({
        promise: z.enum(promises),
        dueAt: moment,
        remainingMs: z.number().nullable(),
        metAt: moment.nullable(),
        isDropped: z.boolean(),
        breachedAt: moment.nullable(),
        isRenewed: z.boolean(),
        reason: z.string().nullable(),
      }),
    ),
    report: z.string().nullable(),
    rejectedReason: z.string().nullable(),
    reopenedCount: z.int(),
    rating: z.int().nullable(),
    ratingReasons: z.array(z.string()),
    ratingComment: z.string().nullable(),
    timeline: z.array(
      z.object({
        kind: z.string(),
        actorKind: z.enum(['resident', 'staff', 'system', 'api-key']),
        actorName: z.string().nullable(),
        fromStatus: z.enum(statuses).nullable(),
        toStatus: z.enum(statuses).nullable(),
        createdAt: moment,
      }),
    ),
    messages: z.array(
      z.object({
        id: z.uuid(),
        authorKind: z.enum(['resident', 'staff', 'system']),
        authorName: z.string().nullable(),
        visibility: z.enum(['resident', 'internal']),
        text: z.string(),
        takenBackAt: moment.nullable(),
        createdAt: moment,
        files: z.array(file),
      }),
    ),
  })
  .openapi('Ticket');

const claimAnswer = z
  .discriminatedUnion('status', [
    z.object({ status: z.literal('claimed'), number: z.int() }),
    z.object({ status: z.literal('taken'), number: z.int(), by: z.object({ id: z.uuid(), name: z.string() }) }),
  ])
  .openapi('TicketClaim');

export const ticketRoutes = [
  endpoint({
    method: 'get',
    path: '/tickets',
    summary: 'All tickets, newest first',
    tag,
    access: anyRole,
    query: z.object({
      status: z.enum(statuses).optional(),
      kind: z.enum(ticketKinds).optional(),
      assigneeId: z.uuid().optional(),
      buildingId: z.uuid().optional(),
      search: z.string().trim().max(100).optional(),
      ...paging,
    }),
    answer: pageOf(ticketRow),
    refusals: ['page.bad-cursor'],
    handle: ({ ctx, actor, query: { search, ...filter } }) =>
      search ? findTickets(ctx, actor, { ...filter, words: search }) : listStaffTickets(ctx, actor, filter),
  }),
  endpoint({
    method: 'get',
    path: '/tickets/{id}',
    summary: 'One ticket with its timeline and talk',
    tag,
    access: anyRole,
    params: byId,
    answer: ticket,
    refusals: ['ticket.not-found'],
    handle: ({ ctx, actor, params }) => getStaffTicket(ctx, actor, params.id),
  }),
  endpoint({
    method: 'post',
    path: '/tickets/{id}/claim',
    summary: 'Take a new ticket; who comes second is told who was faster',
    tag,
    access: anyRole,
    params: byId,
    answer: claimAnswer,
    refusals: ['ticket.not-found', 'ticket.wrong-role', 'ticket.wrong-state'],
    handle: async ({ ctx, actor, params }) => {
      const result = await claimTicket(ctx, actor, { ticketId: params.id });
      return result.status === 'taken' ? result : { status: result.status, number: result.ticket.number };
    },
  }),
];
