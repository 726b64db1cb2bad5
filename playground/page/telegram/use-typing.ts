import { useEffect, useState } from 'react';
import { useLang } from '../words.ts';
import type { Transcript } from './types.ts';

/** Telegram shows a chat action for five seconds or until the next message. */
const actionMs = 5000;

/** What the bot says it is doing, in words, while it lasts. */
export function useTyping(transcript: Transcript): string | null {
  const { t } = useLang();
  const last = transcript.chatActions?.at(-1);
  const [, again] = useState(0);
  const left = last ? last.at + actionMs - Date.now() : 0;
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => again((n) => n + 1), left);
    return () => clearTimeout(timer);
  }, [left]);
  const answered = transcript.messages.findLast((one) => one.outgoing);
  // Dates of messages are whole seconds: one of the same second came after the action more likely than before it.
  if (!last || left <= 0 || (answered && answered.date * 1000 + 999 >= last.at)) return null;
  if (/photo|video/.test(last.action)) return last.action.startsWith('record') ? t.recording : t.sendingPhoto;
  if (/document/.test(last.action)) return t.sendingFile;
  return /record|voice/.test(last.action) ? t.recording : t.typing;
}
