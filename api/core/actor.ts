/** Staff roles; a colleague may hold several. */
export const staffRoles = ['manager', 'accountant', 'dispatcher', 'technician', 'emergency', 'read-only'] as const;
export type StaffRole = (typeof staffRoles)[number];

export type ResidentActor = { kind: 'resident'; residentId: string };
export type StaffActor = { kind: 'staff'; staffId: string; roles: StaffRole[] };
export type ApiKeyActor = { kind: 'api-key'; apiKeyId: string; scopes: string[] };
export type SystemActor = { kind: 'system' };

/** Who does a deed. Every verb of the domain is `verb(ctx, actor, input)`. */
export type Actor = ResidentActor | StaffActor | ApiKeyActor | SystemActor;

export const systemActor: SystemActor = { kind: 'system' };

/** True for a colleague who holds at least one of `roles`. */
export function hasRole(actor: Actor, ...roles: StaffRole[]): actor is StaffActor {
  return actor.kind === 'staff' && actor.roles.some((role) => roles.includes(role));
}

/** The id that a timeline or an audit row keeps for an actor; null for the system. */
export function actorId(actor: Actor): string | null {
  if (actor.kind === 'resident') return actor.residentId;
  if (actor.kind === 'staff') return actor.staffId;
  if (actor.kind === 'api-key') return actor.apiKeyId;
  return null;
}
