import type { Danger } from '#api/company/emergency.ts';
import type { TicketKind } from './policy.ts';

/** A category as the house comes with it. `words` are beginnings of words that point to it, `ё` written as `е`. */
export type DefaultCategory = {
  code: string;
  kind: TicketKind;
  names: { ru: string; en: string };
  trade: string | null;
  isEmergency: boolean;
  /** Whom to call first. */
  danger: Danger | null;
  words: string[];
};

type Words = [ru: string, en: string, words: string];

const dangerOf: Record<string, Danger> = {
  'emergency-flood': 'flood',
  'emergency-gas': 'gas',
  'emergency-fire': 'fire',
  'emergency-lift': 'stuck',
  'emergency-power': 'power',
};

/** The default classifier, in the order it is offered. */
export const defaultCategories: DefaultCategory[] = [
  ...emergencies({
    'emergency-flood': [
      'Затопление',
      'Flooding',
      'затоп,топит,заливает,прорвало,потоп,flood,flooding,burst,хлещет вод',
    ],
    'emergency-gas': ['Запах газа', 'Smell of gas', 'пахнет газ,запах газ,утечка газ,smell gas,gas leak'],
    'emergency-fire': ['Пожар, дым', 'Fire, smoke', 'пожар,горит кварт,горит подъезд,задымлен,fire,smoke'],
    'emergency-lift': ['Люди в лифте', 'People stuck in the lift', 'застрял,застряли,stuck lift,stuck elevator'],
    'emergency-power': ['Нет света в подъезде', 'No power in the entrance', 'искрит,обесточ,sparks,power outage'],
  }),
  ...technical({
    plumbing: [
      'plumber',
      'Вода',
      'Water',
      'вод,кран,труб,смесител,сантехник,течет,протечк,бойлер,water,tap,faucet,pipe,leak,plumb',
    ],
    sewage: ['plumber', 'Канализация', 'Sewage', 'канализац,засор,унитаз,слив,стояк,toilet,drain,clog,sewage,sewer'],
    electricity: [
      'electrician',
      'Электрика',
      'Electricity',
      'розетк,электр,свет,лампоч,провод,выбива,автомат,light,socket,outlet,electric,wiring,bulb',
    ],
    heating: ['plumber', 'Отопление', 'Heating', 'отоплен,батаре,радиатор,холодно,тепло,heating,radiator,cold room'],
    gas: ['gas-fitter', 'Газ', 'Gas', 'газ,плита,gas,stove'],
    lift: ['lift-mechanic', 'Лифт', 'Lift', 'лифт,lift,elevator'],
    intercom: [
      'electrician',
      'Домофон и двери',
      'Intercom and doors',
      'домофон,дверь,доводчик,замок,intercom,door,lock',
    ],
    windows: [
      'carpenter',
      'Окна и конструкции',
      'Windows and structure',
      'окно,окна,стекл,крыш,подоконник,трещин,window,glass,roof,ceiling,crack',
    ],
    ventilation: ['plumber', 'Вентиляция', 'Ventilation', 'вентиляц,вытяжк,ventilation,vent'],
    'rubbish-chute': ['cleaner', 'Мусоропровод', 'Rubbish chute', 'мусоропровод,chute'],
    cleaning: [
      'cleaner',
      'Уборка',
      'Cleaning',
      'уборк,грязн,мусор,убрат,снег,налед,cleaning,dirty,trash,rubbish,garbage,snow',
    ],
    grounds: ['cleaner', 'Благоустройство', 'Grounds', 'двор,площадк,газон,дерев,парковк,yard,playground,tree,parking'],
    cameras: ['electrician', 'Видеонаблюдение', 'Cameras', 'камер,видеонаблюд,camera,cctv'],
    other: ['handyman', 'Другое', 'Something else', ''],
  }),
  ...plain('billing', {
    charges: [
      'Начисления и оплата',
      'Charges and payments',
      'начислен,оплат,квартплат,перерасчет,тариф,charge,payment,tariff,bill',
    ],
    meters: ['Счётчики', 'Meters', 'счетчик,показан,поверк,meter,reading'],
    receipt: ['Получение квитанции', 'Getting the bill', 'квитанц,receipt,invoice'],
    dispute: ['Несогласие со счётом', 'Disputed bill', ''],
    debt: ['Задолженность', 'Debt', 'долг,задолжен,пени,debt,arrears,late fee'],
    'billing-other': ['Другое', 'Something else', ''],
  }),
  ...plain('general', {
    papers: ['Справки и документы', 'Papers and certificates', 'справк,выписк,документ,certificate,document,paper'],
    acts: ['Акты', 'Inspection acts', 'акт,осмотр,inspection'],
    access: ['Доступ и пропуска', 'Access and passes', 'пропуск,ключ,доступ,брелок,pass,key,access,fob'],
    complaint: ['Жалоба', 'Complaint', 'жалоб,шум,сосед,complain,noise,noisy,neighbour,neighbor'],
    thanks: ['Благодарность', 'Thanks', 'спасибо,благодар,thank'],
    proposal: ['Предложение', 'Proposal', 'предлож,предлаг,suggest,propos'],
    'general-other': ['Другое', 'Something else', ''],
  }),
];

function emergencies(rows: Record<string, Words>): DefaultCategory[] {
  return Object.entries(rows).map(([code, [ru, en, list]]) => ({
    ...category(code, 'technical', ru, en, 'emergency', list),
    isEmergency: true,
    danger: dangerOf[code] ?? null,
  }));
}

function technical(rows: Record<string, [trade: string, ...Words]>): DefaultCategory[] {
  return Object.entries(rows).map(([code, [trade, ru, en, list]]) => category(code, 'technical', ru, en, trade, list));
}

function plain(kind: 'billing' | 'general', rows: Record<string, Words>): DefaultCategory[] {
  return Object.entries(rows).map(([code, [ru, en, list]]) => category(code, kind, ru, en, null, list));
}

function category(
  code: string,
  kind: TicketKind,
  ru: string,
  en: string,
  trade: string | null,
  list: string,
): DefaultCategory {
  const words = list === '' ? [] : list.split(',');
  return { code, kind, names: { ru, en }, trade, isEmergency: false, danger: null, words };
}
