import { stableId } from '#api/core/ids.ts';
import { type Instant, instant } from '#api/core/time.ts';
import { serviceOf, type TicketKind } from '#api/tickets/policy.ts';
import { type Demo, type DemoFlat, type DemoResident, flatOf, hoursAfter, presentOf } from './demo.ts';
import { beginLife, type Life } from './ticket-life.ts';

/** A request in the middle of a story, of somebody who plays. */
export type LiveTicket = {
  flat: string;
  person: string;
  category: string;
  kind: TicketKind;
  place: 'flat' | 'common-area';
  text: string;
  hoursAgo: number;
  /** How far it has come; `by` is a colleague's key. */
  state: 'new' | 'in-work' | 'waiting' | 'resolved';
  by?: string;
  said?: string;
};

/** A bill somebody disagrees with: a billing ticket tied to lines of it. */
export type LiveDispute = {
  flat: string;
  person: string;
  service: string;
  reason: string;
  text: string;
  hoursAgo: number;
  by?: string;
};

/** A ticket to be: numbers are given when all are in order. */
export type Planned = { at: Instant; begin(number: number): Life };

/** A request of somebody who plays, as far as its story has come. */
export function planLive(demo: Demo, story: LiveTicket): Planned {
  const at = hoursAfter(presentOf(demo), -story.hoursAgo);
  const flat = flatOf(demo, story.flat);
  const resident = personIn(flat, story.person);
  return {
    at,
    begin: (number) => {
      const { category, kind, place, text } = story;
      const birth = {
        number,
        flat,
        residentId: resident.id,
        category,
        kind,
        place,
        text,
        at,
        urgency: 'normal' as const,
      };
      const life = beginLife(demo, { ...birth, key: `live-${story.person}-${category}` });
      if (story.state === 'new') {
        showInSlack(demo, life, kind, at);
        return life;
      }
      const worker = staffBy(demo, story.by);
      life.act('claim', worker, hoursAfter(at, 0.3));
      if (story.state === 'waiting') life.act('ask', worker, hoursAfter(at, 0.8), { text: story.said ?? '' });
      if (story.state === 'in-work' || story.state === 'resolved') life.act('start', worker, hoursAfter(at, 1.2));
      if (story.state === 'resolved') life.act('resolve', worker, hoursAfter(at, 2.5), { report: story.said ?? '' });
      if (story.state !== 'resolved') showInSlack(demo, life, kind, at);
      return life;
    },
  };
}

/** A disagreement about the newest bill. */
export function planDispute(demo: Demo, story: LiveDispute): Planned {
  const at = hoursAfter(presentOf(demo), -story.hoursAgo);
  const flat = flatOf(demo, story.flat);
  const resident = personIn(flat, story.person);
  const invoice = newestInvoice(demo, flat, at);
  return {
    at,
    begin: (number) => {
      const life = beginLife(demo, {
        key: `dispute-${story.person}`,
        number,
        flat,
        residentId: resident.id,
        kind: 'billing',
        category: 'charges',
        place: 'flat',
        urgency: 'normal',
        text: story.text,
        at,
        invoiceId: invoice.id,
      });
      if (story.by) life.act('claim', staffBy(demo, story.by), hoursAfter(at, 2));
      const line = lineOf(demo, invoice.id, story.service);
      demo.sheet.put('dispute', {
        id: stableId(life.id, 'dispute'),
        ticketId: life.id,
        invoiceId: invoice.id,
        lineIds: [line.id],
        reason: story.reason,
        disputedMinor: line.toPayMinor,
        createdAt: at,
      });
      showInSlack(demo, life, 'billing', at);
      return life;
    },
  };
}

/** An open story stands in its channel from the first minute: a card that wants to be shown. */
function showInSlack(demo: Demo, life: Life, kind: TicketKind, at: Instant): void {
  const channel = demo.cast.slack.channels.find(({ key }) => key === serviceOf({ kind, urgency: 'normal' }));
  if (!channel) return;
  demo.sheet.put('card', {
    id: stableId(life.id, 'card'),
    subjectType: 'ticket',
    subjectId: life.id,
    place: `slack:${channel.id}`,
    channel: 'slack',
    wantedVersion: life.version(),
    shownVersion: 0,
    attempts: 0,
    createdAt: at,
    updatedAt: at,
  });
}

function personIn(flat: DemoFlat, key: string): DemoResident {
  const resident = flat.residents.find((one) => one.key === key);
  if (!resident) throw new Error(`${key} does not live in ${flat.key}`);
  return resident;
}

function staffBy(demo: Demo, key: string | undefined): { kind: 'staff'; id: string } {
  const colleague = demo.staff.find((one) => one.key === key);
  if (!colleague) throw new Error(`the demo has no colleague ${key}`);
  return { kind: 'staff', id: colleague.id };
}

type InvoiceRow = { id: string; accountId: string; period: string; createdAt: Instant };

function newestInvoice(demo: Demo, flat: DemoFlat, before: Instant): InvoiceRow {
  const mine = (demo.sheet.rows('invoice') as InvoiceRow[]).filter(
    (row) => row.accountId === flat.accounts[0]?.id && instant(row.createdAt.getTime()) <= before,
  );
  const newest = mine.sort((a, b) => (a.period < b.period ? 1 : -1))[0];
  if (!newest) throw new Error(`${flat.key} has no bill`);
  return newest;
}

function lineOf(demo: Demo, invoiceId: string, service: string): { id: string; toPayMinor: bigint } {
  const rows = demo.sheet.rows('invoice_line') as {
    id: string;
    invoiceId: string;
    serviceCode: string;
    toPayMinor: bigint;
  }[];
  const mine = rows.filter((row) => row.invoiceId === invoiceId);
  // In summer there is no heating to disagree with, in a break no hot water.
  const line = mine.find((row) => row.serviceCode === service) ?? mine[0];
  if (!line) throw new Error(`no line ${service}`);
  return line;
}
