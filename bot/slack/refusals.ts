import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';

/**
 * Why Slack did not do it, by whose fault it is:
 * `gone` the message is not there any more; `no-place` the channel is archived, deleted or closed to us; `slow-down` 429;
 * `refused` Slack will never do it; `outage` try again; `unknown` no answer of Slack's: our own fault or the database's.
 */
export type Refusal = 'gone' | 'no-place' | 'slow-down' | 'refused' | 'outage' | 'unknown';

const gone = [
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'thread_not_found',
  'invalid_thread_ts',
];
const noPlace = [
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'restricted_action',
  'user_not_in_channel',
  'cannot_dm_bot',
  'no_permission',
];
const passing = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org'];

export function refusalOf(error: unknown): Refusal {
  if (error instanceof WebAPIRateLimitedError) return 'slow-down';
  if (error instanceof WebAPIHTTPError && error.statusCode === 429) return 'slow-down';
  if (error instanceof WebAPIHTTPError || error instanceof WebAPIRequestError) return 'outage';
  const code = codeOf(error);
  if (code === null) return 'unknown';
  if (code === 'ratelimited' || code === 'rate_limited') return 'slow-down';
  if (gone.includes(code)) return 'gone';
  if (noPlace.includes(code)) return 'no-place';
  return passing.includes(code) ? 'outage' : 'refused';
}

/** Slack's own word for it, such as `channel_not_found`; null when it never answered. */
export function codeOf(error: unknown): string | null {
  return error instanceof WebAPIPlatformError ? error.data.error : null;
}

/** How long Slack wants to be left alone, in seconds. */
export function retryAfter(error: unknown): number {
  return error instanceof WebAPIRateLimitedError ? Math.max(1, error.retryAfter) : 5;
}
