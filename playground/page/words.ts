import { createContext, useContext } from 'react';

export type Lang = 'en' | 'ru';
type Word = string | ((n: number) => string) | ((name: string) => string);

/** Every word of the page's own, English and Russian; what people and bots write is theirs. */
const pairs = {
  title: ['Playground', 'Площадка'],
  welcome: [
    'Write to the bot as any resident on the left, answer as any colleague on the right.',
    'Слева пишите боту как любой житель, справа отвечайте как любой сотрудник.',
  ],
  tryThis: [
    'Try: Start, then 📎 a picture of a leak, then claim the request in Slack.',
    'Попробуйте: «Старт», 📎 снимок протечки, затем возьмите заявку в Slack.',
  ],
  hide: ['Hide', 'Скрыть'],
  language: ['Русский', 'English'],
  admin: ['Admin', 'Кабинет'],
  apiDocs: ['API docs', 'Описание API'],
  live: ['live', 'на связи'],
  offline: ['no connection, trying again…', 'нет связи, пробуем снова…'],
  starting: ['Opening the playground…', 'Открываем площадку…'],
  close: ['Close', 'Закрыть'],
  cancel: ['Cancel', 'Отмена'],
  search: ['Search', 'Поиск'],
  nobody: ['Nobody found', 'Никого не нашли'],
  more: ['More', 'Ещё'],
  today: ['Today', 'Сегодня'],
  yesterday: ['Yesterday', 'Вчера'],
  edited: ['edited', 'изменено'],
  failed: ['That did not work', 'Не получилось'],
  dismiss: ['Dismiss', 'Понятно'],

  // the menu that breaks things
  breakThings: ['Break things', 'Сломать'],
  tg429: ['Telegram: next call gets 429', 'Telegram: на следующий вызов 429'],
  tg500: ['Telegram: next call gets 500', 'Telegram: на следующий вызов 500'],
  tgLost: ['Telegram: next answer is lost', 'Telegram: следующий ответ потеряется'],
  tgOutage: ['Telegram: outage', 'Telegram: не отвечает'],
  tgSlow: ['Telegram: slow answers', 'Telegram: отвечает медленно'],
  slack429: ['Slack: next call gets 429', 'Slack: на следующий вызов 429'],
  slackOutage: ['Slack: outage', 'Slack: не отвечает'],
  slackSlow: ['Slack: slow answers', 'Slack: отвечает медленно'],
  slackDisconnect: ['Slack: drop the sockets', 'Slack: оборвать сокеты'],
  untilCleared: ['until cleared', 'пока не починят'],
  blockHere: ['This person blocks the bot', 'Этот человек блокирует бота'],
  unblockHere: ['This person unblocks the bot', 'Этот человек снимает блокировку'],
  limits: ['Sending limits', 'Лимиты отправки'],
  limitsOn: ['on', 'есть'],
  limitsOff: ['off', 'нет'],
  clearFaults: ['Repair everything', 'Починить всё'],
  armed: ['Broken now', 'Сломано сейчас'],
  reset: ['Start over', 'Начать заново'],
  resetSure: [
    'Every chat, channel and file of the playground goes. The product keeps its own data.',
    'Исчезнут все чаты, каналы и файлы площадки. Данные самой системы останутся.',
  ],
  resetYes: ['Yes, empty it', 'Да, очистить'],

  // the clock
  clock: ['Clock', 'Часы'],
  clockFrozen: ['frozen', 'стоят'],
  clockRunning: ['running', 'идут'],
  plusHour: ['+1 hour', '+1 час'],
  plusDay: ['+1 day', '+1 день'],
  nextFifteenth: ['15th of next month, 10:00', '15-е следующего месяца, 10:00'],
  freeze: ['Freeze now', 'Остановить'],
  unfreeze: ['Back to real time', 'Вернуть настоящее время'],

  // the drawer
  calls: ['Raw calls', 'Сырые вызовы'],
  filterCalls: ['Filter by method or words', 'Отобрать по методу или словам'],
  fromBot: ['from the bot', 'от бота'],
  toBot: ['to the bot', 'боту'],
  request: ['Request', 'Запрос'],
  response: ['Response', 'Ответ'],
  noCalls: [
    'No calls yet. Point a bot at the addresses below, or start the product.',
    'Вызовов ещё нет. Направьте бота на адреса ниже или запустите систему.',
  ],
  clear: ['Clear', 'Очистить'],
  ms: ['ms', 'мс'],

  // telegram
  chatsLabel: ['Who writes to the bot', 'Кто пишет боту'],
  newStranger: ['A new stranger', 'Новый незнакомец'],
  firstName: ['First name', 'Имя'],
  lastName: ['Last name', 'Фамилия'],
  username: ['Username', 'Имя пользователя'],
  phone: ['Phone', 'Телефон'],
  languageOfPerson: ['Language', 'Язык'],
  create: ['Create', 'Создать'],
  bot: ['bot', 'бот'],
  you: ['You', 'Вы'],
  actingAs: ['You are', 'Вы здесь'],
  startButton: ['START', 'СТАРТ'],
  whatCanBot: ['What can this bot do?', 'Что умеет этот бот?'],
  emptyChat: ['No messages here yet…', 'Здесь пока нет сообщений…'],
  message: ['Message', 'Сообщение'],
  send: ['Send', 'Отправить'],
  menu: ['Menu', 'Меню'],
  attach: ['Attach', 'Прикрепить'],
  attachDisk: ['Photo or file from this computer', 'Фото или файл с этого компьютера'],
  samples: ['Ready-made pictures', 'Готовые снимки'],
  sampleLeak: ['A leak under the sink', 'Протечка под раковиной'],
  sampleMeter: ['A water meter', 'Счётчик воды'],
  sampleLight: ['A dark entrance', 'Тёмный подъезд'],
  sampleCrack: ['A crack in the wall', 'Трещина в стене'],
  album: ['Album of three', 'Альбом из трёх'],
  voice: ['Voice, 7 s', 'Голос, 7 с'],
  video: ['Video', 'Видео'],
  documentPdf: ['A PDF', 'PDF'],
  bigFile: ['A 25 MB file', 'Файл на 25 МБ'],
  sticker: ['Sticker', 'Стикер'],
  ownContact: ['My phone number', 'Мой номер телефона'],
  otherContact: ["Somebody else's contact", 'Чужой контакт'],
  location: ['Location', 'Место'],
  forwarded: ['Forwarded message', 'Пересланное сообщение'],
  forwardedFrom: ['Forwarded', 'Переслано'],
  chatMenu: ['Chat menu', 'Меню чата'],
  blockBot: ['Block the bot', 'Заблокировать бота'],
  unblockBot: ['UNBLOCK', 'РАЗБЛОКИРОВАТЬ'],
  deepLink: ['Open a deep link…', 'Открыть ссылку…'],
  deepLinkHint: ['https://t.me/… or the payload alone', 'https://t.me/… или только её хвост'],
  open: ['Open', 'Открыть'],
  reply: ['Reply', 'Ответить'],
  edit: ['Edit', 'Изменить'],
  copy: ['Copy text', 'Копировать текст'],
  copied: ['Copied', 'Скопировано'],
  react: ['React', 'Реакция'],
  editing: ['Editing', 'Правка'],
  replyingTo: ['Reply to', 'Ответ на'],
  typing: ['typing…', 'печатает…'],
  sendingPhoto: ['sending a photo…', 'отправляет фото…'],
  sendingFile: ['sending a file…', 'отправляет файл…'],
  recording: ['recording…', 'записывает…'],
  pinned: ['Pinned message', 'Закреплённое сообщение'],
  keyboardToggle: ["The bot's keyboard", 'Клавиатура бота'],
  photo: ['Photo', 'Фото'],
  voiceMessage: ['Voice message', 'Голосовое сообщение'],
  file: ['File', 'Файл'],
  contact: ['Contact', 'Контакт'],
  unknownContent: ['This message is not drawn here', 'Это сообщение здесь не рисуется'],
  deletedMessage: ['deleted by the bot', 'удалено ботом'],
  shareContactSure: ['The bot will know your phone number.', 'Бот узнает ваш номер телефона.'],
  share: ['Share', 'Поделиться'],
  pay: ['Pay', 'Заплатить'],
  payTitle: ['Checkout', 'Оплата'],
  payCard: ['Card', 'Карта'],
  payTest: ['A made-up card; nobody is charged.', 'Карта выдуманная, денег никто не спишет.'],
  payAsking: ['Asking the bot…', 'Спрашиваем бота…'],
  paid: ['Paid', 'Оплачено'],
  payDeclined: ['The bot refused the payment', 'Бот отказал в оплате'],
  paidWith: ['You paid', 'Вы заплатили'],
  scrollDown: ['To the newest message', 'К новым сообщениям'],
  dropHere: ['Drop pictures here', 'Отпустите снимки здесь'],
  noAnswer: ['The bot has not answered this button yet.', 'Бот ещё не ответил на эту кнопку.'],
  slowMode: ['Sending…', 'Отправляем…'],
  spoiler: ['Hidden text, click to show', 'Скрытый текст, нажмите, чтобы показать'],

  // slack
  colleagues: ['Colleague', 'Сотрудник'],
  findColleague: ['Find by name, trade or role', 'Имя, ремесло или роль'],
  channels: ['Channels', 'Каналы'],
  apps: ['Apps', 'Приложения'],
  directMessages: ['Messages', 'Сообщения'],
  home: ['Home', 'Главная'],
  homeEmpty: [
    'This app has not published its Home for this colleague yet.',
    'Приложение ещё не опубликовало главную для этого сотрудника.',
  ],
  threadTitle: ['Thread', 'Обсуждение'],
  replies: [
    (n: number) => (n === 1 ? '1 reply' : `${n} replies`),
    (n: number) => `${n} ${russian(n, 'ответ', 'ответа', 'ответов')}`,
  ],
  replyInThread: ['Reply in thread', 'Ответить в обсуждении'],
  replyPlaceholder: ['Reply…', 'Ответить…'],
  messageTo: [(where: string) => `Message ${where}`, (where: string) => `Написать в ${where}`],
  onlyYou: ['Only visible to you', 'Видно только вам'],
  app: ['APP', 'ПРИЛОЖЕНИЕ'],
  addReaction: ['Add a reaction', 'Добавить реакцию'],
  moreActions: ['More actions', 'Другие действия'],
  shortcuts: ['Shortcuts', 'Ярлыки'],
  shortcutsHint: ['What the app offers here', 'Что приложение предлагает здесь'],
  runShortcut: ['Run a shortcut by its callback id', 'Запустить ярлык по его callback id'],
  callbackId: ['callback_id', 'callback_id'],
  run: ['Run', 'Запустить'],
  attachFile: ['Attach a file', 'Прикрепить файл'],
  emptyChannel: [
    (name: string) => `This is the very beginning of #${name}.`,
    (name: string) => `Это самое начало #${name}.`,
  ],
  emptyIm: ['Messages with the app appear here.', 'Здесь появятся сообщения приложения.'],
  pinnedTo: ['Pinned', 'Закреплено'],
  connected: [
    (n: number) => (n === 1 ? '1 socket' : `${n} sockets`),
    (n: number) => `${n} ${russian(n, 'сокет', 'сокета', 'сокетов')}`,
  ],
  overHttp: ['signed HTTP', 'подписанный HTTP'],
  notConnected: ['no app connected', 'приложение не подключено'],
  deactivated: ['deactivated', 'отключён'],
  submitting: ['Sending…', 'Отправляем…'],
  chooseOption: ['Choose an option', 'Выберите'],
  chooseOptions: ['Choose options', 'Выберите'],
  chooseFile: ['Choose files', 'Выбрать файлы'],
  optional: ['(optional)', '(не обязательно)'],
  noAck: ['The app did not answer within three seconds.', 'Приложение не ответило за три секунды.'],
  ackError: ['We had some trouble connecting. Try again?', 'Не удалось связаться. Попробуйте ещё раз.'],
  unsupportedBlock: ['Block not drawn here', 'Этот блок здесь не рисуется'],
  noFile: ['Nothing chosen', 'Ничего не выбрано'],
} satisfies Record<string, [Word, Word]>;

function russian(n: number, one: string, few: string, many: string): string {
  const rule = new Intl.PluralRules('ru').select(n);
  return rule === 'one' ? one : rule === 'few' ? few : many;
}

export type Words = { [K in keyof typeof pairs]: (typeof pairs)[K][0] };

function wordsOf(index: 0 | 1): Words {
  return Object.fromEntries(Object.entries(pairs).map(([key, pair]) => [key, pair[index]])) as Words;
}

export const allWords: Record<Lang, Words> = { en: wordsOf(0), ru: wordsOf(1) };

export const LangContext = createContext<Lang>('en');

export function useLang(): { lang: Lang; t: Words } {
  const lang = useContext(LangContext);
  return { lang, t: allWords[lang] };
}
