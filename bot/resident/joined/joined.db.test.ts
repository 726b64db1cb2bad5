import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StaffActor } from '#api/core/actor.ts';
import { systemActor } from '#api/core/actor.ts';
import { openHearing } from '#api/core/hearing.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { listCards } from '#api/notifications/cards.ts';
import { hearForNotices } from '#api/notifications/hearers.ts';
import type { Notice } from '#api/notifications/templates.ts';
import { hearAll } from '#api/notifications/testing.ts';
import { restoreOutage } from '#api/outages/announce.ts';
import { anOutage } from '#api/outages/testing.ts';
import { openChat } from '#api/residents/chats.ts';
import { aColleague, aUnit } from '#api/residents/testing.ts';
import { mapChannel } from '#api/staff/channels.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { rejectTicket } from '#api/tickets/finish-ticket.ts';
import { mergeTicket } from '#api/tickets/merge-ticket.ts';
import { resolveTicket } from '#api/tickets/resolve-ticket.ts';
import { guestOf } from '../guest.ts';
import { renderNotice } from '../notices.ts';
import { aHouseWithFlat, aJoined, aPhoto, type Person } from '../testing.ts';
import { ticketCard } from '../ticket-card.ts';
import { plain } from '../view.ts';

let house: TestHouse;
let ctx: TestHouse['ctx'];
let buildingId: string;
let sergey: StaffActor;
let anna: Person;
let boris: Person;
const hearing = openHearing();
hearForNotices(hearing);

beforeAll(async () => {
  house = await testCtx();
  ctx = house.ctx;
  const flat = await aHouseWithFlat(ctx);
  buildingId = flat.buildingId;
  sergey = await aColleague(ctx, 'technician', 'dispatcher');
  await mapChannel(ctx, systemActor, { service: 'technical', channelId: 'CTECH' });
  anna = await aJoined(ctx, flat.unitId, { saidName: 'Анна Ветрова' });
  boris = await aJoined(ctx, await aUnit(ctx, { buildingId, number: '61' }), { saidName: 'Борис Зимин' });
});
beforeEach(async () => {
  house.clock.advance('PT3H');
  await hearAll(ctx, hearing);
  await ctx.db.delivery.deleteMany();
  await ctx.db.ticket.updateMany({ data: { status: 'cancelled', closedAt: ctx.now() } });
});
afterAll(() => house.close());

/** As far as the place: the next thing is what is known, or the words. */
async function about(person: Person, place: string): Promise<string> {
  await ctx.db.formState.deleteMany();
  await person.say('/service');
  await person.tap('Новая заявка');
  await person.tap('Что-то сломалось');
  await person.tap('Лифт');
  return person.tap(place);
}

const newest = () => ctx.db.ticket.findFirstOrThrow({ orderBy: { number: 'desc' } });
const entrance = 'В подъезде или общих помещениях';

async function annaReports(): Promise<{ id: string; number: number }> {
  await about(anna, entrance);
  await anna.say('Лифт стоит, звоните Анне в 57');
  await anna.tap('Отправить');
  return newest();
}

async function done(ticketId: string): Promise<void> {
  await claimTicket(ctx, sergey, { ticketId });
  await resolveTicket(ctx, sergey, { ticketId, report: 'Взял ключ у Анны, поехал' });
  await hearAll(ctx, hearing);
}

const guest = async (person: Person) =>
  guestOf(ctx, await openChat(ctx, { messenger: 'telegram', address: person.address, locale: 'ru' }));

/** The notices that wait for a person, as they would read them now. */
async function told(person: Person, template: string): Promise<string[]> {
  const { actor, ...rest } = await guest(person);
  const rows = await ctx.db.delivery.findMany({ where: { residentId: actor?.residentId ?? '', template } });
  const answers = await Promise.all(
    rows.map(({ subjectType, subjectId, data }) => {
      const notice = { template, subject: { type: subjectType, id: subjectId }, data } as Notice;
      return renderNotice(ctx, { actor, ...rest }, notice);
    }),
  );
  return answers.flatMap((answer) => (answer?.view ? [plain(answer.view.text)] : []));
}

const secrets = ['57', 'Анн', 'Ветров', 'звоните', 'ключ'];

describe('while writing about a common area', () => {
  it('the resident sees what is known and joins it in one tap, instead of opening a twin', async () => {
    const { id, number } = await annaReports();
    const before = await ctx.db.ticket.count();
    const known = await about(boris, entrance);
    expect(known).toMatch(/^В вашем доме уже знают:\n\n1\. Лифт · в подъезде или общих помещениях · с /);
    for (const secret of secrets) expect(known).not.toContain(secret);
    const card = await boris.tap('У меня тоже: 1');
    expect(boris.toast).toBe(`Вы присоединились: № ${number}`);
    expect(card).toContain(`№ ${number} · Лифт`);
    for (const secret of secrets) expect(card).not.toContain(secret);
    expect(boris.answers[0]?.card?.subject.id).toBe(id);
    expect(await ctx.db.ticket.count()).toBe(before);
    // The old button leads to the card, and the list of the house says that they have joined.
    expect(await boris.press('f?s=report.known&v=other')).toContain(`№ ${number} · Лифт`);
    expect(await about(boris, entrance)).toContain('вы присоединились');
  });

  it('goes on when it is something else, with what was said already', async () => {
    await annaReports();
    await about(boris, entrance);
    expect(await boris.say('Разбито окно на площадке')).toContain('В вашем доме уже знают');
    expect(await boris.tap('Нет, другое')).toContain('Разбито окно на площадке');
    await boris.tap('Отправить');
    expect(await newest()).toMatchObject({ text: 'Разбито окно на площадке', place: 'common-area' });
  });

  it('takes along what was said before, for the colleagues alone', async () => {
    const { id } = await annaReports();
    await boris.say('у лифта горит лампа, двери не закрываются');
    await boris.tap('Подать заявку');
    await boris.tap(entrance);
    await boris.tap('У меня тоже: 1');
    await hearAll(ctx, hearing);
    const message = await ctx.db.message.findFirstOrThrow({ where: { conversation: { ticketId: id } } });
    expect(message).toMatchObject({ text: 'у лифта горит лампа, двери не закрываются', visibility: 'internal' });
    expect(await told(anna, 'ticket-message')).toEqual([]);
    const loose = await ctx.db.looseMessage.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
    expect(loose).toMatchObject({ outcome: 'ticket', outcomeId: id });
  });

  it('shows an outage of the house, and in a flat only one that explains what is reported', async () => {
    await annaReports();
    const outage = await anOutage(ctx, buildingId, { services: ['lift'] });
    expect(await about(boris, entrance)).toContain('Отключение: лифт, до ');
    expect(await boris.tap('Это отключение')).toContain('Когда включат, мы напишем');
    const inFlat = await about(boris, 'В квартире');
    expect(inFlat).toContain('Отключение: лифт');
    expect(inFlat).not.toContain('У меня тоже');
    await ctx.db.outage.update({ where: { id: outage.id }, data: { services: ['gas'] } });
    expect(await about(boris, 'В квартире')).not.toContain('уже знают');
    await ctx.db.ticket.updateMany({ data: { status: 'cancelled', closedAt: ctx.now() } });
    await restoreOutage(ctx, systemActor, { outageId: outage.id });
    expect(await about(boris, entrance)).not.toContain('уже знают');
  });

  it('shows one’s own as it is', async () => {
    const { number } = await annaReports();
    expect(await about(anna, entrance)).toContain('ваша заявка');
    expect(await anna.tap('Показать: 1')).toContain(`№ ${number} · Лифт стоит`);
  });
});

describe('who joined', () => {
  async function joined(): Promise<{ id: string; number: number }> {
    const ticket = await annaReports();
    await about(boris, entrance);
    await boris.tap('У меня тоже: 1');
    return ticket;
  }

  it('is asked when it is done, and returns it with words alone', async () => {
    const { id, number } = await joined();
    await done(id);
    const [notice] = await told(boris, 'joined-resolved');
    expect(notice).toBe(
      `Сделано: «Лифт» в подъезде или общих помещениях, № ${number}.\n\nПроверьте, пожалуйста. Промолчите — будем считать, что всё в порядке.`,
    );
    expect(await told(anna, 'ticket-resolved')).toHaveLength(1);
    await boris.press(`tj/${shortOf(id)}`);
    await boris.tap('Не сделано, вернуть');
    expect(await boris.give({ kind: 'files', files: [aPhoto()], text: '' })).toContain('Напишите ещё словами');
    expect(await boris.say('На шестом дверь не открывается')).toContain('Вернуть заявку');
    await boris.tap('Вернуть');
    expect(boris.toast).toBe('Вернули в работу');
    expect(await ctx.db.ticket.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: 'claimed',
      reopenedCount: 1,
    });
    const [said] = await ctx.db.message.findMany({
      where: { conversation: { ticketId: id } },
      include: { attachments: true },
    });
    expect(said).toMatchObject({ visibility: 'internal', text: 'На шестом дверь не открывается' });
    expect(said?.attachments).toHaveLength(1);
    expect(await told(boris, 'joined-resolved')).toEqual([]);
  });

  it('says that all is well in one tap', async () => {
    const { id } = await joined();
    await done(id);
    await boris.press(`tj/${shortOf(id)}`);
    expect(await boris.tap('Всё в порядке')).toContain('вы ответили: всё в порядке');
    expect(await told(boris, 'joined-resolved')).toEqual([]);
    expect((await ctx.db.ticket.findUniqueOrThrow({ where: { id } })).status).toBe('resolved');
  });

  it('has a living card, leaves in two taps, and is told nothing more', async () => {
    const { id } = await joined();
    const card = await ticketCard(await guest(boris), id);
    expect(plain(card.view.text)).toContain('Вы присоединились');
    await boris.press(`tj/${shortOf(id)}`);
    await boris.tap('Это не про меня');
    expect(await boris.tap('Да, выйти')).toContain('больше не пишем');
    await expect(ticketCard(await guest(boris), id)).rejects.toMatchObject({ code: 'ticket.not-found' });
    await done(id);
    expect(await told(boris, 'joined-resolved')).toEqual([]);
  });

  it('is told when it ends undone, without the reason that the author reads', async () => {
    const { id } = await joined();
    await rejectTicket(ctx, sergey, { ticketId: id, reason: 'Анна, это к лифтовой компании' });
    await hearAll(ctx, hearing);
    const [notice] = await told(boris, 'joined-over');
    expect(notice).toContain('компания отклонила');
    for (const secret of secrets) expect(notice).not.toContain(secret);
  });

  it('moves along when their problem is found to be another one', async () => {
    const { id, number } = await joined();
    const carol = await aJoined(ctx, await aUnit(ctx, { buildingId, number: '70' }));
    await about(carol, entrance);
    await carol.tap('Нет, другое');
    await carol.say('Не едет лифт');
    await carol.tap('Отправить');
    const original = await newest();
    await mergeTicket(ctx, sergey, { ticketId: id, originalNumber: original.number });
    await hearAll(ctx, hearing);
    const [notice] = await told(boris, 'joined-moved');
    expect(notice).toContain(`№ ${original.number} · Лифт`);
    expect(number).not.toBe(original.number);
    expect(await boris.press(`tj/${shortOf(original.id)}`)).toContain('Вы присоединились');
    const cards = await listCards(ctx, { type: 'ticket', id: original.id }, 'slack');
    expect(cards[0]?.place).toBe('slack:CTECH');
  });
});

function shortOf(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
}
