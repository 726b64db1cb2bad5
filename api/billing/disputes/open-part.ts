import { Prisma } from '#prisma/generated/client.ts';
import { openOfInvoice } from '../open-sum.ts';

/** What of `dispute d` about an `invoice i` is not paid yet: never more than what was disputed. */
const withheldOfDispute = Prisma.sql`least(d.disputed_minor, case when cardinality(d.line_ids) = 0
  then greatest(${openOfInvoice}, 0)
  else (select coalesce(sum(greatest(l.to_pay_minor + l.adjusted_minor - l.paid_minor, 0)), 0)
    from invoice_line l where l.id = any(d.line_ids) and l.invoice_id = i.id) end)`;

/** What nobody is reminded of: the open disputes' part of what an `invoice i` still asks for. */
export const disputedOfInvoice = Prisma.sql`least(greatest(${openOfInvoice}, 0), coalesce((
  select sum(${withheldOfDispute}) from dispute d where d.invoice_id = i.id and d.state = 'open'), 0))::bigint`;
