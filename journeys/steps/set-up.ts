import type { Manager } from '../support/manager.ts';

/** A flat's invitation as it is printed. */
export type Invitation = { code: string; link: string | null };

/** The first manager makes a company out of nothing: house, flat, resident, technician, channels, and a printed invitation. */
export async function setUpCompany(manager: Manager): Promise<Invitation> {
  await manager.call('POST', '/company', {
    ...{ name: 'Новый дом', country: 'RU', timeZone: zoneAtNoon(), locale: 'ru', currency: 'RUB' },
    ...{ officePhone: '+7 495 000-00-20', officeHours: 'пн–пт 9–18', emergencyPhone: '+7 495 000-00-21' },
  });
  const building = await manager.call<{ id: string }>('POST', '/buildings', {
    ...{ code: 'N1', address: 'ул. Новая, 1', entrances: 2, floors: 9, hasLift: true, hasGas: false },
  });
  const unit = await manager.call<{ id: string }>('POST', '/units', {
    ...{
      buildingId: building.id,
      number: '14',
      type: 'flat',
      entrance: 1,
      floor: 4,
      areaM2: '54',
      accountNumber: '0000600014',
    },
  });
  const resident = await manager.call<{ residentId: string }>('POST', '/residents', {
    ...{ fullName: 'Роман Чужин', locale: 'ru', unitId: unit.id, role: 'owner' },
  });
  await manager.call('POST', '/staff', {
    ...{ name: 'Сергей Краснов', email: 'sergey@new.example', roles: ['technician'], locale: 'ru' },
    ...{ slackUserId: 'U0SERGEY', trade: 'plumber' },
  });
  const channels = { technical: 'C0TECHNICAL', emergency: 'C0EMERGENCY', billing: 'C0BILLING', general: 'C0GENERAL' };
  for (const [service, channelId] of Object.entries({ ...channels, 'front-desk': 'C0FRONTDESK' })) {
    await manager.call('PUT', '/slack/channels', { service, channelId });
  }
  return manager.call<Invitation>('POST', `/units/${unit.id}/invitations`, {
    residentId: resident.residentId,
    role: 'owner',
  });
}

/** Where it is about noon now: production takes no other clock, and at night notices wait for the morning. */
function zoneAtNoon(): string {
  const east = 12 - new Date().getUTCHours();
  return east === 0 ? 'Etc/GMT' : `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`;
}
