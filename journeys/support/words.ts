import { type Locale, translator, words } from '../../locales/translate.ts';

/** What people read and press in a language, as patterns over what they see. */
export type Words = {
  locale: Locale;
  text(key: string, values?: Record<string, unknown>): string;
  /** A button with exactly this label. */
  label(key: string, values?: Record<string, unknown>): RegExp;
  /** A sentence somewhere in what is shown; a value that is not given may be anything, and every plural form counts. */
  says(key: string, values?: Record<string, unknown>): RegExp;
};

export function wordsOf(locale: Locale): Words {
  const t = translator(locale);
  return {
    locale,
    text: t,
    label: (key, values) => new RegExp(`^${literally(t(key, values))}$`),
    says: (key, values = {}) =>
      new RegExp(
        formsOf(locale, key)
          .map((form) => filled(form, values))
          .join('|'),
      ),
  };
}

/** Text as a pattern; every blank counts as a blank, the unbreakable ones too. */
export function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
}

function filled(template: string, values: Record<string, unknown>): string {
  return template
    .split(/(\{\{\w+\}\})/)
    .map((part) => {
      const name = /^\{\{(\w+)\}\}$/.exec(part)?.[1];
      if (!name) return literally(part);
      return name in values ? literally(String(values[name])) : '[^]+?';
    })
    .join('');
}

function formsOf(locale: Locale, key: string): string[] {
  const path = key.split('.');
  const last = path.pop() ?? '';
  let room: unknown = words[locale];
  for (const name of path) room = (room as Record<string, unknown> | undefined)?.[name];
  const found = Object.entries((room ?? {}) as Record<string, unknown>)
    .filter(
      ([name]) =>
        name === last ||
        (/^(zero|one|two|few|many|other)$/.test(name.slice(last.length + 1)) && name.startsWith(`${last}_`)),
    )
    .map(([, text]) => String(text));
  if (found.length === 0) throw new Error(`no words for ${key} in ${locale}`);
  return found;
}
