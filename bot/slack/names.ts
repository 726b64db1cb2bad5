import { systemActor } from '#api/core/actor.ts';
import { listStaff } from '#api/staff/staff.ts';
import type { Desk } from './desk.ts';
import { plainWords } from './mrkdwn.ts';

/** What a colleague typed in Slack as plain words, those they mention by name. */
export async function wordsInSlack({ ctx }: Desk, text: string): Promise<string> {
  if (!text.includes('<@')) return plainWords(text);
  const staff = await listStaff(ctx, systemActor);
  return plainWords(text, (id) => staff.find((one) => one.slackUserId === id)?.name ?? null);
}
