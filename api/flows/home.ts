import { type Billing, type BillingJson, billingJson, readBilling } from '#api/billing/get-billing.ts';
import { stateOf } from '#api/billing/invoice-sums.ts';
import { openOfInvoice } from '#api/billing/open-sum.ts';
import type { InvoiceState } from '#api/billing/schema.ts';
import { isVisibleInvoice } from '#api/billing/visible.ts';
import type { Actor } from '#api/core/actor.ts';
import type { Ctx } from '#api/core/ctx.ts';
import { mustBeAllowed } from '#api/core/errors.ts';
import { type Instant, instant, today, type YearMonth } from '#api/core/time.ts';
import { nearestWindow } from '#api/meters/list-meters.ts';
import type { WindowNow } from '#api/meters/schema.ts';
import { windowAround } from '#api/meters/window.ts';
import { chooseRule, type PlacedRule, readExceptions } from '#api/meters/window-rules.ts';
import { isForFlats, newsTextsJson } from '#api/news/read-news.ts';
import type { NewsTexts, NewsUrgency } from '#api/news/schema.ts';
import { type Outage, type OutageJson, outagesJson, readOutages } from '#api/outages/read-outages.ts';
import { type Flat, flatAccess } from '#api/residents/access.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** An open request in a line of Home. */
export type HomeTicket = {
  id: string;
  number: number;
  kind: string;
  status: string;
  pause: string;
  urgency: string;
  text: string;
  categoryNames: Record<string, string> | null;
};

/** A bill that waits, in a line of Home. Minor units of the company's currency. */
export type HomeInvoice = {
  id: string;
  period: YearMonth;
  payeeName: string;
  toPayMinor: bigint;
  currency: string;
  dueOn: string;
  state: InvoiceState;
};

export type HomeNews = { id: string; urgency: NewsUrgency; publishedAt: Instant; texts: NewsTexts; isRead: boolean };

export type HomeSummary = {
  flat: Flat;
  givenName: string;
  /** Null for somebody who may not see bills. */
  billing: Billing | null;
  /** The newest three bills that are not paid, newest first, and how many there are in all. */
  unpaid: HomeInvoice[];
  unpaidCount: number;
  /** `waitingForMe`: a question to answer, or work that is done and to be checked. Newest first, at most ten each. */
  tickets: { underReview: HomeTicket[]; inWork: HomeTicket[]; waitingForMe: HomeTicket[] };
  /** Null without the right or without meters. */
  readings: { window: WindowNow; missing: number; meters: number } | null;
  news: HomeNews[];
  /** What is off in the house, or will be; the nearest first. */
  outages: Outage[];
  emergencyPhone: string;
};

/**
 * Everything Home shows, in two statements: whose flat it is, and the rest; in one for a door that has just read whose it is
 * (`known`). Refuses: not-allowed (not a resident), flat.not-found.
 */
export async function homeSummary(ctx: Ctx, actor: Actor, unitId: string, known?: Flat): Promise<HomeSummary> {
  mustBeAllowed(actor.kind === 'resident');
  const flat = known?.unitId === unitId ? known : await flatAccess(ctx, actor, unitId);
  const day = today(ctx, flat.timeZone);
  const may = {
    bills: flat.rights.includes('bills'),
    tickets: flat.rights.includes('tickets'),
    meters: flat.rights.includes('meters'),
  };
  const nothing = Prisma.sql`null::json`;
  const [row] = await ctx.db.$queryRaw<HomeRow[]>(Prisma.sql`
    select r.given_name as "givenName", c.emergency_phone as "emergencyPhone",
      ${may.bills ? billingJson(flat) : nothing} as billing,
      ${may.bills ? unpaidJson(flat) : nothing} as unpaid,
      ${may.tickets ? ticketsJson(flat, actor.residentId) : nothing} as tickets,
      ${may.meters ? metersJson(flat, day.toString()) : nothing} as meters,
      ${newsJson(flat, actor.residentId, ctx.now())} as news,
      ${outagesJson(flat, ctx.now())} as outages
    from resident r cross join company c where r.id = ${actor.residentId}::uuid`);
  const unpaid = (row?.unpaid ?? []).map((invoice): HomeInvoice => {
    const { toPay, paid, ...rest } = invoice;
    const toPayMinor = BigInt(toPay);
    return { ...rest, toPayMinor, state: stateOf(toPayMinor, BigInt(paid), rest.dueOn, day.toString()) };
  });
  const tickets = row?.tickets ?? [];
  return {
    flat,
    givenName: row?.givenName ?? '',
    billing: row?.billing ? readBilling(row.billing) : null,
    unpaid: unpaid.slice(0, 3),
    unpaidCount: unpaid.length,
    tickets: {
      underReview: tickets.filter((ticket) => shelfOf(ticket) === 'underReview').slice(0, 10),
      inWork: tickets.filter((ticket) => shelfOf(ticket) === 'inWork').slice(0, 10),
      waitingForMe: tickets.filter((ticket) => shelfOf(ticket) === 'waitingForMe').slice(0, 10),
    },
    readings: row?.meters ? readingsOf(row.meters, day) : null,
    news: (row?.news ?? []).map((post) => ({ ...post, publishedAt: instant(post.publishedAt) })),
    outages: readOutages(row?.outages ?? [], flat, ctx.now()),
    emergencyPhone: row?.emergencyPhone ?? '',
  };
}

type HomeRow = {
  givenName: string;
  emergencyPhone: string;
  billing: BillingJson | null;
  unpaid: (Omit<HomeInvoice, 'toPayMinor' | 'state'> & { toPay: string; paid: string })[] | null;
  tickets: HomeTicket[] | null;
  meters: MetersJson | null;
  news: (Omit<HomeNews, 'publishedAt'> & { publishedAt: string })[] | null;
  outages: OutageJson[] | null;
};
type MetersJson = {
  meters: { resource: string; periods: YearMonth[] }[];
  rules: (Omit<PlacedRule, 'exceptions'> & { exceptions: unknown })[];
};

function shelfOf(ticket: HomeTicket): keyof HomeSummary['tickets'] {
  if (ticket.pause === 'waiting-for-resident' || ticket.status === 'resolved') return 'waitingForMe';
  return ticket.status === 'new' ? 'underReview' : 'inWork';
}

function readingsOf(json: MetersJson, day: ReturnType<typeof today>): HomeSummary['readings'] {
  if (json.meters.length === 0) return null;
  const rules = json.rules.map((rule) => ({ ...rule, exceptions: readExceptions(rule.exceptions) }));
  const windows = json.meters.map((meter) => windowAround(chooseRule(rules, meter.resource), day));
  const window = nearestWindow(windows) ?? windowAround(chooseRule(rules, null), day);
  const missing = json.meters.filter((meter, index) => {
    const { period } = windows[index] ?? window;
    return !meter.periods.some((sent) => sent >= period);
  }).length;
  return { window, missing, meters: json.meters.length };
}

function unpaidJson(flat: Flat): Prisma.Sql {
  return Prisma.sql`(select json_agg(t) from (
    select i.id, i.period, p.name as "payeeName", i.currency, i.due_on as "dueOn", i.paid_minor::text as paid,
      ${openOfInvoice}::text as "toPay"
    from invoice i join payee p on p.id = i.payee_id
    where i.account_id in (select id from account where unit_id = ${flat.unitId}::uuid) and ${isVisibleInvoice(flat)}
      and ${openOfInvoice} > 0
    order by i.period desc, i.id desc limit 100) t)`;
}

function ticketsJson(flat: Flat, residentId: string): Prisma.Sql {
  return Prisma.sql`(select json_agg(x) from (
    select t.id, t.number, t.kind, t.status, t.pause, t.urgency, left(t.text, 200) as text, g.names as "categoryNames"
    from ticket t left join ticket_category g on g.id = t.category_id
    where (t.unit_id = ${flat.unitId}::uuid or (t.unit_id is null and t.resident_id = ${residentId}::uuid))
      and t.created_at >= ${flat.since} and t.status in ('new', 'claimed', 'in-work', 'resolved')
    order by t.created_at desc, t.id desc limit 30) x)`;
}

function metersJson(flat: Flat, day: string): Prisma.Sql {
  return Prisma.sql`(select json_build_object(
    'meters', (select coalesce(json_agg(json_build_object('resource', m.resource, 'periods', array(
        select r.counts_for_period from reading r where r.meter_id = m.id and r.state in ('accepted', 'doubtful')
          and r.taken_on > ${day}::date - 70))), '[]')
      from meter m where m.unit_id = ${flat.unitId}::uuid and (m.retired_on is null or m.retired_on > ${day}::date)),
    'rules', (select coalesce(json_agg(json_build_object('buildingId', w.building_id, 'resource', w.resource,
        'startDay', w.start_day, 'endDay', w.end_day, 'exceptions', w.exceptions)), '[]')
      from reading_window w where w.building_id = ${flat.buildingId}::uuid or w.building_id is null)))`;
}

function newsJson(flat: Flat, residentId: string, now: Instant): Prisma.Sql {
  return Prisma.sql`(select json_agg(x) from (
    select n.id, n.urgency, n.published_at as "publishedAt", ${newsTextsJson} as texts, exists (
      select 1 from news_read r where r.post_id = n.id and r.resident_id = ${residentId}::uuid) as "isRead"
    from news_post n where ${isForFlats([flat])} and (n.expires_at is null or n.expires_at > ${now})
    order by n.published_at desc, n.id desc limit 3) x)`;
}
