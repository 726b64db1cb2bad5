import { type Actor, hasRole } from '#api/core/actor.ts';
import { mustBeAllowed } from '#api/core/errors.ts';

/** Accountants and managers see every flat's money. Refuses `not-allowed`. */
export function mustKeepBooks(actor: Actor): void {
  mustBeAllowed(actor.kind === 'system' || hasRole(actor, 'manager', 'accountant'));
}
