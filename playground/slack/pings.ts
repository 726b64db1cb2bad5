import type { Json } from './model.ts';

const mention =
  /<!(channel|here|everyone)(?:\|[^>]*)?>|<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>|<@([UW][A-Z0-9_]+)(?:\|[^>]*)?>/g;

/**
 * Whom a message would notify: `channel`, `here`, `everyone` and ids of people and groups. Only raw control sequences
 * count (`&lt;!channel&gt;` is words), in `text`, in mrkdwn, in attachments and in rich text; plain_text never pings.
 */
export function pingsOf(text: string, blocks: readonly Json[] | null, attachments: readonly Json[] | null): string[] {
  const found = new Set<string>();
  scan(text, found);
  walk(blocks, found);
  for (const attachment of attachments ?? []) {
    for (const name of ['text', 'pretext', 'title', 'fallback']) {
      if (typeof attachment[name] === 'string') scan(attachment[name], found);
    }
    for (const field of (attachment.fields as Json[] | undefined) ?? []) scan(String(field?.value ?? ''), found);
    walk(attachment.blocks, found);
  }
  return [...found];
}

function scan(text: string, found: Set<string>): void {
  for (const [, broadcast, group, user] of text.matchAll(mention)) found.add(broadcast ?? group ?? user ?? '');
}

function walk(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) {
    for (const one of value) walk(one, found);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const object = value as Json;
  if ((object.type === 'mrkdwn' || object.type === 'markdown') && typeof object.text === 'string') {
    scan(object.text, found);
    return;
  }
  if (object.type === 'broadcast' && typeof object.range === 'string') found.add(object.range);
  if (object.type === 'user' && typeof object.user_id === 'string') found.add(object.user_id);
  for (const member of Object.values(object)) walk(member, found);
}
