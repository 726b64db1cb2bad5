import { createInstance } from 'i18next';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import en from '#locales/en/admin.json' with { type: 'json' };
import { formatDay, formatMoment } from '#locales/format.ts';
import ru from '#locales/ru/admin.json' with { type: 'json' };
import type { Locale } from '#locales/translate.ts';

export type { Locale } from '#locales/translate.ts';
export const localeNames: Record<Locale, string> = { ru: 'Русский', en: 'English' };

const engine = createInstance();
void engine.init({
  resources: { ru: { translation: ru }, en: { translation: en } },
  lng: 'en',
  fallbackLng: false,
  initAsync: false,
  interpolation: { escapeValue: false },
});

type Translate = (key: string, values?: Record<string, unknown>) => string;

export type Words = {
  locale: Locale;
  t: Translate;
  /** Whether there are words for a key that is put together. */
  has(key: string): boolean;
  /** The time on the company's wall: `20 November, 14:05`. */
  moment(at: string): string;
  /** `20 November`, with the year unless it is this one. */
  day(iso: string): string;
  number(value: number): string;
  /** The same in another language: for what is shown or printed as its reader will see it. */
  as(locale: Locale): Words;
  setLocale(locale: Locale): void;
  setTimeZone(timeZone: string): void;
};

const WordsContext = createContext<Words | null>(null);

/** The words of the page in the language that was chosen, remembered in this browser. */
export function WordsProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState<Locale>(firstLocale);
  const [timeZone, setTimeZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  useEffect(() => {
    document.documentElement.lang = locale;
    localStorage.setItem('locale', locale);
  }, [locale]);
  const words = useMemo(() => makeWords(locale, timeZone, setLocale, setTimeZone), [locale, timeZone]);
  return <WordsContext.Provider value={words}>{children}</WordsContext.Provider>;
}

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('no words around');
  return words;
}

/** The language chosen last, for what has no words around it: requests. */
export function chosenLocale(): Locale {
  return firstLocale();
}

function makeWords(
  locale: Locale,
  timeZone: string,
  setLocale: Words['setLocale'],
  setTimeZone: Words['setTimeZone'],
): Words {
  const fixed = engine.getFixedT(locale);
  const thisYear = new Date().getFullYear();
  return {
    ...{ locale, setLocale, setTimeZone },
    as: (other) => makeWords(other, timeZone, setLocale, setTimeZone),
    t: (key, values) => String(fixed(key, values ?? {})),
    has: (key) => engine.exists(key, { lng: locale }),
    moment: (at) => formatMoment(locale, at, timeZone),
    day: (iso) => formatDay(locale, iso.slice(0, 10), thisYear),
    number: (value) => new Intl.NumberFormat(locale === 'ru' ? 'ru-RU' : 'en-US').format(value),
  };
}

function firstLocale(): Locale {
  const kept = localStorage.getItem('locale');
  if (kept === 'ru' || kept === 'en') return kept;
  return /^(ru|uk|be|kk|ky|tg|uz)\b/i.test(navigator.language) ? 'ru' : 'en';
}
