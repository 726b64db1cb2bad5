import type { Prisma } from '#prisma/generated/client.ts';
import { type Actor, actorId } from './actor.ts';
import type { Ctx } from './ctx.ts';
import { newId } from './ids.ts';
import type { Instant } from './time.ts';

/** Where somebody looked or did something. */
export type AuditSurface = 'slack' | 'admin' | 'telegram' | 'api';

export type AuditNote = {
  surface: AuditSurface;
  /** `<what>.<deed>`, in past tense: `flat-file.viewed`, `contact.viewed`. */
  deed: string;
  subject?: { type: string; id: string };
  /** Ids and facts; never names, phones or texts. */
  data?: Prisma.InputJsonObject;
};

/**
 * Writes down who saw or changed what, and from where. Rows are never changed or removed. In a transaction it stands or falls
 * with it: what could not be written down was not shown.
 */
export async function noteAudit(ctx: Ctx, actor: Actor, note: AuditNote): Promise<void> {
  await ctx.db.auditEvent.create({
    data: {
      id: newId(ctx.now()),
      actorKind: actor.kind,
      actorId: actorId(actor),
      surface: note.surface,
      deed: note.deed,
      subjectType: note.subject?.type ?? null,
      subjectId: note.subject?.id ?? null,
      data: note.data ?? {},
      createdAt: ctx.now(),
    },
    select: { id: true },
  });
}

export type AuditEntry = {
  actorKind: string;
  actorId: string | null;
  surface: string;
  deed: string;
  createdAt: Instant;
};

/** Who saw or changed this, newest first. Authorise before asking. */
export async function listAudit(ctx: Ctx, subject: { type: string; id: string }, limit = 50): Promise<AuditEntry[]> {
  return ctx.db.auditEvent.findMany({
    where: { subjectType: subject.type, subjectId: subject.id },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: { actorKind: true, actorId: true, surface: true, deed: true, createdAt: true },
  });
}
