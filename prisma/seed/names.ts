import type { Random } from './random.ts';

/** Invented people. Any likeness is chance: first and last names are put together by lot. */
const ruWomen =
  'Алла Вероника Дарья Евгения Зинаида Инна Клавдия Любовь Маргарита Наталья Оксана Раиса Софья Таисия Ульяна Юлия'.split(
    ' ',
  );
const ruMen =
  'Антон Борислав Вадим Георгий Емельян Захар Игнат Константин Леонид Матвей Назар Прохор Родион Степан Тимофей Эдуард'.split(
    ' ',
  );
const ruLast =
  'Берестов Вишняков Горенский Дубравин Ельников Журавин Зимовьев Ивняков Калинин-Лесной Ландышев Малахитов Огоньков Перелесов Росинский Светлов Туманов Ульев Фонарёв Хвоин Цветаев-Поле Черёмухин Шиповников Щедринский Яблонев'.split(
    ' ',
  );
const enWomen = 'Abigail Beatrice Clara Dorothy Edith Florence Harriet Imogen Josephine Lydia Matilda Rosalind'.split(
  ' ',
);
const enMen = 'Alfred Bernard Cedric Desmond Edmund Gilbert Horace Jasper Leonard Montague Rupert Sylvester'.split(' ');
const enLast =
  'Applewhite Birchwood Copperfield-Gray Dunmore Elderberry Fernsby Goldfinch Hawthorne-Lee Inkpen Larkspur Merriweather Nightingale Oakhurst Pennyfeather Quillfeather Roxbury-Dale Silverlock Thistlewood Underhill Winterbourne'.split(
    ' ',
  );

/** A full name in a language. */
export function inventName(random: Random, locale: 'ru' | 'en'): string {
  const isWoman = random.chance(0.55);
  if (locale === 'en') return `${random.pick(isWoman ? enWomen : enMen)} ${random.pick(enLast)}`;
  const last = random.pick(ruLast);
  return `${random.pick(isWoman ? ruWomen : ruMen)} ${isWoman ? feminine(last) : last}`;
}

function feminine(last: string): string {
  return last
    .split('-')
    .map((part) =>
      part.endsWith('ский') || part.endsWith('ной')
        ? part.replace(/(ий|ой)$/, 'ая')
        : /[ая]$|е$/.test(part)
          ? part
          : `${part}а`,
    )
    .join('-');
}
