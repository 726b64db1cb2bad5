import type { ActionsBlock, KnownBlock } from '@slack/types';
import { type BillOfTicket, billOfTicket, type LineFacts } from '#api/billing/disputes/bill-of-ticket.ts';
import type { DisputeInfo } from '#api/billing/disputes/read-disputes.ts';
import { shortId } from '#api/core/ids.ts';
import type { StaffTicket } from '#api/tickets/staff-tickets.ts';
import { formatDecimal, formatMoney, formatPeriod, formatPrice } from '#locales/format.ts';
import { hasWords } from '#locales/translate.ts';
import { actions, button, confirmation, lines, type Message, type Part, smallPrint } from './blocks.ts';
import type { Desk } from './desk.ts';
import { moment, type Speech } from './speech.ts';

/** So many lines of a bill stand on a card; the rest is counted. */
const linesShown = 8;

/**
 * The card of a ticket about a bill shows the bill: sums, lines, and the same services a month before. While a dispute is open, its
 * decision stands in place of Resolve.
 */
export async function withBill({ ctx }: Desk, speech: Speech, ticket: StaffTicket, card: Message): Promise<Message> {
  if (ticket.kind !== 'billing') return card;
  const bill = await billOfTicket(ctx, ticket.id);
  return bill ? billOnCard(speech, ticket, card, bill) : card;
}

export function billOnCard(speech: Speech, ticket: StaffTicket, card: Message, bill: BillOfTicket): Message {
  const at = card.blocks.findIndex((block) => block.type === 'actions');
  const before = at === -1 ? card.blocks : card.blocks.slice(0, at);
  const after = at === -1 ? [] : card.blocks.slice(at);
  const isOpen = bill.dispute?.state === 'open' && ['new', 'claimed', 'in-work'].includes(ticket.status);
  return {
    ...card,
    blocks: [...before, ...billBlocks(speech, bill), ...(isOpen ? decisions(speech, ticket, after) : after)],
  };
}

function billBlocks(speech: Speech, bill: BillOfTicket): KnownBlock[] {
  const { t, locale } = speech;
  const money = (minor: bigint) => formatMoney(locale, minor, bill.currency);
  const title = t('slack.bill.title', { period: formatPeriod(locale, bill.period, true), number: bill.number });
  const facts = t('slack.bill.facts', {
    ...{ payee: bill.payeeName, account: bill.accountNumber },
    ...{ asked: money(bill.askedMinor), open: money(bill.openMinor) },
  });
  const rows: Part[][] = bill.lines.slice(0, linesShown).map((line) => [lineWords(speech, bill, line)]);
  const more = bill.lines.length - linesShown;
  return [
    lines([{ bold: title }], [facts], ...rows, ...(more > 0 ? [[t('slack.bill.more', { count: more })]] : [])),
    ...(bill.dispute ? [smallPrint(disputeWords(speech, bill.dispute))] : []),
  ];
}

/** `Cold water: 10 m³ × 52,89 = 528,90 ₽ · a month before 4 m³, 211,56 ₽`. */
function lineWords({ t, locale }: Speech, { currency }: BillOfTicket, line: LineFacts): string {
  const money = (minor: bigint) => formatMoney(locale, minor, currency);
  const measure = `slack.measures.${line.unit}`;
  const unit = hasWords(locale, measure) ? t(measure) : line.unit;
  const volume = (text: string) => `${formatDecimal(locale, text)} ${unit}`.trim();
  const how =
    line.volume && line.tariff ? `${volume(line.volume)} × ${formatPrice(locale, line.tariff, currency)} = ` : '';
  const was = line.before
    ? t('slack.bill.before', {
        was: [line.before.volume ? volume(line.before.volume) : null, money(line.before.minor)]
          .filter((part) => part !== null)
          .join(', '),
      })
    : t('slack.bill.not-before');
  return `• ${line.names[locale] ?? line.name}: ${how}${money(line.minor)} · ${was}`;
}

function disputeWords(speech: Speech, dispute: DisputeInfo): string {
  const { t, locale } = speech;
  const money = (minor: bigint) => formatMoney(locale, minor, dispute.currency);
  const reason = t(`slack.dispute.reasons.${dispute.reason}`);
  const disputed = t('slack.dispute.disputed', { sum: money(dispute.disputedMinor), reason });
  if (dispute.state === 'withdrawn') return `${disputed} · ${t('slack.dispute.withdrawn')}`;
  if (dispute.state === 'open') {
    const by = dispute.decideBy && t('slack.dispute.decide-by', { at: moment(speech, dispute.decideBy) });
    return [disputed, by].filter(Boolean).join(' · ');
  }
  const outcome = t(`slack.dispute.outcomes.${dispute.outcome ?? 'rejected'}`, {
    sum: money(dispute.acceptedMinor ?? 0n),
  });
  const awaits = dispute.outcome !== 'rejected' && dispute.billedAt === null ? t('slack.dispute.awaits-billing') : null;
  return [disputed, outcome, awaits].filter(Boolean).join(' · ');
}

/** Accept, Partly…, Reject… come before what else may be done; Resolve makes way for them. */
function decisions({ t }: Speech, ticket: StaffTicket, after: KnownBlock[]): KnownBlock[] {
  const id = shortId(ticket.id);
  const confirm = confirmation({
    ...{ title: t('slack.dispute.accept-title'), text: t('slack.dispute.accept-text') },
    ...{ yes: t('slack.buttons.dispute-accept'), no: t('slack.buttons.cancel') },
  });
  const own = actions(`dispute:${id}`, [
    button(t('slack.buttons.dispute-accept'), 'dispute-accept', id, { style: 'primary', confirm }),
    button(t('slack.buttons.dispute-partly'), 'dispute-partly', id),
    button(t('slack.buttons.dispute-reject'), 'dispute-reject', id),
  ]);
  const rest = after.map((block) => (block.type === 'actions' ? withoutResolve(block) : block));
  return [own, ...rest];
}

function withoutResolve(block: ActionsBlock): ActionsBlock {
  const elements = block.elements.filter(
    (element) => !('action_id' in element && element.action_id === 'ticket-resolve'),
  );
  return { ...block, elements };
}
