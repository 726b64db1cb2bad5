import type { Ctx } from '#api/core/ctx.ts';
import { type Hearing, hearEvent } from '#api/core/hearing.ts';

/** Hears what was said, oldest first, as the relay and the workers would. */
export async function hearAll(ctx: Ctx, hearing: Hearing): Promise<void> {
  for (;;) {
    const rows = await ctx.db.outboxEvent.findMany({ orderBy: { id: 'asc' }, select: { id: true } });
    if (rows.length === 0) return;
    for (const { id } of rows) await hearEvent(ctx, hearing, id);
  }
}
