import { text } from '../args.ts';
import { SlackError } from '../errors.ts';
import { bot, type Method } from '../method.ts';
import { botProfile } from '../present/bot.ts';
import type { World } from '../world.ts';

export const teamMethods: Record<string, Method> = {
  'api.test': {
    token: 'none',
    run: (_world, args) => {
      const error = text(args, 'error');
      if (error) throw new SlackError(error, { args });
      return { args };
    },
  },
  'auth.test': bot((world) => {
    const { team, bot: app } = world.cast;
    return {
      url: teamUrl(world),
      team: team.name,
      user: app.name,
      team_id: team.id,
      user_id: app.user_id,
      bot_id: app.bot_id,
      is_enterprise_install: false,
    };
  }),
  'apps.connections.open': { token: 'app', run: (world) => ({ url: world.newSocketUrl() }) },
  'bots.info': bot((world, args) => {
    const id = text(args, 'bot');
    if (id !== world.cast.bot.bot_id) throw new SlackError('bot_not_found');
    const { team_id: _, ...shown } = botProfile(world);
    return { bot: { ...shown, user_id: world.cast.bot.user_id } };
  }),
  'team.info': bot((world, args) => {
    const asked = text(args, 'team');
    const { team } = world.cast;
    if (asked && asked !== team.id) throw new SlackError('team_not_found');
    return {
      team: {
        id: team.id,
        name: team.name,
        url: teamUrl(world),
        domain: team.domain,
        email_domain: '',
        icon: {
          image_default: true,
          image_34: '',
          image_44: '',
          image_68: '',
          image_88: '',
          image_102: '',
          image_132: '',
          image_230: '',
        },
        avatar_base_url: 'https://ca.slack-edge.com/',
        is_verified: false,
      },
    };
  }),
};

function teamUrl(world: World): string {
  return `https://${world.cast.team.domain}.slack.com/`;
}
