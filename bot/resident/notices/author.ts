import type { NoticeMessage } from '#api/notifications/notice-message.ts';
import type { Guest } from '../who.ts';

/** A colleague's given name; the company when nobody in particular speaks. */
export function authorOf(guest: Guest, message: NoticeMessage): string {
  return message.authorName?.split(/\s+/)[0] ?? guest.t('notices.company');
}
