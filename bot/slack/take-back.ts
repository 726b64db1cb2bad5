import { takeBackReply } from '#api/flows/take-back-reply.ts';
import { redrawLine } from '#api/notifications/message-lines.ts';
import type { Desk } from './desk.ts';
import type { Tap } from './payloads.ts';
import { asColleague } from './who.ts';

/** Take back, under a reply's line: in time or refused in words, and the line tells the present truth either way. */
export async function onTakeBack(desk: Desk, tap: Tap, messageId: string): Promise<void> {
  await asColleague(desk, tap.spot, ({ actor }) => takeBackReply(desk.ctx, actor, { messageId }));
  await redrawLine(desk.ctx, messageId);
}
