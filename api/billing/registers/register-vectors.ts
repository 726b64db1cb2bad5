/** Files as banks send them (invented people), and what must be read in them; the broken ones with their refusal. */
export const sberFile = `12-11-2026;10-10-10;5278;5278;601234567890ABCD;0000500111;ИВАНОВ ИВАН ИВАНОВИЧ;ПР-Д ПРИМЕРНЫЙ Д.1 КВ.11;1026;4338,61;4295,22;43,39;1
12-11-2026;10-12-44;5278;5278;601234567891ABCD;0000500112;ПЕТРОВ П. П.;ПР-Д ПРИМЕРНЫЙ Д.1 КВ.12;1026;358,94;355,35;3,59;1
=2;4697,55;4650,57;46,98;558220;13-11-2026
`;

export const sberWithoutChannel = sberFile.replaceAll(/;1$/gm, '');

export const sberPairsFile = `8038;0123;5278;12/11/2026;1500,50;15,00;;CLIENTNO:210042076;CLIENTDOCNO:7;method_pay:card;CounterVal_2:45;CounterVal_1:123
8038;0123;5279;12/11/2026;99.00;;;CLIENTNO:210042077;method_pay:cash
`;

export const bankExchangeFile = `1CClientBankExchange
ВерсияФормата=1.03
Кодировка=Windows
Отправитель=Банк-клиент
ДатаНачала=12.11.2026
ДатаКонца=12.11.2026
РасчСчет=40702810200000012345
СекцияРасчСчет
ДатаНачала=12.11.2026
ДатаКонца=12.11.2026
РасчСчет=40702810200000012345
НачальныйОстаток=100000.00
ВсегоПоступило=6702.55
ВсегоСписано=500.00
КонечныйОстаток=106202.55
КонецРасчСчет
СекцияДокумент=Платежное поручение
Номер=15
Дата=11.11.2026
Сумма=1005.00
ПлательщикСчет=40817810900000000001
ПлательщикИНН=
Плательщик1=Иванов Иван Иванович
ПолучательСчет=40702810200000012345
ДатаПоступило=12.11.2026
НазначениеПлатежа=Оплата ЖКУ ЛС 0000 500 111 за 10.2026; сумма=1005=00, кв. 11
КонецДокумента
СекцияДокумент=Платежное поручение
Номер=16
Дата=12.11.2026
Сумма=4697.55
ПлательщикСчет=30232810000000000001
Плательщик1=ПАО СБЕРБАНК
ПолучательСчет=40702810200000012345
ДатаПоступило=12.11.2026
НазначениеПлатежа=Перевод по реестру EPS103960652230_1100940211_7700000009_40702810200000012345_493.y08
КонецДокумента
СекцияДокумент=Платежное поручение
Номер=17
Дата=12.11.2026
Сумма=1000.00
ПлательщикСчет=40817810900000000002
Плательщик1=Петров Пётр
ПолучательСчет=40702810200000012345
ДатаПоступило=12.11.2026
НазначениеПлатежа=за квартиру
КонецДокумента
СекцияДокумент=Платежное поручение
Номер=3
Дата=12.11.2026
Сумма=500.00
ПлательщикСчет=40702810200000012345
ДатаСписано=12.11.2026
Плательщик1=ООО УК
ПолучательСчет=40702810000000000009
НазначениеПлатежа=За связь
КонецДокумента
КонецФайла
`;

export const yookassaFile = `РЕЕСТР ПЛАТЕЖЕЙ ПО ДОГОВОРУ НЭК.123456.01
Дата платежей: 2026-11-12
Идентификатор платежа;Сумма платежа;Валюта платежа;Сумма за вычетом комиссии и НДС;Сумма комиссии без НДС;Описание;НДС с комиссии
2d1f0f0a-000f-5000-8000-18db351245c7;1000.00;RUB;966.40;27.54;ЛС 0000500111, 11.2026;6.06
2d1f0f0a-000f-5000-8000-18db351245c8;500.00;RUB;483.20;13.77;Пополнение;3.03

Сумма принятых платежей: 1500.00 RUB
Число платежей: 2
`;

/** Each file broken in one place, and what it is refused with. */
export const brokenRegisters: readonly [name: string, text: string, code: string][] = [
  ['Sber without totals', sberFile.replace(/^=.*\n/m, ''), 'register.totals-missing'],
  ['Sber with a row lost', sberFile.replace(/^.*500112.*\n/m, ''), 'register.totals-disagree'],
  ['Sber with a kopeck lost', sberFile.replace('358,94', '358,93'), 'register.totals-disagree'],
  ['Sber with the transfer changed', sberFile.replace('4295,22', '4295,23'), 'register.totals-disagree'],
  ['Sber with another count', sberFile.replace('=2;', '=3;'), 'register.totals-disagree'],
  ['Sber with a sum of words', sberFile.replace('358,94', 'abc'), 'register.broken'],
  ['Sber with a day that is none', sberFile.replace('12-11-2026;10-12', '31-02-2026;10-12'), 'register.broken'],
  ['Sber with a payment below zero', sberFile.replace('358,94', '-358,94'), 'register.broken'],
  ['pairs with totals that disagree', `${sberPairsFile}=2;1599,51\n`, 'register.totals-disagree'],
  ['a statement cut off', bankExchangeFile.replace('КонецФайла', ''), 'register.totals-missing'],
  [
    'a statement with a document lost',
    bankExchangeFile.replace('Сумма=1005.00', 'Сумма=1004.00'),
    'register.totals-disagree',
  ],
  ['YooKassa with another sum', yookassaFile.replace('1500.00 RUB', '1500.01 RUB'), 'register.totals-disagree'],
  ['YooKassa without totals', yookassaFile.replace(/^Число.*\n/m, ''), 'register.totals-missing'],
  ['a picture', '\u0089PNG', 'register.unknown-format'],
  ['a table', 'a;b;c\n1;2;3\n', 'register.unknown-format'],
  ['nothing', '', 'register.unknown-format'],
];
