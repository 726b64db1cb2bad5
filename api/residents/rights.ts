/** What a person is to a flat. */
export const occupancyRoles = ['owner', 'tenant', 'family', 'representative'] as const;
export type OccupancyRole = (typeof occupancyRoles)[number];

/** What a person may do with a flat in the bot. News needs no right. */
export const rights = ['tickets', 'meters', 'bills', 'pay', 'household'] as const;
export type Right = (typeof rights)[number];

/** The rights a role starts with. A tenant sees bills only when the owner or the office allows it. */
export function defaultRights(role: OccupancyRole): Right[] {
  if (role === 'owner') return ['tickets', 'meters', 'bills', 'pay', 'household'];
  if (role === 'tenant') return ['tickets', 'meters'];
  return ['tickets', 'meters', 'bills', 'pay'];
}

/** The role a column holds; a word we do not know is the most modest role. */
export function asRole(word: string): OccupancyRole {
  return occupancyRoles.find((role) => role === word) ?? 'tenant';
}

/** The rights a column holds, in our order. */
export function asRights(words: readonly string[]): Right[] {
  return rights.filter((right) => words.includes(right));
}
