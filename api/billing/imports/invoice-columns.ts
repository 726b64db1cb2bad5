import type { ImportColumn } from '#api/imports/target.ts';

/** The columns of invoices.csv, one row a line of a bill, and what the programs of others call them. */
export const invoiceColumns: readonly ImportColumn[] = [
  { key: 'account_number', isRequired: true, synonyms: ['account', 'лицевой счет', 'лс', 'номер лс', 'л с'] },
  { key: 'payee', isRequired: false, synonyms: ['получатель', 'код получателя'] },
  { key: 'period', isRequired: true, kind: 'period', synonyms: ['month', 'период', 'месяц', 'расчетный период'] },
  { key: 'issue_date', isRequired: false, kind: 'date', synonyms: ['issued_on', 'дата счета', 'дата документа'] },
  { key: 'due_date', isRequired: true, kind: 'date', synonyms: ['due_on', 'срок оплаты', 'оплатить до'] },
  {
    key: 'document_number',
    isRequired: false,
    synonyms: ['invoice_number', 'number', 'номер счета', 'номер документа', 'номер пд', '№ пд'],
  },
  { key: 'service_code', isRequired: false, synonyms: ['код услуги'] },
  { key: 'service_name', isRequired: true, synonyms: ['service', 'услуга', 'наименование услуги', 'вид услуги'] },
  { key: 'group', isRequired: false, synonyms: ['группа', 'группа услуг'] },
  { key: 'unit', isRequired: false, synonyms: ['measure', 'ед изм', 'единица измерения', 'ед'] },
  { key: 'volume', isRequired: false, kind: 'number', synonyms: ['quantity', 'объем', 'количество', 'расход'] },
  { key: 'volume_method', isRequired: false, synonyms: ['method', 'способ', 'способ определения объема'] },
  { key: 'tariff', isRequired: false, kind: 'number', synonyms: ['rate', 'price', 'тариф', 'цена'] },
  { key: 'charged', isRequired: true, kind: 'number', synonyms: ['amount', 'начислено', 'всего начислено'] },
  { key: 'recalculation', isRequired: false, kind: 'number', synonyms: ['перерасчет', 'перерасчеты'] },
  {
    key: 'recalculation_reason',
    isRequired: false,
    synonyms: ['основание перерасчета', 'основания перерасчетов', 'причина перерасчета'],
  },
  { key: 'benefit', isRequired: false, kind: 'number', synonyms: ['discount', 'льгота', 'льготы', 'субсидия'] },
  { key: 'penalty', isRequired: false, kind: 'number', synonyms: ['late_fee', 'пени', 'неустойка'] },
  { key: 'debt', isRequired: false, kind: 'number', synonyms: ['opening', 'долг', 'задолженность', 'сальдо нач'] },
  { key: 'paid', isRequired: false, kind: 'number', synonyms: ['оплачено', 'оплата'] },
  { key: 'to_pay', isRequired: false, kind: 'number', synonyms: ['total', 'к оплате', 'итого к оплате', 'сальдо кон'] },
];
