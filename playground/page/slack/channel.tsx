import { Fragment, useEffect, useLayoutEffect, useRef } from 'react';
import { dayLabel, sameDay } from '../times.ts';
import { useLang } from '../words.ts';
import { Message, type MessageDeeds } from './message.tsx';
import type { SlackMessage } from './types.ts';

/** Messages one under another; neighbours of one author within five minutes are joined. */
export function MessageList(props: {
  messages: SlackMessage[];
  pinned: string[];
  deeds: MessageDeeds;
  empty: string;
  label: string;
}) {
  const { lang, t } = useLang();
  const scroller = useRef<HTMLDivElement>(null);
  const atBottom = useRef(true);
  const { messages } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: new messages scroll the list when it is at its end
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && atBottom.current) element.scrollTop = element.scrollHeight;
  }, [messages]);
  useEffect(() => {
    const element = scroller.current;
    const inner = element?.firstElementChild;
    if (!element || !inner) return;
    const watch = new ResizeObserver(() => {
      if (atBottom.current) element.scrollTop = element.scrollHeight;
    });
    watch.observe(inner);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return (
    <div
      className="sl-scroll"
      ref={scroller}
      onScroll={(event) => {
        const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
        atBottom.current = scrollHeight - scrollTop - clientHeight < 60;
      }}
    >
      <div className="sl-messages" role="log" aria-label={props.label}>
        {messages.length === 0 && <p className="sl-empty">{props.empty}</p>}
        {messages.map((message, index) => {
          const before = messages[index - 1];
          const newDay = !before || !sameDay(Number(before.ts), Number(message.ts));
          return (
            <Fragment key={message.ts}>
              {newDay && (
                <div className="sl-day">
                  <span>{dayLabel(Number(message.ts), lang, t)}</span>
                </div>
              )}
              <Message
                message={message}
                joined={!newDay && joins(before, message)}
                pinned={props.pinned.includes(message.ts)}
                deeds={props.deeds}
              />
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}

function joins(before: SlackMessage | undefined, message: SlackMessage): boolean {
  if (!before || before.ephemeralFor || before.replies > 0) return false;
  const author = (one: SlackMessage) => one.bot ?? one.user;
  // Cards of an app stand on their own.
  const card =
    message.blocks.some((block) => block.type !== 'rich_text') || before.blocks.some((b) => b.type !== 'rich_text');
  return !card && author(before) === author(message) && Number(message.ts) - Number(before.ts) < 300;
}
