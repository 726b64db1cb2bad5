import type { Shapes } from '../../api.ts';
import type { Locale } from '../../words.tsx';

export type Texts = Shapes['NewsItem']['texts'];
export type NewsWords = Shapes['NewsText'];

/** The words for a reader: their language, else any the post has. */
export function wordsFor(texts: Texts, locale: Locale): (NewsWords & { isFallback: boolean }) | null {
  const own = texts[locale];
  if (own) return { ...own, isFallback: false };
  const other = Object.values(texts)[0];
  return other ? { ...other, isFallback: true } : null;
}
