import type { Prisma } from '#prisma/generated/client.ts';
import type { TxCtx } from './ctx.ts';
import { newId } from './ids.ts';

/** What survives a trip through JSON unchanged. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

/**
 * Says aloud that something happened, in the transaction that made it happen: both are there or neither is. It is heard at
 * least once and takes effect exactly once (see `hearing.ts`). `data` carries ids, never names, texts or tokens.
 */
export async function emit(tx: TxCtx, event: { kind: string; data: JsonObject }): Promise<void> {
  await tx.db.outboxEvent.create({
    data: {
      id: newId(tx.now()),
      kind: event.kind,
      data: event.data as Prisma.InputJsonObject,
      attempts: 0,
      createdAt: tx.now(),
    },
    select: { id: true },
  });
}
