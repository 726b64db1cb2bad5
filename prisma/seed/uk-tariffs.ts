import type { DemoService } from './bill-plan.ts';

const longAgo = '2015-01-01';
const prices = (before: string, after: string) => [
  { from: longAgo, price: before },
  { from: '2026-10-01', price: after },
];
const service = (
  code: string,
  group: DemoService['group'],
  ru: string,
  en: string,
  unit: string,
  list: DemoService['prices'],
  payee = 'main',
): DemoService => ({ code, group, names: { ru, en }, unit, payee, prices: list });

/** Moscow-like tariffs of 2026, before and after the first of October. */
export const ukServices: DemoService[] = [
  service('maintenance', 'service-fees', 'Содержание жилья', 'Maintenance', 'm2', [
    ...prices('45.99', '52.89'),
    { from: longAgo, price: '34.05', building: 'C' },
    { from: '2026-10-01', price: '39.16', building: 'C' },
  ]),
  service(
    'capital-repair',
    'service-fees',
    'Взнос на капитальный ремонт',
    'Capital repair',
    'm2',
    [{ from: longAgo, price: '29.00' }],
    'fund',
  ),
  service('cold-water', 'water', 'Холодная вода', 'Cold water', 'm3', prices('60.30', '65.97')),
  service('hot-water', 'water', 'Горячая вода', 'Hot water', 'm3', prices('293.00', '321.71')),
  service('sewage', 'water', 'Водоотведение', 'Sewage', 'm3', prices('46.00', '50.32')),
  service('heating', 'heating', 'Отопление', 'Heating', 'Gcal', prices('3350.00', '3601.25')),
  service('electricity', 'electricity', 'Электроэнергия', 'Electricity', 'kWh', [
    { from: longAgo, price: '8.00' },
    { from: '2026-01-01', price: '8.90' },
    { from: '2026-10-01', price: '9.88' },
  ]),
  service(
    'electricity-day',
    'electricity',
    'Электроэнергия, день',
    'Electricity, day',
    'kWh',
    prices('10.24', '11.37'),
  ),
  service(
    'electricity-night',
    'electricity',
    'Электроэнергия, ночь',
    'Electricity, night',
    'kWh',
    prices('3.80', '4.22'),
  ),
  service(
    'electricity-half-peak',
    'electricity',
    'Электроэнергия, полупик',
    'Electricity, half-peak',
    'kWh',
    prices('8.90', '9.88'),
  ),
  service('gas', 'gas', 'Газ', 'Gas', 'm3', prices('9.20', '10.06')),
  service('solid-waste', 'service-fees', 'Вывоз мусора (ТКО)', 'Waste removal', 'person', prices('186.00', '203.11')),
  service('parking', 'service-fees', 'Парковочное место', 'Parking place', 'place', prices('850.00', '930.00')),
  service('penalty', 'penalty', 'Пени', 'Late fee', '', []),
];
