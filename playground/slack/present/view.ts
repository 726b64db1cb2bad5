import type { Json, View } from '../model.ts';
import type { World } from '../world.ts';

/** A view as answers and payloads show it, with what the person has typed so far. */
export function presentView(world: World, view: View): Json {
  const { body } = view;
  const { bot, team } = world.cast;
  const modal = view.type === 'modal';
  return {
    id: view.id,
    team_id: team.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: body.private_metadata ?? '',
    callback_id: body.callback_id ?? '',
    // A copy: what was sent or noted must not change with what the person types next.
    state: { values: structuredClone(view.values) },
    hash: view.hash,
    title: modal ? body.title : { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: body.clear_on_close ?? false,
    notify_on_close: body.notify_on_close ?? false,
    close: body.close ?? null,
    submit: body.submit ?? null,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: bot.app_id,
    external_id: view.externalId,
    app_installed_team_id: team.id,
    bot_id: bot.bot_id,
  };
}
