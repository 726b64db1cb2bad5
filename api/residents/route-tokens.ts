import type { Ctx } from '#api/core/ctx.ts';
import { newSecret } from '#api/core/ids.ts';

/**
 * Keeps routes that are too long for a button and gives each a short token of this chat. The same route of the same
 * chat keeps its token; one statement whatever their number.
 */
export async function keepRoutes(ctx: Ctx, chatId: string, routes: readonly string[]): Promise<Map<string, string>> {
  const unique = [...new Set(routes)];
  if (unique.length === 0) return new Map();
  const tokens = unique.map(() => newSecret(96));
  const rows = await ctx.db.$queryRaw<{ token: string; route: string }[]>`
    insert into route_token (token, chat_id, route, created_at)
    select token, ${chatId}::uuid, route, ${ctx.now()}
    from unnest(${tokens}::text[], ${unique}::text[]) as given(token, route)
    on conflict (chat_id, route) do update set created_at = excluded.created_at
    returning token, route`;
  return new Map(rows.map((row) => [row.route, row.token]));
}

/** The route behind a token of this chat, or null: a token of another chat opens nothing. */
export async function findRoute(ctx: Ctx, chatId: string, token: string): Promise<string | null> {
  const row = await ctx.db.routeToken.findUnique({ where: { token } });
  return row && row.chatId === chatId ? row.route : null;
}
