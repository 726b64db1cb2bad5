import { type Actor, hasRole } from '#api/core/actor.ts';
import { mustBeAllowed } from '#api/core/errors.ts';

/** Accountants and managers see every flat's money and say whose it is; so does the system. */
export function mayKeepBooks(actor: Actor): boolean {
  return actor.kind === 'system' || hasRole(actor, 'manager', 'accountant');
}

/** Refuses `not-allowed` unless `mayKeepBooks`. */
export function mustKeepBooks(actor: Actor): void {
  mustBeAllowed(mayKeepBooks(actor));
}

/** Who may write bills and payments: those who keep the books, and billing's own key. */
export function mayWriteBooks(actor: Actor): boolean {
  return mayKeepBooks(actor) || (actor.kind === 'api-key' && actor.scopes.includes('billing:write'));
}
