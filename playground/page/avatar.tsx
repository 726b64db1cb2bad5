const palette = [
  ['#ff885e', '#ff516a'],
  ['#ffcd6a', '#ffa85c'],
  ['#82b1ff', '#665fff'],
  ['#a0de7e', '#54cb68'],
  ['#53edd6', '#28c9b7'],
  ['#72d5fd', '#2a9ef1'],
  ['#e0a2f3', '#d669ed'],
] as const;

/** A person's coloured initials: round as in Telegram, or with soft corners as in Slack. */
export function Avatar(props: { id: string | number; name: string; size: number; square?: boolean; emoji?: string }) {
  const [from, to] = palette[hash(String(props.id)) % palette.length] ?? palette[0];
  const style = {
    width: props.size,
    height: props.size,
    fontSize: Math.round(props.size * (props.emoji ? 0.56 : 0.4)),
    borderRadius: props.square ? Math.max(4, props.size * 0.16) : '50%',
    background: props.emoji ? 'linear-gradient(#8fd3ff, #3a8fe0)' : `linear-gradient(${from}, ${to})`,
  };
  return (
    <span className="avatar" style={style} aria-hidden="true">
      {props.emoji ?? initials(props.name)}
    </span>
  );
}

function initials(name: string): string {
  const letters = name.split(/[\s-]+/).map((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? '');
  return letters.filter(Boolean).slice(0, 2).join('').toUpperCase() || '?';
}

function hash(text: string): number {
  let sum = 7;
  for (const char of text) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return sum;
}
