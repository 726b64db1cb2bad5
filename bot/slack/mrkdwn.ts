/** `&`, `<` and `>` as Slack wants them written, so that nothing anybody wrote becomes a mention, a link or a ping. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** `text` cut to `length` UTF-16 units, never inside an entity or a pair of surrogates. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = text.slice(0, length - 1).replace(/&[a-z]{0,4}$/, '');
  return `${kept.replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** What a colleague typed in Slack as plain words. `nameOf` gives the name behind a user id. */
export function plainWords(text: string, nameOf: (userId: string) => string | null = () => null): string {
  return text
    .replace(/<@([A-Z0-9]+)(?:\|([^>]*))?>/g, (_, id: string, label?: string) => `@${nameOf(id) ?? label ?? id}`)
    .replace(/<#([A-Z0-9]+)(?:\|([^>]*))?>/g, (_, id: string, label?: string) => `#${label || id}`)
    .replace(/<!subteam\^[A-Z0-9]+(?:\|([^>]*))?>/g, (_, label?: string) => label ?? '@group')
    .replace(/<!([a-z]+)(?:\|[^>]*)?>/g, (_, word: string) => `@${word}`)
    .replace(/<([^<>|]+)\|([^<>]*)>/g, (_, url: string, label: string) =>
      label === '' || url === label || url.endsWith(`//${label}`) || url === `mailto:${label}`
        ? label || url
        : `${label} (${url})`,
    )
    .replace(/<([^<>]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

/** Every `size` characters a new part: what is pasted may be ten times longer than one message of ours. */
export function inParts(text: string, size = 4000): string[] {
  const letters = [...text];
  const parts: string[] = [];
  for (let at = 0; at < letters.length; at += size)
    parts.push(
      letters
        .slice(at, at + size)
        .join('')
        .trim(),
    );
  return parts.filter((part) => part !== '');
}
