import { createInstance, type i18n } from 'i18next';
import enAdmin from './en/admin.json' with { type: 'json' };
import enCommon from './en/common.json' with { type: 'json' };
import enErrors from './en/errors.json' with { type: 'json' };
import enNotices from './en/notices.json' with { type: 'json' };
import enPapers from './en/papers.json' with { type: 'json' };
import enPay from './en/pay.json' with { type: 'json' };
import enResident from './en/resident.json' with { type: 'json' };
import enSlack from './en/slack.json' with { type: 'json' };
import enStart from './en/start.json' with { type: 'json' };
import ruAdmin from './ru/admin.json' with { type: 'json' };
import ruCommon from './ru/common.json' with { type: 'json' };
import ruErrors from './ru/errors.json' with { type: 'json' };
import ruNotices from './ru/notices.json' with { type: 'json' };
import ruPapers from './ru/papers.json' with { type: 'json' };
import ruPay from './ru/pay.json' with { type: 'json' };
import ruResident from './ru/resident.json' with { type: 'json' };
import ruSlack from './ru/slack.json' with { type: 'json' };
import ruStart from './ru/start.json' with { type: 'json' };

export const locales = ['ru', 'en'] as const;
export type Locale = (typeof locales)[number];

/** Every word a person reads, by language and room: `resident.home.title`, `errors.meter.window-closed`. */
export const words: Record<Locale, Record<string, object>> = {
  ru: {
    common: ruCommon,
    resident: ruResident,
    papers: ruPapers,
    notices: ruNotices,
    pay: ruPay,
    errors: ruErrors,
    slack: ruSlack,
    start: ruStart,
    admin: ruAdmin,
  },
  en: {
    common: enCommon,
    resident: enResident,
    papers: enPapers,
    notices: enNotices,
    pay: enPay,
    errors: enErrors,
    slack: enSlack,
    start: enStart,
    admin: enAdmin,
  },
};

/** Gives the sentence behind a dotted key, with `{{value}}` filled in and plurals chosen by `count`. */
export type Translate = (key: string, values?: Record<string, unknown>) => string;

const engine: i18n = createInstance();
void engine.init({
  resources: { ru: { translation: words.ru }, en: { translation: words.en } },
  lng: 'en',
  fallbackLng: false,
  initAsync: false,
  interpolation: { escapeValue: false },
  parseMissingKeyHandler: (key) => {
    throw new Error(`no words for ${key}`);
  },
});

const translators: Record<Locale, Translate> = {
  ru: remembering(engine.getFixedT('ru')),
  en: remembering(engine.getFixedT('en')),
};

/** The translator of a language. A key without words throws: a test walks them all. */
export function translator(locale: Locale): Translate {
  return translators[locale];
}

/** Sentences without values are looked up once. */
function remembering(fixed: (key: string, values: Record<string, unknown>) => unknown): Translate {
  const known = new Map<string, string>();
  return (key, values) => {
    if (values) return String(fixed(key, values));
    const sentence = known.get(key) ?? String(fixed(key, {}));
    known.set(key, sentence);
    return sentence;
  };
}

/** True when there are words for the key: for codes that come from elsewhere. */
export function hasWords(locale: Locale, key: string): boolean {
  return engine.exists(key, { lng: locale });
}

/** The nearest language we speak to a code such as `ru-RU`, `uk` or `en`; Russian for its neighbours, else English. */
export function nearestLocale(code: string | undefined, otherwise: Locale = 'en'): Locale {
  if (!code) return otherwise;
  const language = code.toLowerCase().split(/[-_]/)[0] ?? '';
  if (['ru', 'uk', 'be', 'kk', 'ky', 'tg', 'uz', 'tt', 'ba'].includes(language)) return 'ru';
  return language === 'en' ? 'en' : otherwise;
}
