import type { Redis } from 'ioredis';
import { defaultPace, type Pace, type Turns } from './pacer.ts';

/** The same virtual clocks as `memoryTurns`, kept in Redis so that several processes share one bot's allowance. */
const script = `
local at = redis.call('TIME'); local now = at[1] * 1000 + at[2] / 1000
local paused = tonumber(redis.call('GET', KEYS[3]) or '0')
if now < paused then return tostring(paused - now) end
local due = tonumber(redis.call('GET', KEYS[1]) or '0')
local wait = due - now - tonumber(ARGV[2])
if wait > 0 then return tostring(wait) end
if ARGV[3] ~= '' then
  local chat = tonumber(redis.call('GET', KEYS[2]) or '0')
  local chatWait = chat - now - tonumber(ARGV[4])
  if chatWait > 0 then return tostring(chatWait) end
  redis.call('SET', KEYS[2], string.format('%.3f', math.max(chat, now) + tonumber(ARGV[3])), 'PX', 120000)
end
redis.call('SET', KEYS[1], string.format('%.3f', math.max(due, now) + tonumber(ARGV[1])), 'PX', 120000)
return '0'`;

/** `name` keeps bots apart: limits are per bot token. */
export function redisTurns(redis: Redis, name: string, pace: Pace = defaultPace): Turns {
  const spacing = 1000 / pace.overallPerSecond;
  const key = `domovoy:pace:${name}`;
  return {
    async take(lane, chat) {
      const chatSpacing = chat?.startsWith('-') ? 60_000 / pace.groupPerMinute : 1000 / pace.chatPerSecond;
      const wait = await redis.eval(
        script,
        3,
        `${key}:all`,
        `${key}:chat:${chat ?? ''}`,
        `${key}:paused`,
        spacing,
        lane === 'interactive' ? spacing * 3 : 0,
        chat === null ? '' : chatSpacing,
        chatSpacing * (pace.chatBurst - 1),
      );
      return Number(wait);
    },
    async pause(seconds) {
      const [whole = '0', micro = '0'] = await redis.time().then((time) => time.map(String));
      const until = Number(whole) * 1000 + Number(micro) / 1000 + seconds * 1000;
      await redis.set(`${key}:paused`, until.toFixed(0), 'PX', Math.ceil(seconds * 1000));
    },
  };
}
