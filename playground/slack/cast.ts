/** Who works in the workspace: the part of the playground's cast that Slack needs. */
export type SlackCast = {
  team: { id: string; name: string; domain: string };
  bot: { user_id: string; bot_id: string; name: string; token: string; app_id: string };
  appToken: string;
  signingSecret: string;
  channels: { id: string; name: string }[];
  colleagues: {
    id: string;
    name: string;
    real_name: string;
    email: string;
    title: string;
    tz: string;
    locale: string;
    deleted?: boolean;
  }[];
};
