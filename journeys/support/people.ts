import type { Playground, SeenMessage, SlackMessage, SlackView } from './playground.ts';
import { eventually } from './processes.ts';

/** A resident with a phone: says, presses, and looks at the chat. */
export type ResidentHand = {
  chat: number;
  say(text: string): Promise<void>;
  /** Presses the newest button whose label matches, and waits until the tap is answered; a tab of the bar first, if named. */
  press(label: RegExp, tab?: string): Promise<{ text?: string; show_alert?: boolean } | null>;
  send(action: Record<string, unknown>): Promise<void>;
  /** Waits for a message of the bot that matches; the newest one that does. */
  sees(pattern: RegExp, seconds?: number): Promise<SeenMessage>;
  /** The bot's messages that match, oldest first, as they look now. */
  all(pattern: RegExp): Promise<SeenMessage[]>;
};

export function residentHand(playground: Playground, chat: number, person?: Record<string, unknown>): ResidentHand {
  const act = (action: Record<string, unknown>) =>
    playground.act({ surface: 'telegram', chat, ...(person ? { person } : {}), ...action });

  async function messages(): Promise<SeenMessage[]> {
    return (await playground.telegram(chat)).messages.filter((message) => message.outgoing && !message.deleted);
  }

  /** Presses a label of the bar at the bottom, and waits until something new is shown. */
  async function pressTab(label: string): Promise<void> {
    const newest = (await messages()).at(-1)?.message_id ?? 0;
    await act({ do: 'press-reply', label });
    await eventually(`chat ${chat} answers the tab ${label}`, async () =>
      (await messages()).some((message) => message.message_id > newest),
    );
  }

  const words = (message: SeenMessage) => message.text ?? message.caption ?? '';

  return {
    chat,
    async say(text) {
      await act({ do: 'text', text });
    },
    async send(action) {
      await act(action);
    },
    async press(label, tab) {
      if (tab) await pressTab(tab);
      const found = await eventually(
        `a button ${label}`,
        async () => {
          for (const message of (await messages()).reverse()) {
            const rows = message.reply_markup?.inline_keyboard ?? [];
            const button = rows.flat().find((one) => 'callback_data' in one && label.test(one.text));
            if (button && 'callback_data' in button)
              return { messageId: message.message_id, data: button.callback_data };
          }
          return null;
        },
        { lastSeen: () => label.source },
      );
      const pressed = await act({ do: 'press', ...found, wait: 15_000 });
      return (pressed as { answer?: { text?: string } | null }).answer ?? null;
    },
    async sees(pattern, seconds = 20) {
      let last: string[] = [];
      return eventually(
        `chat ${chat} sees ${pattern}`,
        async () => {
          const seen = await messages();
          last = seen.slice(-4).map(words);
          return seen.reverse().find((message) => pattern.test(words(message)));
        },
        { seconds, lastSeen: () => last },
      );
    },
    async all(pattern) {
      return (await messages()).filter((message) => pattern.test(words(message)));
    },
  };
}

/** A colleague in Slack: clicks, writes, fills in forms. */
export type ColleagueHand = {
  user: string;
  /** Waits for a message of the channel (its text or blocks) that matches; threads and ephemerals included. */
  sees(channel: string, pattern: RegExp, seconds?: number): Promise<SlackMessage>;
  /** Waits for the card of ticket `number`, showing all of `patterns`. */
  card(channel: string, number: number, ...patterns: RegExp[]): Promise<SlackMessage>;
  /** Waits for a button on a message and presses it. */
  click(channel: string, ts: string, actionId: RegExp): Promise<void>;
  /** Presses something that opens a form, and waits for the form. */
  open(channel: string, ts: string, actionId: RegExp): Promise<SlackView>;
  /** Presses a button inside the form on top, and waits for the form it leads to. */
  onward(actionId: RegExp): Promise<SlackView>;
  /** Fills in the form on top, values by action id; gives back the errors Slack shows, or null when it was taken. */
  submit(values: Record<string, unknown>): Promise<Record<string, string> | null>;
  write(channel: string, text: string, threadTs?: string): Promise<void>;
};

export function colleagueHand(playground: Playground, user: string, anyChannel: string): ColleagueHand {
  const act = <T>(action: Record<string, unknown>) => playground.act<T>({ surface: 'slack', user, ...action });

  async function topForm(): Promise<SlackView | undefined> {
    return (await playground.slack(anyChannel, user)).views[user]?.at(-1);
  }

  async function look(
    what: string,
    channel: string,
    isIt: (message: SlackMessage) => boolean,
    seconds = 20,
  ): Promise<SlackMessage> {
    let last: string[] = [];
    return eventually(
      `${user} sees ${what} in ${channel}`,
      async () => {
        const { messages } = await playground.slack(channel, user);
        last = messages.slice(-3).map(shownIn);
        return messages.reverse().find((message) => !message.deleted && isIt(message));
      },
      { seconds, lastSeen: () => last },
    );
  }

  async function click(channel: string, ts: string, actionId: RegExp): Promise<void> {
    const button = await eventually(`${user} finds the button ${actionId}`, async () => {
      const { messages } = await playground.slack(channel, user);
      return findElement(messages.find((one) => one.ts === ts)?.blocks ?? [], actionId);
    });
    const { action_id: name, value } = button;
    await act({ do: 'click', channel, ts, actionId: name, ...(value ? { value } : {}), wait: 10_000 });
  }

  return {
    user,
    click,
    sees: (channel, pattern, seconds) => look(String(pattern), channel, (one) => pattern.test(shownIn(one)), seconds),
    card(channel, number, ...patterns) {
      const isCard = (one: SlackMessage) =>
        shownIn(one).includes(`№ ${number} ·`) && !one.thread_ts && !one.ephemeralFor;
      const what = `the card № ${number} with ${patterns.join(', ')}`;
      const shows = (one: SlackMessage) => patterns.every((pattern) => pattern.test(shownIn(one)));
      return look(what, channel, (one) => isCard(one) && shows(one));
    },
    async open(channel, ts, actionId) {
      const before = await topForm();
      await click(channel, ts, actionId);
      return eventually(`a form for ${user}`, async () => {
        const form = await topForm();
        return form && form.id !== before?.id ? form : null;
      });
    },
    async onward(actionId) {
      const before = await topForm();
      const button = findElement(before?.blocks ?? [], actionId);
      if (!before || !button) throw new Error(`${user} has no form with the button ${actionId}`);
      await act({ do: 'click', viewId: before.id, actionId: button.action_id, wait: 10_000 });
      return eventually(`the next form for ${user}`, async () => {
        const form = await topForm();
        const isNext = form && (form.id !== before.id || form.callback_id !== before.callback_id);
        return isNext ? form : null;
      });
    },
    async submit(values) {
      const view = await topForm();
      if (!view) throw new Error(`${user} has no form open`);
      // Given by action id: the block ids are the form's own business.
      const byBlock: Record<string, Record<string, unknown>> = {};
      for (const block of view.blocks) {
        const name = (block.element as { action_id?: string } | undefined)?.action_id;
        if (name && block.block_id && name in values) byBlock[block.block_id] = { [name]: values[name] };
      }
      const answer = await act<{ errors?: Record<string, string>; ack?: { errors?: Record<string, string> } }>({
        do: 'submit',
        viewId: view.id,
        values: byBlock,
        wait: 10_000,
      });
      return answer.errors ?? answer.ack?.errors ?? null;
    },
    async write(channel, text, threadTs) {
      await act({ do: 'message', channel, text, ...(threadTs ? { threadTs } : {}) });
    },
  };
}

/** Every word of a message, blocks included. */
export function shownIn(message: { text?: string; blocks?: unknown }): string {
  const found: string[] = [message.text ?? ''];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'text' && typeof inner === 'string') found.push(inner);
        else walk(inner);
      }
    }
  };
  walk(message.blocks);
  return found.join('\n');
}

/** The first interactive element whose action id matches. */
export function findElement(blocks: unknown, actionId: RegExp): { action_id: string; value?: string } | null {
  if (Array.isArray(blocks)) {
    for (const block of blocks) {
      const inner = findElement(block, actionId);
      if (inner) return inner;
    }
    return null;
  }
  if (typeof blocks !== 'object' || blocks === null) return null;
  const element = blocks as { action_id?: unknown };
  if (typeof element.action_id === 'string' && actionId.test(element.action_id))
    return element as { action_id: string };
  return findElement(Object.values(blocks), actionId);
}
