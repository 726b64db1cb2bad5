import { useCallback, useState } from 'react';
import { useBoard, useStored } from '../state.ts';
import { useLang } from '../words.ts';
import { ChatRail } from './chat-rail.tsx';
import { ChatView } from './chat-view.tsx';
import type { Chat } from './types.ts';

const seenKey = 'playground.seen';

/** The left half: a Telegram with every person of the cast in it. */
export function TelegramPane() {
  const { lang } = useLang();
  const { page } = useBoard();
  const [strangers, setStrangers] = useState<Chat[]>([]);
  const known = page.telegram.chats;
  const fresh = strangers.filter((one) => !known.some((chat) => chat.person.id === one.person.id));
  const chats = [...known, ...fresh];
  const first = chats.find((chat) => chat.person.language_code === lang) ?? chats[0];
  const [stored, setSelected] = useStored<string>('tg', '');
  const selected = chats.find((chat) => String(chat.person.id) === stored) ?? first;
  const { seen, markSeen } = useSeen();
  const selectedId = selected?.person.id ?? 0;
  const onSeen = useCallback((last: number) => markSeen(selectedId, last), [markSeen, selectedId]);
  if (!selected) return null;
  return (
    <div className="tg">
      <ChatRail
        chats={chats}
        selected={selectedId}
        unread={(chat) => unreadIn(chat, seen[chat.person.id] ?? 0)}
        onSelect={(id) => setSelected(String(id))}
        onStranger={(person) => {
          const chat: Chat = { person, blocked: false, byBot: [], commands: [], keyboard: null };
          setStrangers((old) => [...old, chat]);
          setSelected(String(person.id));
        }}
      />
      <ChatView key={selectedId} chat={selected} known={!fresh.includes(selected)} onSeen={onSeen} />
    </div>
  );
}

function unreadIn(chat: Chat, seen: number): number {
  // After a fresh start the numbers begin again: what was seen before says nothing.
  const from = seen > (chat.byBot.at(-1) ?? 0) ? 0 : seen;
  return chat.byBot.filter((id) => id > from).length;
}

/** The newest message read in each chat, kept by the browser. */
function useSeen() {
  const [seen, setSeen] = useState<Record<string, number>>(readSeen);
  const markSeen = useCallback((chat: number, last: number) => {
    setSeen((old) => {
      if (last === 0 || old[chat] === last) return old;
      const next = { ...old, [chat]: last };
      localStorage.setItem(seenKey, JSON.stringify(next));
      return next;
    });
  }, []);
  return { seen, markSeen };
}

function readSeen(): Record<string, number> {
  try {
    return JSON.parse(localStorage.getItem(seenKey) ?? '{}') as Record<string, number>;
  } catch {
    // Somebody else's or an older value: everything counts as unread.
    return {};
  }
}
