import type { PlainTextOption } from '@slack/types';
import type { TicketCategoryInfo } from '#api/tickets/categories.ts';
import { ticketKinds } from '#api/tickets/policy.ts';
import { option } from './blocks.ts';
import type { Speech } from './speech.ts';

/** The categories of every kind, to choose one from: `technical:plumbing`. */
export function categoryOptions(
  { t, locale }: Speech,
  categories: TicketCategoryInfo[],
): { label: string; options: PlainTextOption[] }[] {
  return ticketKinds.map((kind) => ({
    label: t(`slack.kinds.${kind}`),
    options: categories
      .filter((category) => category.kind === kind)
      .map(({ code, names }) => option(names[locale], `${kind}:${code}`)),
  }));
}
