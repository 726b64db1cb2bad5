import type { CompanyInfo } from './company.ts';

/** What the words of danger are sorted into. */
export const dangers = ['gas', 'flood', 'fire', 'stuck', 'power'] as const;
export type Danger = (typeof dangers)[number];

/** Whom to call; a danger may have several numbers, the first is shown first. */
export type EmergencyNumber = { danger: Danger; phone: string };

/**
 * The numbers of a country's public services for gas and fire, and the company's own emergency phone for what is its to
 * repair. Russia: 104 gas, 101 fire, 112 everything (Ministry of Emergency Situations); North America 911; Australia
 * 000; United Kingdom 999; elsewhere 112, which the European Union and most mobile networks answer.
 */
export function emergencyNumbersOf(company: CompanyInfo | null): EmergencyNumber[] {
  const country = company?.country ?? '';
  const general = generalNumber[country] ?? '112';
  const own = company?.emergencyPhone ?? general;
  const gas = country === 'RU' ? ['104', '112'] : [general];
  const fire = country === 'RU' ? ['101', '112'] : [general];
  return [
    ...gas.map((phone) => ({ danger: 'gas' as const, phone })),
    { danger: 'flood', phone: own },
    ...fire.map((phone) => ({ danger: 'fire' as const, phone })),
    { danger: 'stuck', phone: own },
    { danger: 'stuck', phone: general },
    { danger: 'power', phone: own },
  ];
}

const generalNumber: Record<string, string> = { US: '911', CA: '911', AU: '000', GB: '999', NZ: '111' };
