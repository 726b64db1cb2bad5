import { at, type Instant, PlainDate } from '#api/core/time.ts';
import type { WindowNow } from '#api/meters/schema.ts';
import { type WindowRule, windowAround } from '#api/meters/window.ts';
import { chooseRule, type PlacedRule } from '#api/meters/window-rules.ts';

/** When reminders go, on the wall of the house. */
export const reminderTime = '10:00';
/** How many days before the end of the window the first warning comes. */
const warnDays = 3;

/** Resources of a building that share a window. The building's common window has no `suffix`. */
export type WindowGroup = { suffix: string; resources: string[]; window: WindowNow };

/** The windows of a building on a day: one for most, several where a resource has days of its own. Pure. */
export function groupWindows(
  rules: readonly PlacedRule[],
  resources: readonly string[],
  day: PlainDate,
): WindowGroup[] {
  const common = nameOf(chooseRule(rules, null));
  const groups = new Map<string, WindowGroup>();
  for (const resource of [...resources].sort()) {
    const rule = chooseRule(rules, resource);
    const name = nameOf(rule);
    const group = groups.get(name);
    if (group) group.resources.push(resource);
    else {
      const suffix = name === common ? '' : name;
      groups.set(name, { suffix, resources: [resource], window: windowAround(rule, day) });
    }
  }
  return [...groups.values()];
}

export type WindowReminder = { when: 'opens' | 'warns' | 'ends'; dueAt: Instant };

/**
 * The reminders of an open window that are due by `now` and still worth sending: that it opened, until the warning; the warning
 * three days before the end, until the last day; the last day. A window so short that they would meet has the later one.
 */
export function windowReminders(window: WindowNow, day: PlainDate, timeZone: string, now: Instant): WindowReminder[] {
  if (window.state !== 'open') return [];
  const [opensOn, closesOn] = [PlainDate.from(window.opensOn), PlainDate.from(window.closesOn)];
  const warnsOn = closesOn.subtract({ days: warnDays });
  const isAt = (from: PlainDate, until: PlainDate) =>
    PlainDate.compare(from, day) <= 0 && PlainDate.compare(day, until) < 0;
  const hasWarning = PlainDate.compare(opensOn, warnsOn) < 0;
  const all = [
    { when: 'opens' as const, from: opensOn, until: hasWarning ? warnsOn : closesOn },
    ...(hasWarning ? [{ when: 'warns' as const, from: warnsOn, until: closesOn }] : []),
    { when: 'ends' as const, from: closesOn, until: closesOn.add({ days: 1 }) },
  ];
  return all
    .filter(({ from, until }) => isAt(from, until))
    .map(({ when, from }) => ({ when, dueAt: at(from, reminderTime, timeZone) }))
    .filter(({ dueAt }) => dueAt <= now);
}

function nameOf(rule: WindowRule): string {
  const days = Object.entries(rule.exceptions).map(([month, [start, end]]) => `${month}=${start}-${end}`);
  return [`${rule.startDay}-${rule.endDay}`, ...days].join(',');
}
