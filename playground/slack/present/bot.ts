import type { Json } from '../model.ts';
import type { World } from '../world.ts';

/** The app's bot as messages carry it. */
export function botProfile(world: World): Json {
  const { bot, team } = world.cast;
  return {
    id: bot.bot_id,
    app_id: bot.app_id,
    name: bot.name,
    icons: { image_36: '', image_48: '', image_72: '' },
    deleted: false,
    updated: world.state.users[bot.user_id]?.updated ?? 0,
    team_id: team.id,
  };
}
