import { expect, it } from 'vitest';
import { findDanger } from './danger.ts';

it.each([
  ['пахнет газом', 'gas'],
  ['В подъезде запах газа!!!', 'gas'],
  ['газ', 'gas'],
  ['I can smell gas in the hall', 'gas'],
  ['gas leak', 'gas'],
  ['Нас топит сверху', 'flood'],
  ['Прорвало трубу', 'flood'],
  ['соседи ЗАЛИВАЮТ... заливает кухню', 'flood'],
  ['The bathroom is flooding', 'flood'],
  ['a pipe burst', 'flood'],
  ['пожар', 'fire'],
  ['из щитка идёт дым', 'fire'],
  ['горит мусоропровод', 'fire'],
  ['there is smoke on the stairs', 'fire'],
  ['Fire!', 'fire'],
  ['мы застряли в лифте', 'stuck'],
  ['My son is stuck in the elevator', 'stuck'],
  ['розетка искрит', 'power'],
  ['sparks from the socket', 'power'],
])('%s → %s', (text, danger) => {
  expect(findDanger(text)).toBe(danger);
});

it.each([
  'подстригите газон',
  'принесли газету',
  'газировка пролилась',
  'gasoline smell? no: gasket',
  'газ 512',
  'хв 418 гв 292 газ 33',
  'когда замена счётчика газа?',
  'не работает газовая плита',
  'my gas bill is wrong',
  'батарея не топит',
  'плохо топит',
  'не горит лампочка на этаже',
  'горит индикатор домофона',
  'пожарный выход закрыт',
  'the fire door does not close',
  'smoke detector battery',
  'neighbours smoke on the landing',
  'дымоход',
  'window is stuck',
  'ключ застрял в двери',
  'отопительный сезон',
  'fireplace',
  '',
])('«%s» is no danger', (text) => {
  expect(findDanger(text)).toBeNull();
});
