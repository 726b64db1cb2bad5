import type { Request } from 'express';
import { type Locale, nearestLocale } from '#locales/translate.ts';

/** The language of whoever sent a request. */
export function localeOf(request: Request): Locale {
  return nearestLocale(request.acceptsLanguages()[0]);
}
