/** The longest wait between two tries is taken at random between these, in seconds. */
const longest = { from: 60, to: 120 };

/**
 * Seconds until a failed webhook delivery is tried again, and the delay to double next time.
 * The first retry comes at once, then after 2, 4, 8 … up to one or two minutes; `retryAfter` of the bot's answer wins.
 */
export function retryDelay(
  state: { delay: number; fails: number; retryAfter: number },
  random: () => number = Math.random,
): { wait: number; delay: number } {
  if (state.retryAfter > 0) return { wait: state.retryAfter, delay: state.delay };
  if (state.fails === 0) return { wait: 0, delay: state.delay };
  const cap = longest.from + random() * (longest.to - longest.from);
  const delay = Math.min(cap, state.delay * 2);
  return { wait: delay, delay };
}
