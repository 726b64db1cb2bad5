import { type Actor, hasRole } from '#api/core/actor.ts';

/** Who may write and publish news. */
export function mayWriteNews(actor: Actor): boolean {
  if (actor.kind === 'api-key') return actor.scopes.includes('news:write');
  return actor.kind === 'system' || hasRole(actor, 'manager', 'dispatcher');
}

/** Who may see drafts and delivery reports: every colleague. */
export function mayReadNews(actor: Actor): boolean {
  if (actor.kind === 'api-key') return actor.scopes.some((scope) => scope === 'news:read' || scope === 'news:write');
  return actor.kind === 'system' || actor.kind === 'staff';
}
