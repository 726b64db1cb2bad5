import { z } from 'zod';
import { idParam, route } from '../../route.ts';

/** The settlement history of the account `c` (the main one without it), page by page from the newest month. */
export const statementRoute = route('st', {
  c: idParam.optional(),
  p: z.coerce.number().int().min(1).max(999).default(1),
});
/** What was charged and paid by month, as a picture. */
export const statementChartRoute = route('st-chart', { c: idParam.optional() });
