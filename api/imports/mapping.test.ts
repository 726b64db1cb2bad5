import { describe, expect, it } from 'vitest';
import { plainDay, plainPeriod } from './days.ts';
import { missingColumns, noMapping, placeColumns, readCells } from './mapping.ts';
import { markOf, plainNumber } from './numbers.ts';

const columns = [
  { key: 'account_number', isRequired: true, synonyms: ['лицевой счет'] },
  { key: 'charged', isRequired: true, synonyms: ['начислено'], kind: 'number' as const },
  { key: 'due_date', isRequired: true, synonyms: ['срок оплаты'], kind: 'date' as const },
];

describe('columns', () => {
  it('are found by their names in any program’s words', () => {
    const form = placeColumns(columns, ['Начислено', 'ЛИЦЕВОЙ СЧЁТ', 'Срок  оплаты'], noMapping);
    expect(form.places.map(({ index }) => index)).toEqual([1, 0, 2]);
    expect(missingColumns(columns, form)).toEqual([]);
  });

  it('are where somebody says, or a fixed value', () => {
    const mapping = {
      ...noMapping,
      columns: { account_number: { heading: 'Код' }, due_date: { fixed: '15.11.2026' } },
    };
    const form = placeColumns(columns, ['Код', 'Сумма'], mapping);
    expect(missingColumns(columns, form)).toEqual(['charged']);
    const read = readCells(form, ['0001', '5']);
    expect(read).toEqual({ cells: { account_number: '0001', charged: '', due_date: '2026-11-15' } });
  });

  it('can be left empty on purpose', () => {
    const form = placeColumns(columns, ['charged', 'account_number'], { ...noMapping, columns: { charged: null } });
    expect(readCells(form, ['5', '1'])).toMatchObject({ cells: { charged: '', account_number: '1' } });
  });
});

describe('numbers', () => {
  it.each([
    [['1 234,56', '5', '0,5'], ','],
    [['1234.56', '12.5'], '.'],
    [['1.234,56'], ','],
    [['1,234.56'], '.'],
    [['1.234.567'], ','],
    [['1,234', '2.5'], '.'],
    [['1,234'], ','],
    [['5', ''], null],
  ])('%j have the mark %s', (values, mark) => expect(markOf(values)).toBe(mark));

  it.each([
    ['1 234,56', ',', '1234.56'],
    ['1.234,56', ',', '1234.56'],
    ['1,234.56', '.', '1234.56'],
    ['-5', '.', '-5'],
    ['−5,10', ',', '-5.10'],
    ['12.5', ',', 'mixed'],
    ['1234,5', '.', 'mixed'],
    ['1,2,3', '.', null],
    ['5 р', '.', null],
    ['=1+1', '.', null],
  ] as const)('%s in a column of %s is %s', (text, mark, plain) => expect(plainNumber(text, mark)).toBe(plain));
});

describe('days and months', () => {
  it.each([
    ['2026-05-31', 'auto', '2026-05-31'],
    ['31.05.2026 10:12:00', 'auto', '2026-05-31'],
    ['5/31/2026', 'mdy', '2026-05-31'],
    ['5/31/2026', 'auto', null],
    ['20260531', 'auto', '2026-05-31'],
    ['31.02.2026', 'auto', null],
    ['2026-05-31', 'dmy', null],
  ] as const)('%s as %s is %s', (text, form, day) => expect(plainDay(text, form)).toBe(day));

  it.each([
    ['2026-10', '2026-10'],
    ['10.2026', '2026-10'],
    ['Октябрь 2026 г.', '2026-10'],
    ['мая 2026', '2026-05'],
    ['март 2026', '2026-03'],
    ['Oct 2026', '2026-10'],
    ['1026', '2026-10'],
    ['2026-10-05', '2026-10'],
    ['13.2026', null],
    ['осень 2026', null],
  ])('%s is the month %s', (text, period) => expect(plainPeriod(text, 'auto')).toBe(period));
});
