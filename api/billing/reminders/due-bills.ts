import type { Instant, PlainDate } from '#api/core/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { disputedOfInvoice } from '../disputes/open-part.ts';
import { openOfInvoice } from '../open-sum.ts';

/** Why somebody is reminded of a bill, the most urgent first: a bill is named once a day. */
export const billOccasions = ['tomorrow', 'penalty', 'overdue', 'soon', 'issued'] as const;
export type BillOccasion = (typeof billOccasions)[number];

/** How often, before and after its due day; `penaltyFrom`: the day of being late on which a penalty begins, null when none does. */
export type ReminderDays = {
  soonDays: readonly number[];
  overdueDays: readonly number[];
  penaltyWarnDays: number;
  penaltyFrom: number | null;
};

/** The days since the last look (exclusive) until today, and the moments at which the looks were. */
export type Look = { since: PlainDate; day: PlainDate; sinceAt: Instant; at: Instant };

/**
 * Due days of bills that are to be reminded of today, with why. What fell between two looks is made up for; what is over is not: a
 * bill due today is not "due soon".
 */
export function dueDaysOf({ since, day }: Look, rules: ReminderDays): { dueOn: string; why: BillOccasion }[] {
  const days: PlainDate[] = [];
  for (let at = since.add({ days: 1 }); at.toString() <= day.toString(); at = at.add({ days: 1 })) days.push(at);
  const shifted = (by: number) => days.map((one) => one.add({ days: by }).toString());
  const tomorrow = day.add({ days: 1 }).toString();
  const { penaltyFrom, penaltyWarnDays } = rules;
  const beforePenalty = penaltyFrom === null ? [] : shifted(penaltyWarnDays - penaltyFrom);
  const all: { dueOn: string; why: BillOccasion }[] = [
    { dueOn: tomorrow, why: 'tomorrow' },
    ...beforePenalty.map((dueOn) => ({ dueOn, why: 'penalty' as const })),
    ...rules.overdueDays.flatMap((late) => shifted(-late).map((dueOn) => ({ dueOn, why: 'overdue' as const }))),
    ...rules.soonDays
      .flatMap((ahead) => shifted(ahead))
      .filter((dueOn) => dueOn > tomorrow)
      .map((dueOn) => ({ dueOn, why: 'soon' as const })),
  ];
  // The most urgent reason of a due day wins.
  return all.filter((one, index) => all.findIndex(({ dueOn }) => dueOn === one.dueOn) === index);
}

/**
 * A query of the bills to remind of: invoice_id, unit_id, why, issued_on, period, created_at. Only what is open beyond its disputed
 * part, and neither muted nor being paid just now.
 */
export function billsToRemindSql(look: Look, rules: ReminderDays): Prisma.Sql {
  const due = dueDaysOf(look, rules);
  return Prisma.sql`
    select i.id as invoice_id, a.unit_id, coalesce(d.why, 'issued') as why, i.issued_on, i.period, i.created_at
    from invoice i join account a on a.id = i.account_id
    left join unnest(${due.map(({ dueOn }) => dueOn)}::date[], ${due.map(({ why }) => why)}::text[]) as d(due_on, why)
      on d.due_on = i.due_on
    where i.state = 'issued' and ${openOfInvoice} > ${disputedOfInvoice}
      and (d.why is not null or (i.due_on > ${look.day.toString()}::date
        and i.created_at > ${look.sinceAt}::timestamptz and i.created_at <= ${look.at}::timestamptz))
      and i.due_on > ${look.day.toString()}::date - 400
      and not ${isMuted(look.at)} and not ${isBeingPaid(look.at)}`;
}

/** True for an `invoice i` that nobody is to be reminded of now: somebody said it is paid, or an accountant said so of the account. */
export function isMuted(at: Instant): Prisma.Sql {
  return Prisma.sql`exists (select 1 from reminder_mute m where m.account_id = i.account_id
    and (m.invoice_id is null or m.invoice_id = i.id) and m.ended_at is null and m.until > ${at}::timestamptz)`;
}

/** True for an `invoice i` that a payment on its way to us may pay. */
export function isBeingPaid(at: Instant): Prisma.Sql {
  return Prisma.sql`exists (select 1 from payment p where p.account_id = i.account_id and p.state = 'pending'
    and (p.expires_at is null or p.expires_at > ${at}::timestamptz)
    and (exists (select 1 from payment_target g where g.payment_id = p.id and g.invoice_id = i.id)
      or not exists (select 1 from payment_target g where g.payment_id = p.id)))`;
}
