/**
 * Words that mean the same thing in this trade, a family a line: prefixes and parts of speech that no stemmer brings together,
 * synonyms, and the other language. Endings are the stemmer's work. A word may belong to several families.
 */
export const families: readonly string[] = [
  // Water where it should not be, and where it should.
  `протечка протекать протекает протекают протекла протекло протекли протек потекла потек потекло потекут течь течет текут текла
    тек текло течением подтекает подтекла подтек подтеки утечка утекает натекло натекла затекает вытекает вытекла
    капает капать капала капли хлещет льет льется сочится мокнет
    затопило затопили затопление затапливает топит потоп заливает заливают залило залили залив залитие прорвало прорыв лопнула
    leak leaky leakage drip dripping seep seeping flood flooding burst`,
  'вода воды водоснабжение водопровод water',
  'труба трубопровод стояк pipe pipework piping riser',
  'кран смеситель вентиль tap faucet mixer',
  'раковина мойка умывальник sink basin washbasin',
  'унитаз туалет бачок санузел сливной toilet wc',
  'ванна ванная душ bath bathtub bathroom shower',
  `засор засорилась засорился засорилось засорен забилась забился забилось забита прочистить прочистка пробить
    clog clogged block blocked blockage unclog`,
  'канализация слив водоотведение sewage sewer sewerage drain drainage',
  'сантехник водопроводчик plumber plumbing',
  'подвал цоколь basement cellar',

  // Warmth and gas.
  `батарея батареи батарей радиатор отопление отопительный топят топить греет греют обогрев теплоснабжение конвектор
    radiator heating heat heater`,
  'холодно холодный холод ледяной ледяные замерзаем мерзнем еле-теплый cold freezing chilly',
  'газ газовый gas',
  'плита варочная stove cooker hob',
  'пахнет пахнуть запах воняет вонь воняло смрад smell smelly stink stinks odour odor',
  'дым задымление пожар горелым гарь smoke fire burning',

  // Light and current.
  `свет освещение лампа лампочка лампочек лампы светильник плафон фонарь фонари темно темнота темный
    light lighting lamp bulb lightbulb streetlight dark`,
  `электричество электрика электроэнергия электрический ток напряжение обесточен проводка электропроводка
    electricity electric electrical electrics power wiring`,
  'розетка выключатель socket outlet switch',
  'искры искрит искрят искра искрило spark sparks sparking',
  'электрик электромонтер electrician',
  'перегорела перегорел перегорело сгорела сгорел погасла погас burnt blown',

  // The house and its machines.
  'лифт лифты elevator lift',
  'застрял застряла застряли застревает застревание stuck trapped jammed',
  'домофон трубка домофонный intercom entryphone buzzer',
  'дверь двери дверной доводчик door',
  'замок замка замки замочный lock locked',
  'ключ ключи магнитный брелок key fob',
  'подъезд парадная парадное entrance stairwell',
  'лестница лестничный ступени ступенька stairs staircase stair stairway steps',
  'коридор холл тамбур hall hallway corridor',
  'площадка landing',
  'квартира помещение flat apartment unit',
  'дом здание house building',
  'двор придомовой yard courtyard',
  'окно окна оконный window',
  'стекло стекла стеклопакет остекление glass pane',
  'крыша кровля чердак roof attic',
  'потолок потолка ceiling',
  'стена стены стенка wall',
  'пол пола плитка floor tile',
  'балкон лоджия balcony loggia',
  'фасад штукатурка facade plaster',
  'трещина треснула треснуло треснул трещит crack cracked',
  'вентиляция вытяжка вентиляционный продух ventilation vent fan airflow',
  'мусоропровод chute',
  'камера видеонаблюдение видеокамера camera cctv surveillance',
  'шлагбаум ворота калитка barrier gate',
  'парковка стоянка паркинг машиноместо parking car-park',
  'насос pump',
  'почтовый ящик mailbox letterbox postbox',
  'перила поручень handrail railing',

  // Order and neighbours.
  `уборка убирать убирали убирают убрать убрано уборщица уборщик моют помыть мытье подмести
    clean cleaning cleaner sweep mop`,
  'грязь грязно грязный грязная нечистоты dirt dirty filth filthy',
  'мусор отходы помойка свалка мусорный контейнер rubbish garbage trash waste litter',
  'снег наледь лед гололед сугроб сосульки сосулька скользко snow ice icy icicle icicles slippery',
  'газон клумба трава деревья дерево lawn grass tree trees flowerbed',
  'детская площадка качели горка песочница playground swing',
  'шум шуметь шумят шумно громко грохот долбят сверлят noise noisy loud drill drilling',
  'сосед соседи соседка neighbour neighbor',
  `тараканы таракан клопы клоп насекомые насекомое мыши мышь крысы крыса грызуны дезинсекция дератизация
    cockroach cockroaches roach bug bugs insect insects mouse mice rat rats pest pests`,

  // Out of order, and put in order.
  `сломался сломалась сломалось сломан сломана сломано сломали поломка поломался неисправен неисправность неисправный
    работает барахлит отказал перестал перестала авария
    broke broken break breakdown work working works fault faulty failed dead defective`,
  'ремонт отремонтировать починить чинить починка отремонтируйте repair repairs fix mend',
  'заменить замена поменять сменить replace replacement change',

  // Money and papers.
  `оплата оплатить оплатил оплатила оплачено платеж платить заплатил заплатила уплатил
    pay paid payment paying`,
  'квитанция квитанции платежка платежный bill invoice receipt statement',
  'начисление начислили начислено квартплата плата тариф насчитали charge charges charged fee rent tariff',
  'перерасчет пересчитать пересчет recalculation recalculate',
  'долг задолженность долги должен пени пеня просрочка debt arrears overdue',
  'счетчик прибор водосчетчик электросчетчик meter',
  'показание показания reading readings',
  'поверка поверить поверять поверен опломбировать пломба опломбировка verification calibration seal',
  'справка выписка документ certificate document',
  'пропуск доступ pass access',
  'жалоба пожаловаться жалуюсь complaint complain',
];

/**
 * Ordinary words that stand one slip of the finger away from a word of the trade: nobody who types them means the other.
 */
export const ordinaryWords: readonly string[] = [
  'трубка крышка экран цвет светлый кружка лавка полка пользование газета водитель краска краны гора кора парк порог',
  'leaf lead lean look clock loom hear head heart tape tip cap gap plate flag flap float poor moor boor right might night',
  'sight fight slight wafer later widow lift left gift wash wish bath path pike type bell ball bull belt case date gale late',
];
