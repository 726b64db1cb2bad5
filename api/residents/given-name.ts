const patronymic = /(ович|евич|ич|овна|евна|ична|инична|оглы|кызы)$/i;
const russianSurname = /(ов|ова|ев|ева|ёв|ёва|ин|ина|ын|ына|ский|ская|цкий|цкая|ко|ук|юк|ян|дзе|швили|ых|их)$/i;

/**
 * How to address a person whose full name is known: the given name of `Ветрова Анна Сергеевна`, `Анна Ветрова`,
 * `Anna Vetrova` or `Vetrova, Anna`. What does not look like a name of a person stays as it was typed.
 */
export function givenNameOf(fullName: string): string {
  const whole = fullName.trim().replace(/\s+/g, ' ');
  if (!/^[\p{L}\p{M}'’.,\- ]+$/u.test(whole)) return whole;
  const afterComma = /^[^,]+,\s*(.+)$/.exec(whole)?.[1];
  if (afterComma) return firstWord(afterComma);
  const [first = whole, second, third] = whole.split(' ');
  if (second === undefined) return first;
  if (third !== undefined && patronymic.test(third)) return second;
  if (third === undefined && patronymic.test(second) && !russianSurname.test(second)) return first;
  const surnameFirst =
    /^\p{Script=Cyrillic}/u.test(first) && russianSurname.test(first) && !russianSurname.test(second);
  return surnameFirst && !second.includes('.') ? second : first;
}

function firstWord(text: string): string {
  return text.split(' ')[0] ?? text;
}
