import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Avatar } from '../avatar.tsx';
import { useBoard } from '../state.ts';
import { dayLabel, sameDay } from '../times.ts';
import { useLang } from '../words.ts';
import { Bubble, type BubbleActions } from './bubble.tsx';
import { groupAlbums } from './groups.ts';
import type { ShownMessage } from './types.ts';

/** The chat's wall: messages by day, at its newest end unless somebody scrolled away. */
export function Wall(props: {
  messages: ShownMessage[];
  loading: boolean;
  chatId: number;
  actions: BubbleActions;
  waiting: (messageId: number) => Set<string>;
}) {
  const { lang, t } = useLang();
  const { bot } = useBoard().page.telegram;
  const { messages } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const atBottom = useRef(true);
  const [far, setFar] = useState(false);
  const groups = useMemo(() => groupAlbums(messages), [messages]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another person's chat opens at its newest message
  useLayoutEffect(() => {
    atBottom.current = true;
  }, [props.chatId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new messages scroll the list when it is at its end
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && atBottom.current) element.scrollTop = element.scrollHeight;
  }, [messages]);
  useEffect(() => {
    const element = scroller.current;
    const inner = element?.firstElementChild;
    if (!element || !inner) return;
    // Pictures arrive later than the words around them, and the keyboard below may grow.
    const watch = new ResizeObserver(() => {
      if (atBottom.current) element.scrollTop = element.scrollHeight;
    });
    watch.observe(inner);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  return (
    <div className="tg-wall">
      <div
        className="tg-scroll"
        ref={scroller}
        onScroll={(event) => {
          const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
          atBottom.current = scrollHeight - scrollTop - clientHeight < 60;
          setFar(scrollHeight - scrollTop - clientHeight > 300);
        }}
      >
        <div className="tg-messages" role="log" aria-label={bot.first_name}>
          {messages.length === 0 && !props.loading && (
            <div className="tg-empty">
              <Avatar id={bot.id} name={bot.first_name} size={72} emoji="🏠" />
              <b>{bot.description ? t.whatCanBot : bot.first_name}</b>
              <p>{bot.description || t.emptyChat}</p>
            </div>
          )}
          {groups.map((group, index) => {
            const [first] = group;
            const before = groups[index - 1]?.at(-1);
            const after = groups[index + 1]?.[0];
            if (!first) return null;
            const newDay = !before || !sameDay(before.date, first.date);
            const tail = !after || after.outgoing !== first.outgoing || after.date - first.date > 300;
            return (
              <div key={first.message_id} id={`tg-${first.message_id}`}>
                {newDay && <div className="tg-service">{dayLabel(first.date, lang, t)}</div>}
                <Bubble
                  messages={group}
                  tail={tail}
                  waiting={props.waiting(first.message_id)}
                  actions={props.actions}
                />
              </div>
            );
          })}
        </div>
      </div>
      {far && (
        <button
          type="button"
          className="tg-down"
          aria-label={t.scrollDown}
          onClick={() => scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior: 'smooth' })}
        >
          ⌄
        </button>
      )}
    </div>
  );
}
