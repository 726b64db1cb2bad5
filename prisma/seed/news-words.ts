import type { DemoPost, NewsPlan } from './news.ts';

const post = (ru: [string, string], en: [string, string], months?: number[]): DemoPost => ({
  ru: { title: ru[0], body: ru[1] },
  en: { title: en[0], body: en[1] },
  ...(months ? { months } : {}),
});

const common: DemoPost[] = [
  post(
    [
      'Замена лифта во 2-м подъезде',
      'Со вторника меняем кабину лифта. Работы займут три недели, с 9 до 18. Грузовой лифт работает.',
    ],
    [
      'Lift replacement in entrance 2',
      'From Tuesday we replace the lift car. It takes three weeks, 9 am to 6 pm. The goods lift works.',
    ],
  ),
  post(
    [
      'Передайте показания до 25-го',
      'Приём показаний счётчиков открыт с 15 по 25 число. Это можно сделать прямо в этом чате.',
    ],
    [
      'Send your readings by the 25th',
      'Meter readings are taken from the 15th to the 25th. You can send them in this very chat.',
    ],
  ),
  post(
    [
      'Новый график уборки подъездов',
      'Влажная уборка теперь по понедельникам и четвергам. График висит на первом этаже.',
    ],
    ['New cleaning schedule', 'Wet cleaning is now on Mondays and Thursdays. The schedule hangs on the ground floor.'],
  ),
  post(
    ['Субботник во дворе', 'В субботу в 10:00 приводим двор в порядок. Инвентарь выдадим, чай будет.'],
    ['Yard clean-up day', 'On Saturday at 10 am we tidy the yard. Tools are ours, tea as well.'],
    [4, 5, 10],
  ),
  post(
    ['Опрессовка отопления', 'Готовим систему к зиме. Проверьте, пожалуйста, нет ли течи у ваших батарей.'],
    ['Heating pressure test', 'We prepare the system for winter. Please check your radiators for leaks.'],
    [8, 9],
  ),
  post(
    [
      'Пуск отопления',
      'Отопление пускаем с понедельника. Если батарея холодная через два дня, напишите нам: вкладка «Сервис».',
    ],
    ['Heating starts', 'Heating starts on Monday. If a radiator is still cold after two days, write to us in Service.'],
    [10],
  ),
  post(
    ['Видеонаблюдение у входов', 'Установили по две камеры у каждого подъезда. Запись хранится 30 дней.'],
    ['Cameras at the entrances', 'Two cameras now stand at every entrance. Recordings are kept for 30 days.'],
  ),
  post(
    ['Проверка вентиляции', 'Мастера пройдут по квартирам с 10 до 17. Время вашего подъезда на доске.'],
    ['Ventilation check', 'We visit flats from 10 am to 5 pm. The time of your entrance is on the board.'],
  ),
  post(
    ['Осторожно, наледь', 'Чистим крыши. Не ставьте машины вдоль стен до конца недели.'],
    ['Beware of icicles', 'We clear the roofs. Please do not park along the walls until the end of the week.'],
    [1, 2, 3, 12],
  ),
  post(
    ['Отчёт управляющей компании', 'Отчёт за год готов: его можно прочитать в офисе, расходы и работы по домам.'],
    ['Annual report', 'The report for the year is ready at the office: costs and works by house.'],
    [3, 4],
  ),
  post(
    ['Раздельный сбор мусора', 'Во дворе появились синие баки: бумага, стекло, пластик. Спасибо, что сортируете.'],
    ['Separate waste bins', 'Blue bins stand in the yard: paper, glass, plastic. Thank you for sorting.'],
  ),
];

const emergencies: DemoPost[] = [
  post(
    [
      'Авария: нет холодной воды',
      'Прорыв на городской сети. Бригада на месте, вода будет к 22:00. Подвоз воды у первого подъезда.',
    ],
    [
      'Emergency: no cold water',
      'A city main burst. The crew is there, water by 10 pm. A water cart stands at entrance 1.',
    ],
  ),
  post(
    ['Авария: нет электричества', 'Отключился ввод. Электрики работают, ждём включения в течение двух часов.'],
    ['Emergency: power is out', 'The supply line tripped. Electricians are at work; power within two hours.'],
  ),
];

export const ukNews: NewsPlan = {
  common,
  emergencies,
  outage: {
    month: 7,
    services: ['hot-water'],
    post: post(
      [
        'Горячей воды не будет две недели',
        'Плановое отключение: с 6 по 20 июля. Пересчитаем автоматически по показаниям.',
      ],
      ['Two weeks without hot water', 'Planned works from 6 to 20 July. Charges follow your readings.'],
    ),
  },
};

export const mapleNews: NewsPlan = {
  common: [
    post(
      ['Заседание правления в четверг', 'Открытое заседание в 19:00 в клубном доме. В повестке бюджет и крыша.'],
      ['Board meeting on Thursday', 'Open meeting at 7 pm in the club house. On the agenda: the budget and the roof.'],
    ),
    post(
      ['Уборка снега', 'Пожалуйста, переставьте машины до 7 утра: будет работать плуг.'],
      ['Snow removal', 'Please move your cars before 7 am: the plow is coming.'],
      [1, 2, 3, 12],
    ),
    post(
      ['Бассейн открыт', 'Бассейн работает с 9 до 20. Ключ-карты в офисе.'],
      ['The pool is open', 'Pool hours are 9 am to 8 pm. Key cards are at the office.'],
      [6, 7, 8],
    ),
    post(
      ['Мойка окон', 'Моем окна снаружи во вторник и среду. Закройте их, пожалуйста.'],
      ['Window cleaning', 'We wash the outside on Tuesday and Wednesday. Please keep windows shut.'],
    ),
    post(
      ['Проверка пожарной сигнализации', 'В среду с 10 до 12 сигнализация сработает несколько раз. Это проверка.'],
      ['Fire alarm test', 'On Wednesday from 10 to noon the alarm will sound a few times. It is a test.'],
    ),
  ],
  emergencies: [
    post(
      ['Перекрыта вода', 'Лопнула труба у второго дома. Вода вернётся к 18:00.'],
      ['Water is shut off', 'A pipe burst at number 3. Water is back by 6 pm.'],
    ),
  ],
  outage: null,
};
