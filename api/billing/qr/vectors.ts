/** Payment QRs as they are met, private names replaced, and what each says. Data for the tests of the readers. */
export const gostVectors: {
  text: string;
  encoding: 'utf8' | 'win1251' | 'koi8-r';
  says: Record<string, string>;
  sumMinor?: bigint;
  period?: string;
}[] = [
  {
    text: 'ST00012|Name=ТСЖ Новая Жизнь|PersonalAcc=40703810152090000488|BankName=ЮГО-ЗАПАДНЫЙ БАНК ПАО СБЕРБАНК|BIC=046015602|CorrespAcc=30101810600000000602|PayeeINN=6164206387|LastName=Иванов|FirstName=Вячеслав|MiddleName=Михайлович|Purpose=Оплата членского взноса|PayerAddress=г.Ростов-на-Дону ул Ленина 1 кв.3|Sum=100',
    encoding: 'utf8',
    says: { Name: 'ТСЖ Новая Жизнь', PersonalAcc: '40703810152090000488', PayeeINN: '6164206387', LastName: 'Иванов' },
    sumMinor: 100n,
  },
  {
    text: 'ST00012|Name=ООО "ИВЦ-Ижевск"|PersonalAcc=40702810268000010356|BankName=Сбербанк Удмуртское отделение №8618|BIC=049401601|CorrespAcc=30101810400000000601|PayeeINN=1841008627|PersAcc=210042076|Sum=299441|PayerAddress=Г.ИЖЕВСК, УЛ. РАКЕТНАЯ Д.42 КВ.76|PaymPeriod=0521|LastName=ИВАНОВ|FirstName=А.|MiddleName=Ф.|UIN=20МВ875415-07-1051|TechCode=02',
    encoding: 'utf8',
    says: { PersAcc: '210042076', UIN: '20МВ875415-07-1051', TechCode: '02', Name: 'ООО "ИВЦ-Ижевск"' },
    sumMinor: 299_441n,
    period: '2021-05',
  },
  ...(['utf8', 'win1251'] as const).map((encoding) => ({
    text: 'ST00011|Name=ООО «УК ЭкоГрад»|PersonalAcc=40902830202010056769|BankName=ПАО СБЕРБАНК|BIC=048073601|CorrespAcc=30102110300320000206|PayeeINN=0524967340|persAcc=5018435412|payerAddress=ул.Ивана Спатара, д.14, кв.32|lastName=Иванов|firstName=Иван|middleName=Иванович|Sum=12351',
    encoding,
    says: { Name: 'ООО «УК ЭкоГрад»', PayeeINN: '0524967340', PersAcc: '5018435412', MiddleName: 'Иванович' },
    sumMinor: 12_351n,
  })),
  {
    text: 'ST00011|Name=ООО "УК Пример"|PersonalAcc=40702810952090030727|BankName=ПАО Сбербанк|BIC=046015602|CorrespAcc=30101810600000000602|Sum=381630|Purpose=Оплата за ЖКУ|PayeeINN=6168108630|PayerINN=|KPP=616801001|lastName=Иванов|firstName=Сергей|middleName=Валерьевич|payerAddress=344038, Ростовская обл, г Ростов-на-Дону, пр-кт Ленина, д. 85, к. 3, кв. 27|persAcc=987654331|paymPeriod=042026|category=001',
    encoding: 'win1251',
    says: {
      PayerINN: '',
      PayerAddress: '344038, Ростовская обл, г Ростов-на-Дону, пр-кт Ленина, д. 85, к. 3, кв. 27',
      Category: '001',
      PersAcc: '987654331',
    },
    sumMinor: 381_630n,
    period: '2026-04',
  },
  {
    text: "ST00012|Name=ООО 'Служба 100'|PersonalAcc=40703810552090063242|BankName=Юго-Западный Банк ПАО 'Сбербанк России'|BIC=046025302|CorrespAcc=30102110600000000602|Sum=171505|PayeeINN=6368082584|DocDate=2023-07-28|lastName=ИВАНОВ|firstName=ИВАН|middleName=ИВАНОВИЧ|payerAddress=Малюгина, дом № 14, кв. 125|persAcc=97472855|paymPeriod=07.2023|category=0|serviceName=30581|Fine=0",
    encoding: 'utf8',
    says: { DocDate: '2023-07-28', ServiceName: '30581', Category: '0', PersAcc: '97472855' },
    sumMinor: 171_505n,
    period: '2023-07',
  },
  {
    text: 'ST00012|Name=ООО «Три кита»|PersonalAcc=40702810138250123017|BankName=ОАО "БАНК"|BIC=044525225|CorrespAcc=30101810965770000413|',
    encoding: 'utf8',
    says: { Name: 'ООО «Три кита»', CorrespAcc: '30101810965770000413' },
  },
  {
    text: 'ST00013#Name=ООО "Дом|Сад"#PERSONALACC=40702810138250123017#Sum=4338,61#PaymPeriod=202611',
    encoding: 'koi8-r',
    says: { Name: 'ООО "Дом|Сад"', PersonalAcc: '40702810138250123017' },
    sumMinor: 433_861n,
    period: '2026-11',
  },
  {
    text: 'ST00012|Name=УК Пример|Sum=1 250.5|PaymPeriod=09.2026',
    encoding: 'win1251',
    says: { Name: 'УК Пример' },
    sumMinor: 125_050n,
    period: '2026-09',
  },
];

/** No QRs of the norm. */
export const notGost = [
  'ST0012|field1=Hello',
  'ST00014|Name=A',
  'ST00022|Name=A',
  'st00012|Name=A',
  'ST00012Name=A',
  '',
  'ST',
];

/** Keys that agree and keys that do not: account and bank code. */
export const accountVectors = [
  { account: '40702810138250123017', bic: '044525225', fits: true },
  { account: '40703810152090000488', bic: '046015602', fits: true },
  { account: '40702810200000012345', bic: '044525225', fits: true },
  { account: '40702810200000012346', bic: '044525225', fits: false },
  { account: '40702810138250123017', bic: '044525226', fits: false },
  { account: '4070281020000001234', bic: '044525225', fits: false },
];
export const corrVectors = [
  { account: '30101810600000000602', bic: '046015602', fits: true },
  { account: '30101810400000000225', bic: '044525225', fits: true },
  { account: '30101810400000000226', bic: '044525225', fits: false },
];

export const epcVectors = [
  {
    text: 'BCD\n001\n1\nSCT\nBPOTBEB1\nRed Cross\nBE72000000001616\nEUR1\nCHAR\n\nUrgency fund\nSample EPC QR Code',
    says: {
      bic: 'BPOTBEB1',
      name: 'Red Cross',
      iban: 'BE72000000001616',
      amountMinor: 100n,
      purposeCode: 'CHAR',
      text: 'Urgency fund',
      info: 'Sample EPC QR Code',
    },
  },
  {
    text: 'BCD\n001\n1\nSCT\nGIBAATWW\nMax Mustermann\nAT682011131032423628\nEUR1456.89\n\n457845789452\n\nDiverse Autoteile, Re 789452 KN 457845',
    says: {
      bic: 'GIBAATWW',
      iban: 'AT682011131032423628',
      amountMinor: 145_689n,
      reference: '457845789452',
      info: 'Diverse Autoteile, Re 789452 KN 457845',
    },
  },
  {
    text: 'BCD\n001\n1\nSCT\nBFSWDE33XXX\nÄrzte ohne Grenzen e.V.\nDE72370205000009709700\nEUR100\n\n\nSpende\nDanke für Ihre Spende',
    says: { name: 'Ärzte ohne Grenzen e.V.', amountMinor: 10_000n, text: 'Spende', info: 'Danke für Ihre Spende' },
  },
  {
    text: 'BCD\n002\n1\nSCT\n\nRed Cross of Belgium\nBE72000000001616\nEUR123.45\n\n\nUrgency fund\nSample QR code',
    says: { bic: '', name: 'Red Cross of Belgium', amountMinor: 12_345n, text: 'Urgency fund' },
  },
];
