import { describe, expect, it } from 'vitest';
import { payerWords, plainAccount, readPurpose } from './read-purpose.ts';

describe('a purpose', () => {
  it.each([
    ['Оплата ЖКУ ЛС 0000500111 за 10.2026', '0000500111'],
    ['лс:0000500111', '0000500111'],
    ['л/с 0000 500 111; октябрь', '0000500111'],
    ['Л/С № 0000-500-111', '0000500111'],
    ['лицевой счёт № 0000500111, Иванов', '0000500111'],
    ['лиц.сч.0000500111', '0000500111'],
    ['по счету 0000500111 от 12.11.2026', '0000500111'],
    ['квартплата 0000500111', '0000500111'],
    ['account 0000500111 November', '0000500111'],
  ])('%s', (text, number) => {
    expect(readPurpose(text).accounts[0]).toBe(number);
  });

  it('may hold a month behind the number', () => {
    expect(readPurpose('ЛС 0000500111 10 2026').accounts).toContain('0000500111');
  });

  it('names the flat and the unified number', () => {
    expect(readPurpose('за кв. 11, ЕЛС 40ОН891234')).toMatchObject({ flat: '11', unified: ['40ОН891234'] });
    expect(readPurpose('ПР-Д ПРИМЕРНЫЙ Д.1 КВ.12')).toMatchObject({ flat: '12' });
  });

  it('of other words names nothing', () => {
    for (const text of ['за квартиру', 'перевод 12.11.2026', 'сумма 4338,61', 'квитанция 5', '']) {
      expect(readPurpose(text)).toEqual({ accounts: [], unified: [], flat: null });
    }
  });
});

it('an account cell is read without what stands before the number', () => {
  for (const cell of ['0000500111', ' ЛС 0000 500111', 'л/с№0000500111', 'Лицевой счет: 0000500111']) {
    expect(plainAccount(cell)).toBe('0000500111');
  }
});

it('a payer is a person’s account or name, never a bank', () => {
  expect(payerWords('Иванов Иван', '40817810900000000001')).toBe('40817810900000000001');
  expect(payerWords('ПАО СБЕРБАНК//ИВАНОВ Иван Иванович//1//', '30232810000000000001')).toBe('иванов иван иванович');
  expect(payerWords('ПАО СБЕРБАНК', '30232810000000000001')).toBeNull();
  expect(payerWords('', '')).toBeNull();
});
