/** Shapes that many answers and params share. */
import { extendZodWithOpenApi } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { type StaffRole, staffRoles } from '#api/core/actor.ts';
import { longId } from '#api/core/ids.ts';
import type { Access } from './endpoint.ts';

extendZodWithOpenApi(z);

/** Every colleague. */
export const anyRole: readonly StaffRole[] = staffRoles;
/** Those who look after flats and people. */
export const frontDesk = ['manager', 'dispatcher'] as const satisfies Access;
export const managers = ['manager'] as const satisfies Access;
/** Those who may see phones. */
export const office = ['manager', 'dispatcher', 'accountant'] as const satisfies Access;

/** A moment: an ISO text on the wire. */
export const moment = z.date();

/** An id in a path: 22 base64url characters, or the uuid they stand for. */
export const idInPath = z
  .string()
  .transform((text, context) => {
    const id = longId(text) ?? (z.uuid().safeParse(text).success ? text.toLowerCase() : null);
    if (id !== null) return id;
    context.addIssue({ code: 'custom', message: 'not an id' });
    return z.NEVER;
  })
  .openapi({ type: 'string', description: 'A uuid, or its 22 base64url characters.' });
export const byId = z.object({ id: idInPath });

/** A page of a list; `next` goes back as `after`. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** Where a page starts and how long it is. */
export const paging = {
  after: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
};
