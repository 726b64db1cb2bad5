import { z } from 'zod';

export const figureGroups = ['kind', 'category', 'building', 'assignee'] as const;
export type FigureGroup = (typeof figureGroups)[number];

export const figuresInput = z.object({
  /** `2026-11`; this month unless said otherwise. */
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
  by: z.enum(figureGroups).optional(),
  buildingId: z.uuid().optional(),
});
export type FiguresInput = z.infer<typeof figuresInput>;
