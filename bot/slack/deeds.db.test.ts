import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type StaffActor, systemActor } from '#api/core/actor.ts';
import { shortId } from '#api/core/ids.ts';
import { type TestHouse, testCtx } from '#api/core/testing.ts';
import { placeCard } from '#api/notifications/cards.ts';
import { addCannedReply } from '#api/tickets/canned-replies.ts';
import { claimTicket } from '#api/tickets/claim-ticket.ts';
import { noteTicket } from '#api/tickets/note-ticket.ts';
import { getStaffTicket } from '#api/tickets/staff-tickets.ts';
import type { TicketSummary } from '#api/tickets/summary.ts';
import {
  aColleague,
  aCompany,
  aFlat,
  aResident,
  aTicket,
  type TestFlat,
  type TestResident,
} from '#api/tickets/testing.ts';
import { companySpeech } from './speech.ts';
import { aDesk, aMessage, anApp, aSubmission, aTap, aTapInside, type FakeSlack, fakeSlack } from './testing-desk.ts';
import { ticketCard } from './ticket-card.ts';

let house: TestHouse;
let flat: TestFlat;
let anna: TestResident;
let ticket: TicketSummary;
let sergey: StaffActor;
let slack: FakeSlack;
let app: ReturnType<typeof anApp>;

beforeAll(async () => {
  house = await testCtx();
  await aCompany(house.ctx);
  flat = await aFlat(house.ctx);
  anna = await aResident(house.ctx, flat);
  sergey = await aColleague(house.ctx);
});
afterAll(() => house.close());
beforeEach(async () => {
  ticket = await aTicket(house.ctx, anna, flat);
  // Twenty a day is the limit of a resident, and this one opens many.
  house.clock.advance('PT2H');
  slack = fakeSlack();
  app = anApp(aDesk(house.ctx, slack));
});
afterEach(() => app.inbox.stop());

const slackOf = async (actor: StaffActor) =>
  (await house.ctx.db.staffMember.findUniqueOrThrow({ where: { id: actor.staffId } })).slackUserId ?? '';
const now = () => getStaffTicket(house.ctx, sergey, ticket.id);
const said = () => slack.of('chat.postEphemeral').map(({ user, text }) => ({ user, text }));

/** All that was told is worked off. */
async function settled(): Promise<void> {
  await expect
    .poll(() => house.ctx.db.inboundEvent.count({ where: { state: 'received' } }), { timeout: 15_000 })
    .toBe(0);
}

describe('Claim', () => {
  it('lets the first of fifty win, and tells the others who it was', async () => {
    const people = await Promise.all(Array.from({ length: 50 }, () => aColleague(house.ctx)));
    const ids = await Promise.all(people.map(slackOf));
    await Promise.all(ids.map((user) => app.tell(aTap(user, 'ticket-claim', shortId(ticket.id)))));
    await settled();
    const winner = (await now()).assigneeId;
    expect(people.map((one) => one.staffId)).toContain(winner);
    const losers = said();
    expect(losers).toHaveLength(49);
    expect(new Set(losers.map(({ user }) => user)).size).toBe(49);
    for (const { text } of losers) expect(text).toBe(`Sergey was faster by a moment: № ${ticket.number} is taken.`);
  });

  it('is acknowledged only when it is kept, and the same press twice is one', async () => {
    const tap = aTap(await slackOf(sergey), 'ticket-claim', shortId(ticket.id));
    expect(await app.tell(tap, 'envelope-1')).toBeUndefined();
    await app.tell(tap, 'envelope-1');
    await settled();
    expect(await house.ctx.db.inboundEvent.count({ where: { key: 'slack:T1:envelope-1' } })).toBe(1);
    expect(await now()).toMatchObject({ status: 'claimed', assigneeId: sergey.staffId, version: 2 });
  });

  it('tells a stranger, a former colleague and the wrong role why not', async () => {
    const former = await aColleague(house.ctx);
    await house.ctx.db.staffMember.update({ where: { id: former.staffId }, data: { deactivatedAt: house.ctx.now() } });
    const vera = await aColleague(house.ctx, 'accountant');
    for (const user of ['USTRANGER', await slackOf(former), await slackOf(vera)]) {
      await app.tell(aTap(user, 'ticket-claim', shortId(ticket.id)));
      await settled();
    }
    expect(said().map(({ text }) => text)).toEqual([
      // Who is unknown is spoken to in the company's language.
      expect.stringContaining('не связана с сотрудником'),
      expect.stringContaining('Your access has ended'),
      expect.stringContaining('(Technical) are not served by your role'),
    ]);
    expect((await now()).status).toBe('new');
  });

  it('of a card of long ago tells the present state', async () => {
    await house.ctx.db.ticket.update({ where: { id: ticket.id }, data: { status: 'closed' } });
    await app.tell(aTap(await slackOf(sergey), 'ticket-claim', shortId(ticket.id)));
    await settled();
    expect(said()[0]?.text).toBe(`№ ${ticket.number} is already in another state: Closed. Nothing was changed.`);
  });

  it('answers a button that is no longer ours', async () => {
    await app.tell(aTap(await slackOf(sergey), 'ticket-explode', shortId(ticket.id)));
    await app.tell(aTap(await slackOf(sergey), 'ticket-claim', 'nonsense'));
    await settled();
    expect(said().map(({ text }) => text)).toEqual(Array(2).fill(expect.stringContaining('out of date')));
  });
});

describe('forms', () => {
  beforeEach(async () => {
    await claimTicket(house.ctx, sergey, { ticketId: ticket.id });
  });

  it('open at once, and only for whom they are', async () => {
    const ivan = await aColleague(house.ctx);
    await app.tell(aTap(await slackOf(ivan), 'ticket-resolve', shortId(ticket.id)));
    expect(slack.of('views.open')).toEqual([]);
    expect(said()[0]?.text).toMatch(/is with Sergey Ivanov .*Only they or a dispatcher/);
    const tap = aTap(await slackOf(sergey), 'ticket-resolve', shortId(ticket.id));
    await app.tell(tap, 'open-1');
    await app.tell(tap, 'open-1');
    expect(slack.of('views.open')).toMatchObject([{ trigger_id: tap.trigger_id, view: { callback_id: 'resolve' } }]);
  });

  it('that could not be opened are said so', async () => {
    slack.refuse('views.open', () => 'expired_trigger_id');
    await app.tell(aTap(await slackOf(sergey), 'ticket-resolve', shortId(ticket.id)));
    expect(said()[0]?.text).toMatch(/Please try again/);
  });

  it('say in the form that a report is missing, and keep nothing', async () => {
    const user = await slackOf(sergey);
    const before = await house.ctx.db.inboundEvent.count();
    for (const value of [null, '   ', '👍']) {
      const acked = await app.tell(aSubmission(user, 'resolve', ticket.id, { report: { value } }));
      expect(acked).toEqual({
        response_action: 'errors',
        errors: { report: expect.stringContaining('without a report') },
      });
    }
    expect(await house.ctx.db.inboundEvent.count()).toBe(before);
  });

  it('sent twice are one deed, with photos and materials', async () => {
    const user = await slackOf(sergey);
    const values = {
      report: { value: 'New tap & <b>' },
      materials: { value: 'tap' },
      photos: { files: [{ id: 'F77', name: 'a.png', mimetype: 'image/png', size: 70 }] },
    };
    await app.tell(aSubmission(user, 'resolve', ticket.id, values, 'V7'));
    await app.tell(aSubmission(user, 'resolve', ticket.id, values, 'V7'));
    await settled();
    const done = await now();
    expect(done).toMatchObject({ status: 'resolved', report: 'New tap & <b>', version: 3 });
    expect(done.attachments).toMatchObject([{ purpose: 'report', source: 'slack', sourceRef: 'F77', kind: 'photo' }]);
    expect(said()).toEqual([]);
  });

  it('ask the resident, reject with a reason, reply in words', async () => {
    const user = await slackOf(sergey);
    await app.tell(aSubmission(user, 'need-info', ticket.id, { question: { value: 'Which floor?' } }, 'V1'));
    await settled();
    expect(await now()).toMatchObject({ pause: 'waiting-for-resident', question: 'Which floor?' });
    await app.tell(aSubmission(user, 'reply-ticket', ticket.id, { words: { value: 'On my way' } }, 'V2'));
    await settled();
    expect((await now()).messages.map(({ text, visibility }) => ({ text, visibility }))).toEqual([
      { text: 'Which floor?', visibility: 'resident' },
      { text: 'On my way', visibility: 'resident' },
    ]);
    await app.tell(aSubmission(user, 'reject', ticket.id, { reason: { value: "The city's pipe" } }, 'V3'));
    await settled();
    expect(await now()).toMatchObject({ status: 'rejected', rejectedReason: "The city's pipe" });
  });

  it('open in place of the menu that they were chosen from', async () => {
    const user = await slackOf(sergey);
    await app.tell(aTap(user, 'ticket-more', shortId(ticket.id)));
    expect(slack.of('views.open')).toMatchObject([{ view: { callback_id: 'ticket-menu' } }]);
    const inside = { name: 'ticket-menu', id: ticket.id, viewId: 'V9' };
    await app.tell(aTapInside(user, 'ticket-hold', shortId(ticket.id), inside));
    expect(slack.of('views.update')).toMatchObject([{ view_id: 'V9', view: { callback_id: 'hold' } }]);
  });

  it('put off until a moment of the company, and not until yesterday', async () => {
    const user = await slackOf(sergey);
    const send = (reason: string, day: string | null, time: string | null, viewId: string) => {
      const values = { reason: { value: reason }, day: { selected_date: day }, time: { selected_time: time } };
      return app.tell(aSubmission(user, 'hold', ticket.id, values, viewId));
    };
    const here = house.ctx.now().toISOString().slice(0, 10);
    expect(await send('No part', '2026-11-01', '09:00', 'V30')).toMatchObject({
      errors: { day: expect.stringContaining('has passed') },
    });
    expect(await send('No part', '2029-01-01', '09:00', 'V30')).toMatchObject({
      errors: { day: expect.stringContaining('a year') },
    });
    expect(await send('…', here, null, 'V30')).toMatchObject({
      errors: { reason: expect.stringContaining('in words') },
    });
    expect((await now()).pause).toBe('none');
    await send('No part', '2026-12-24', '14:30', 'V30');
    await settled();
    expect(await now()).toMatchObject({ pause: 'on-hold', pauseReason: 'No part' });
    expect((await now()).pausedUntil?.toISOString()).toBe('2026-12-24T11:30:00.000Z');
    await app.tell(aTap(user, 'ticket-resume', shortId(ticket.id)));
    await settled();
    expect((await now()).pause).toBe('none');
    await send('Later', null, '09:00', 'V31');
    await settled();
    expect(await now()).toMatchObject({ pause: 'on-hold', pausedUntil: null });
  });

  it('say what the ticket has become meanwhile, and keep what was typed', async () => {
    const user = await slackOf(sergey);
    const report = { report: { value: 'New tap' } };
    await app.tell(aSubmission(user, 'resolve', ticket.id, report, 'V40'));
    await settled();
    const errors = { report: expect.stringContaining('already in another state: Done, waiting') };
    expect(await app.tell(aSubmission(user, 'resolve', ticket.id, report, 'V41'))).toEqual({
      response_action: 'errors',
      errors,
    });
    // The form that did it is no news: Slack only tells it again.
    expect(await app.tell(aSubmission(user, 'resolve', ticket.id, report, 'V40'))).toBeUndefined();
    const reason = { reason: { value: 'Not ours' } };
    expect(await app.tell(aSubmission(user, 'reject', ticket.id, reason, 'V42'))).toMatchObject({
      errors: { reason: expect.stringContaining('already in another state') },
    });
    expect((await now()).version).toBe(3);
  });

  it('hand it to a colleague, and change how urgent it is', async () => {
    const user = await slackOf(sergey);
    await app.tell(aTap(user, 'ticket-priority', shortId(ticket.id)));
    await app.tell(
      aSubmission(user, 'priority', ticket.id, { urgency: { selected_option: { value: 'high' } } }, 'V60'),
    );
    await settled();
    expect((await now()).urgency).toBe('high');
    const ivan = await aColleague(house.ctx);
    await app.tell(aTap(user, 'ticket-assign', shortId(ticket.id)));
    expect(JSON.stringify(slack.of('views.open').at(-1))).toContain(ivan.staffId);
    expect(await app.tell(aSubmission(user, 'assign', ticket.id, {}, 'V61'))).toMatchObject({
      errors: { staff: expect.stringContaining('Choose a colleague') },
    });
    const staff = { staff: { selected_option: { value: ivan.staffId } } };
    await app.tell(aSubmission(user, 'assign', ticket.id, staff, 'V61'));
    await settled();
    expect((await now()).assigneeId).toBe(ivan.staffId);
  });

  it('merge a duplicate by its number, and say in the form which number is none', async () => {
    const user = await slackOf(sergey);
    const original = await aTicket(house.ctx, await aResident(house.ctx, flat), flat);
    await app.tell(aTap(user, 'ticket-duplicate', shortId(ticket.id)));
    expect(JSON.stringify(slack.of('views.open').at(-1))).toContain(`№ ${original.number}`);
    const send = (number: string) =>
      app.tell(aSubmission(user, 'duplicate', ticket.id, { number: { value: number } }, 'V70'));
    for (const wrong of ['', 'abc', '99999', String(ticket.number)]) {
      expect(await send(wrong)).toMatchObject({ errors: { number: expect.any(String) } });
    }
    await send(`№ ${original.number}`);
    await settled();
    const merged = await house.ctx.db.ticket.findUniqueOrThrow({ where: { id: ticket.id } });
    expect(merged).toMatchObject({ status: 'closed', closedAs: 'duplicate', duplicateOfId: original.id });
    const card = ticketCard(await companySpeech(house.ctx), await now());
    expect(JSON.stringify(card.blocks)).toContain(`О том же, что № ${original.number}`);
  });

  it('propose a visit in the time of the building, and say what makes no sense', async () => {
    const user = await slackOf(sergey);
    await app.tell(aTap(user, 'ticket-visit', shortId(ticket.id)));
    expect(slack.of('views.open').at(-1)).toMatchObject({ view: { callback_id: 'visit' } });
    const send = (day: string | null, from: string, until: string) => {
      const times = { from: { selected_time: from }, until: { selected_time: until } };
      return app.tell(aSubmission(user, 'visit', ticket.id, { day: { selected_date: day }, ...times }, 'V80'));
    };
    expect(await send(null, '14:00', '16:00')).toMatchObject({ errors: { window: expect.any(String) } });
    expect(await send('2026-11-01', '14:00', '16:00')).toMatchObject({ errors: { day: expect.any(String) } });
    expect(await send('2026-12-10', '16:00', '14:00')).toMatchObject({ errors: { day: expect.any(String) } });
    await send('2026-12-10', '14:00', '16:00');
    await settled();
    const visit = await house.ctx.db.visit.findFirstOrThrow({ where: { ticketId: ticket.id } });
    expect(visit.startsAt.toISOString()).toBe('2026-12-10T11:00:00.000Z');
    expect(visit.state).toBe('proposed');
  });

  it('take ready words in one tap, in the language of who reads them, and keep what was typed', async () => {
    const { ctx } = house;
    const texts = { ru: 'Заменили прокладку.', en: 'Replaced the washer.' };
    const reply = await addCannedReply(ctx, systemActor, { use: 'result', texts });
    const user = await slackOf(sergey);
    await app.tell(aTap(user, 'ticket-resolve', shortId(ticket.id)));
    expect(JSON.stringify(slack.of('views.open').at(-1))).toContain('Replaced the washer.');
    const inside = { name: 'resolve', id: ticket.id, viewId: 'V95', values: { report: { value: 'Kitchen.' } } };
    await app.tell(aTapInside(user, 'canned-1', shortId(reply.id), inside));
    const refilled = JSON.stringify(slack.of('views.update').at(-1));
    expect(refilled).toContain('"block_id":"report~1"');
    expect(refilled).toContain('Kitchen.\\nReplaced the washer.');
    // What is sent afterwards stands under the new id, and a complaint finds it there.
    expect(
      await app.tell(aSubmission(user, 'resolve', ticket.id, { 'report~1': { value: '…' } }, 'V95')),
    ).toMatchObject({
      errors: { 'report~1': expect.stringContaining('without a report') },
    });
    await app.tell(aSubmission(user, 'resolve', ticket.id, { 'report~1': { value: 'Kitchen. Washer.' } }, 'V95'));
    await settled();
    expect((await now()).report).toBe('Kitchen. Washer.');
  });

  it('offer the photos of the thread for the report, and say that a voice is there', async () => {
    const user = await slackOf(sergey);
    const files = [
      { kind: 'photo' as const, source: 'slack' as const, sourceRef: 'F501', name: 'before.png' },
      { kind: 'photo' as const, source: 'slack' as const, sourceRef: 'F502', name: 'after.png' },
      { kind: 'voice' as const, source: 'slack' as const, sourceRef: 'F503' },
    ];
    await noteTicket(house.ctx, sergey, { ticketId: ticket.id, text: 'New tap', files });
    await app.tell(aTap(user, 'ticket-resolve', shortId(ticket.id)));
    const shown = JSON.stringify(slack.of('views.open').at(-1));
    for (const part of ['before.png', 'after.png', 'voice message']) expect(shown).toContain(part);
    const after = (await now()).messages[0]?.files.find(({ name }) => name === 'after.png');
    const values = {
      report: { value: 'New tap' },
      'thread-photos': { selected_options: [{ value: after?.id }] },
    };
    await app.tell(aSubmission(user, 'resolve', ticket.id, values, 'V96'));
    await settled();
    const report = (await now()).attachments.filter(({ purpose }) => purpose === 'report');
    expect(report.map(({ sourceRef }) => sourceRef)).toEqual(['F502']);
  });

  it('begin the talk of a ticket nobody has said anything in', async () => {
    await app.tell(aSubmission(await slackOf(sergey), 'reply-ticket', ticket.id, { words: { value: 'Hello' } }, 'V4'));
    await settled();
    expect((await now()).messages.map((message) => message.text)).toEqual(['Hello']);
  });
});

describe('Contact', () => {
  it('is shown to who works on it, only to them, and to nobody else', async () => {
    const { ctx } = house;
    await ctx.db.resident.update({ where: { id: anna.residentId }, data: { phone: '+79990001122' } });
    const user = await slackOf(sergey);
    await app.tell(aTap(user, 'ticket-contact', shortId(ticket.id)));
    await settled();
    expect(said().at(-1)?.text).toContain('Only the colleague who works on');
    await claimTicket(ctx, sergey, { ticketId: ticket.id });
    await app.tell(aTap(user, 'ticket-contact', shortId(ticket.id)));
    await settled();
    expect(slack.of('chat.postEphemeral').at(-1)).toMatchObject({ user });
    expect(JSON.stringify(slack.of('chat.postEphemeral').at(-1)?.blocks)).toContain('tel:+79990001122');
    expect(JSON.stringify([...slack.of('chat.postMessage'), ...slack.of('chat.update')])).not.toContain('0001122');
    expect(await ctx.db.auditEvent.count({ where: { subjectId: ticket.id, deed: 'contact.viewed' } })).toBe(1);
  });
});

describe('on the way to a visit', () => {
  it('each press does its deed, and a menu it was pressed in shows what comes next', async () => {
    const user = await slackOf(sergey);
    await claimTicket(house.ctx, sergey, { ticketId: ticket.id });
    await app.tell(aTap(user, 'ticket-set-off', shortId(ticket.id)));
    await settled();
    const stateOf = async () => (await house.ctx.db.visit.findFirst({ where: { ticketId: ticket.id } }))?.state;
    expect(await stateOf()).toBe('on-the-way');
    await app.tell(aTap(user, 'ticket-arrive', shortId(ticket.id)));
    await settled();
    expect(await stateOf()).toBe('at-the-door');
    const menu = { name: 'ticket-menu', id: ticket.id, viewId: 'V90' };
    await app.tell(aTapInside(user, 'ticket-miss', shortId(ticket.id), menu));
    await settled();
    expect(await stateOf()).toBe('missed');
    expect(await now()).toMatchObject({ pause: 'waiting-for-resident' });
    expect(slack.of('views.update')).toMatchObject([{ view_id: 'V90', view: { callback_id: 'ticket-menu' } }]);
    slack.refuse('views.update', () => 'not_found');
    await app.tell(aTapInside(user, 'ticket-release', shortId(ticket.id), menu));
    await settled();
    expect((await now()).status).toBe('new');
    expect(said()).toEqual([]);
  });
});

describe('a thread', () => {
  beforeEach(async () => {
    const subject = { type: 'ticket' as const, id: ticket.id };
    const place = `slack:C1`;
    await placeCard(house.ctx, {
      subject,
      place,
      channel: 'slack',
      platformRef: `C1:9.${ticket.number}`,
      shownVersion: 1,
    });
  });

  it('is kept with its files among colleagues, once', async () => {
    const file = { id: 'F9', name: 'v.m4a', mimetype: 'audio/mp4', size: 5, duration_ms: 3200 };
    const words = aMessage(await slackOf(sergey), 'closed &lt;valve&gt;', `10.${ticket.number}`, `9.${ticket.number}`, {
      subtype: 'file_share',
      files: [file],
    });
    await app.tell(words);
    await app.tell({ ...words, event_id: 'EvAgain' });
    await settled();
    const { messages } = await now();
    expect(messages).toMatchObject([
      { text: 'closed <valve>', visibility: 'internal', files: [{ source: 'slack', sourceRef: 'F9', kind: 'voice' }] },
    ]);
  });

  it('keeps all of a long paste', async () => {
    const paste = Array.from({ length: 4000 }, (_, n) => `line ${n}`).join(' ');
    await app.tell(aMessage(await slackOf(sergey), paste, `11.${ticket.number}`, `9.${ticket.number}`));
    await settled();
    const { messages } = await now();
    expect(
      messages
        .map(({ text }) => text)
        .join('')
        .replace(/\s/g, ''),
    ).toBe(paste.replace(/\s/g, ''));
  });

  it('tells whoever may not note that it was not kept', async () => {
    const vera = await aColleague(house.ctx, 'accountant');
    await app.tell(aMessage(await slackOf(vera), 'hm', `12.${ticket.number}`, `9.${ticket.number}`));
    await settled();
    expect(said()[0]?.text).toMatch(/^This was not kept\./);
    expect((await now()).messages).toEqual([]);
  });

  it('of somebody else is nobody’s business, nor are roots, bots and edits', async () => {
    const user = await slackOf(sergey);
    await app.tell(aMessage(user, 'lunch?', '13.1', '13.0'));
    await app.tell(aMessage(user, 'hello all', '13.2'));
    await app.tell(aMessage(user, 'bot', '13.3', `9.${ticket.number}`, { bot_id: 'B9', subtype: 'bot_message' }));
    await app.tell(aMessage(user, 'edit', '13.4', `9.${ticket.number}`, { subtype: 'message_changed' }));
    await settled();
    expect((await now()).messages).toEqual([]);
    expect(slack.calls).toEqual([]);
    // Our own posts and edits come back as events; they are not even kept.
    expect(
      await house.ctx.db.inboundEvent.count({ where: { key: { in: ['slack:T1:Ev13.2', 'slack:T1:Ev13.3'] } } }),
    ).toBe(0);
  });
});

describe('what goes wrong', () => {
  it('is tried again until Slack answers, and the deed is done once', async () => {
    const user = await slackOf(sergey);
    let fails = 1;
    slack.refuse('chat.postEphemeral', () => (fails-- > 0 ? new Error('socket hang up') : null));
    await claimTicket(house.ctx, await aColleague(house.ctx), { ticketId: ticket.id });
    await app.tell(aTap(user, 'ticket-claim', shortId(ticket.id)), 'again-1');
    await settled();
    expect(said()).toHaveLength(1);
    const row = await house.ctx.db.inboundEvent.findUnique({ where: { key: 'slack:T1:again-1' } });
    expect(row).toMatchObject({ state: 'done', attempts: 2 });
  });

  it('after a kill is found by the next process and changes nothing twice', async () => {
    const user = await slackOf(sergey);
    await claimTicket(house.ctx, sergey, { ticketId: ticket.id });
    await app.tell(aTap(user, 'ticket-start', shortId(ticket.id)), 'kill-1');
    await settled();
    // The deed was committed, and the process died before it could say so.
    await house.ctx.db.inboundEvent.update({
      where: { key: 'slack:T1:kill-1' },
      data: { state: 'received', doneAt: null, leasedUntil: null },
    });
    const next = anApp(aDesk(house.ctx, slack));
    await settled();
    await next.inbox.stop();
    expect(await now()).toMatchObject({ status: 'in-work', version: 3 });
    expect(said()).toEqual([]);
  });
});
