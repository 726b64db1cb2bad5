import type { TicketKind } from '#api/tickets/policy.ts';

/** What people write in. `share` is out of a hundred; `months` when it has a season. */
export type Complaint = {
  category: string;
  kind: TicketKind;
  share: number;
  place: 'flat' | 'common-area' | 'grounds';
  trade: string | null;
  texts: { ru: string; en: string }[];
  reports: { ru: string; en: string }[];
  months?: number[];
  needsLift?: true;
};

const both = (ru: string, en: string) => ({ ru, en });

export const complaints: Complaint[] = [
  {
    category: 'plumbing',
    kind: 'technical',
    share: 14,
    place: 'flat',
    trade: 'plumber',
    texts: [
      both('Течёт кран на кухне, капает всю ночь.', 'The kitchen tap leaks, it drips all night.'),
      both('Под раковиной мокро, подтекает труба.', 'It is wet under the sink, the pipe seeps.'),
      both('Слабый напор холодной воды с утра.', 'Weak cold water pressure since the morning.'),
      both('Полотенцесушитель холодный вторую неделю.', 'The towel rail has been cold for two weeks.'),
    ],
    reports: [
      both('Заменили прокладку, проверили: не течёт.', 'Replaced the washer, checked: no leak.'),
      both('Подтянули соединение, заменили гибкую подводку.', 'Tightened the joint, replaced the hose.'),
    ],
  },
  {
    category: 'sewage',
    kind: 'technical',
    share: 7,
    place: 'flat',
    trade: 'plumber',
    texts: [
      both('Засор в ванной, вода не уходит.', 'The bath drain is clogged, water stands.'),
      both('Неприятный запах из стояка.', 'A bad smell from the riser.'),
    ],
    reports: [both('Прочистили, вода уходит свободно.', 'Cleared, water runs freely.')],
  },
  {
    category: 'electricity',
    kind: 'technical',
    share: 19,
    place: 'flat',
    trade: 'electrician',
    texts: [
      both('Не горит свет на лестничной площадке.', 'The landing light does not work.'),
      both('Выбивает автомат, когда включаю плиту.', 'The breaker trips when I turn on the stove.'),
      both('Искрит розетка в коридоре.', 'The socket in the hall sparks.'),
    ],
    reports: [
      both('Заменили лампу и патрон.', 'Replaced the lamp and its holder.'),
      both('Заменили автомат, нагрузка в норме.', 'Replaced the breaker, the load is fine.'),
    ],
  },
  {
    category: 'windows',
    kind: 'technical',
    share: 8,
    place: 'common-area',
    trade: 'carpenter',
    texts: [
      both('Разбито стекло между вторым и третьим этажом.', 'A broken pane between the second and third floor.'),
      both('Не закрывается окно в подъезде, дует.', 'The entrance window does not close, it is draughty.'),
    ],
    reports: [both('Стекло заменено.', 'The pane was replaced.')],
  },
  {
    category: 'intercom',
    kind: 'technical',
    share: 7,
    place: 'common-area',
    trade: 'electrician',
    texts: [
      both(
        'Не работает домофон, дверь не открыть из квартиры.',
        'The intercom is dead, I cannot open the door from the flat.',
      ),
      both('Дверь подъезда хлопает, сломан доводчик.', 'The entrance door slams, the closer is broken.'),
    ],
    reports: [both('Отрегулировали доводчик, домофон проверен.', 'Adjusted the closer, checked the intercom.')],
  },
  {
    category: 'cleaning',
    kind: 'technical',
    share: 9,
    place: 'common-area',
    trade: 'cleaner',
    texts: [
      both('В подъезде не убирали неделю.', 'Nobody has cleaned the entrance for a week.'),
      both('Мусор у лифта после ремонта соседей.', 'Rubbish by the lift after the neighbours’ repairs.'),
    ],
    reports: [both('Убрано, график уборки висит у входа.', 'Cleaned; the schedule hangs by the door.')],
  },
  {
    category: 'grounds',
    kind: 'technical',
    share: 4,
    place: 'grounds',
    trade: 'cleaner',
    texts: [both('Во дворе сломана качель, торчит болт.', 'The swing in the yard is broken, a bolt sticks out.')],
    reports: [both('Починили, болт закрыт колпачком.', 'Repaired, the bolt is capped.')],
  },
  {
    category: 'lift',
    kind: 'technical',
    share: 4,
    place: 'common-area',
    trade: 'lift-mechanic',
    needsLift: true,
    texts: [both('Лифт стоит на пятом этаже, двери открыты.', 'The lift stands on the fifth floor, doors open.')],
    reports: [both('Лифт запущен, заменён датчик дверей.', 'The lift runs, the door sensor was replaced.')],
  },
  {
    category: 'heating',
    kind: 'technical',
    share: 8,
    place: 'flat',
    trade: 'plumber',
    months: [1, 2, 3, 4, 10, 11, 12],
    texts: [
      both('Батарея в спальне чуть тёплая.', 'The bedroom radiator is barely warm.'),
      both('Шумит стояк отопления по ночам.', 'The heating riser is noisy at night.'),
    ],
    reports: [both('Спустили воздух, батарея прогрелась.', 'Bled the radiator, it is hot now.')],
  },
  {
    category: 'charges',
    kind: 'billing',
    share: 8,
    place: 'flat',
    trade: null,
    texts: [
      both('Почему за горячую воду больше, чем в прошлом месяце?', 'Why is hot water more than last month?'),
      both('Оплатила квитанцию, а долг не ушёл.', 'I paid the bill and the debt is still there.'),
    ],
    reports: [
      both(
        'Проверили: начислено по показаниям, расчёт приложен к ответу.',
        'Checked: charged by the reading, the sum is in the answer.',
      ),
      both('Платёж зачислен на следующий день.', 'The payment arrived the next day.'),
    ],
  },
  {
    category: 'meters',
    kind: 'billing',
    share: 6,
    place: 'flat',
    trade: null,
    texts: [
      both(
        'Заменили счётчик горячей воды, как передать новый номер?',
        'The hot water meter was replaced, how do I tell you its number?',
      ),
    ],
    reports: [both('Новый счётчик внесён, показания приняты.', 'The new meter is on file, the reading is in.')],
  },
  {
    category: 'papers',
    kind: 'general',
    share: 6,
    place: 'flat',
    trade: null,
    texts: [both('Нужна справка об отсутствии задолженности.', 'I need a certificate of no debt.')],
    reports: [both('Справка готова, её можно забрать в офисе.', 'The certificate is ready at the office.')],
  },
  {
    category: 'complaint',
    kind: 'general',
    share: 3,
    place: 'flat',
    trade: null,
    texts: [both('Соседи сверху шумят после одиннадцати.', 'The neighbours above are noisy after eleven.')],
    reports: [
      both('Поговорили с соседями, напомнили правила.', 'Spoke with the neighbours and reminded them of the rules.'),
    ],
  },
];

export const emergency: Complaint = {
  category: 'emergency-flood',
  kind: 'technical',
  share: 2,
  place: 'flat',
  trade: 'emergency',
  texts: [both('Топит сверху, вода течёт по стене!', 'Water pours from above, down the wall!')],
  reports: [
    both(
      'Стояк перекрыт за 15 минут, лопнувший шланг заменён.',
      'The riser was shut in 15 minutes, the burst hose replaced.',
    ),
  ],
};

export const questions = [
  both('Когда вы будете дома? Нужен доступ в квартиру.', 'When are you at home? We need to get in.'),
  both('Пришлите, пожалуйста, фото с этикеткой.', 'Please send a photo with the label.'),
];
export const answers = [
  both('Сегодня после 18:00 и завтра до обеда.', 'Today after 6 pm and tomorrow morning.'),
  both('Буду дома весь вечер.', 'At home all evening.'),
];
export const returns = [both('Опять то же самое, не помогло.', 'The same again, it did not help.')];
export const rejections = [
  both(
    'Это имущество собственника: подскажем, кто сделает платно.',
    'This belongs to the owner: we can name a paid service.',
  ),
];
