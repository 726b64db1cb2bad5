import type { CountryCode } from 'libphonenumber-js';
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * A phone as E.164 (`+79990000001`), or null when it cannot be one. National numbers are read as of `country`; messengers
 * drop the plus of international ones, so that reading is tried too. Possible is enough: ranges change faster than tables.
 */
export function toE164(typed: string, country: string): string | null {
  const text = typed.trim();
  if (text.length > 40 || /[a-zа-яё]/i.test(text)) return null;
  const home: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  const digits = text.replace(/\D/g, '');
  return possible(text, home) ?? possible(`+${digits}`, undefined);
}

function possible(text: string, country: CountryCode | undefined): string | null {
  const phone = parsePhoneNumberFromString(text, country);
  return phone?.isPossible() ? phone.number : null;
}
