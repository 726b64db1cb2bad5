import type { ActionsBlock } from '@slack/types';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FlatBalance } from '#api/billing/exports/flat-balances.ts';
import type { Mute } from '#api/billing/reminders/mutes.ts';
import type { CallNow } from '#api/calls/get-call.ts';
import type { StaffActor } from '#api/core/actor.ts';
import { instant } from '#api/core/time.ts';
import type { Digest } from '#api/flows/digest.ts';
import type { FileEntry } from '#api/flows/flat-file.ts';
import type { NoticeMessage } from '#api/notifications/notice-message.ts';
import type { Outage } from '#api/outages/read-outages.ts';
import type { JoinRequestInfo } from '#api/residents/join-requests.ts';
import type { StaffInfo } from '#api/staff/staff.ts';
import type { StaffRequestInfo } from '#api/staff/staff-requests.ts';
import { defaultCategories } from '#api/tickets/classifier.ts';
import type { TicketContact } from '#api/tickets/contact.ts';
import type { TicketDraft } from '#api/tickets/from-message.ts';
import type { LikelyTwin } from '#api/tickets/likely-twins.ts';
import type { CardClock } from '#api/tickets/sla/card-clocks.ts';
import type { StaffTicket, StaffTicketRow } from '#api/tickets/staff-tickets.ts';
import type { VisitState } from '#api/tickets/visit-status.ts';
import { assignModal } from './assign.ts';
import { callCard, callModal } from './call-card.ts';
import { called } from './call-out.ts';
import { clockNotice } from './clock-notices.ts';
import { queueList } from './command.ts';
import { contactSheet } from './contact.ts';
import { conversationCard } from './conversation-card.ts';
import { digestMessage } from './digest.ts';
import { duplicateModal } from './duplicate.ts';
import { muteModal } from './flat-mutes.ts';
import { callNoteModal, flatSheet } from './flat-sheet.ts';
import { handOverModal } from './hand-over.ts';
import { holdModal } from './hold.ts';
import { joinOffer } from './join-offer.ts';
import { approveModal, joinRequestCard } from './join-request.ts';
import { needInfoModal } from './need-info.ts';
import { outageCard } from './outage-card.ts';
import { outageModal } from './outage-form.ts';
import { priorityModal } from './priority.ts';
import { rejectModal } from './reject.ts';
import { replyModal } from './reply.ts';
import { replyLine } from './reply-line.ts';
import { draftReport } from './report-draft.ts';
import { resolveModal } from './resolve.ts';
import { speech } from './speech.ts';
import { staffApproveModal, staffRequestCard } from './staff-join.ts';
import { storyMessage } from './story.ts';
import { type BlockCheck, openBlockCheck } from './testing.ts';
import { saidNotice, sentenceNotice } from './thread-notices.ts';
import { ticketButtons } from './ticket-buttons.ts';
import { cardPhotos, ticketCard } from './ticket-card.ts';
import { ticketFromMessageModal } from './ticket-from-message.ts';
import { ticketMenu } from './ticket-menu.ts';
import { visitModal } from './visit.ts';

const nasty = "<b>O'Neil & _co_ <!channel> *x* <@U1>";
const id = '019a5b5e-0000-7000-8000-000000000001';
const about = { id, channelId: 'C1' };
const at = instant('2026-11-20T07:02:00Z');
const categories = defaultCategories.map((category) => ({ ...category, words: [] }));
const aDraft = (text: string, fileCount = 0): TicketDraft => ({
  ...{ messageId: id, conversationId: id, text, fileCount, unitId: null, madeNumber: null },
  ...{ guess: { kind: 'technical', categoryCode: 'plumbing' }, place: 'common-area' },
});
const aHit = { unitId: id, buildingCode: 'sad-12', address: '12 Sadovaya St.', number: '57', type: 'flat' };
const anEntry: FileEntry = {
  ...{ part: 'bills', id, at, code: '2026-11', title: nasty, state: 'issued', minor: '1308367', currency: 'RUB' },
  ...{ number: 7, byName: nasty },
};
const aMute: Mute = {
  ...{ id, unitId: id, accountId: id, accountNumber: nasty, invoiceId: null, period: null },
  ...{ reason: 'by-accountant', note: nasty, until: at },
};
const anAccount: FlatBalance = {
  ...{ accountId: id, accountNumber: nasty, payeeName: nasty, currency: 'RUB', balanceMinor: 1_308_367n, asOf: null },
};
const aCall = (reason: CallNow['reason']): CallNow => ({
  ...{ id, reason, state: 'to-make', text: nasty, outcome: null, unitId: id, unitNumber: '57', unitType: 'flat' },
  ...{
    address: '12 Sadovaya St.',
    residentId: id,
    ticketId: id,
    ticketNumber: 7,
    byName: null,
    createdAt: at,
    madeAt: null,
  },
});
const aChat = {
  ...{ id, address: '12 Sadovaya St.', unitNumber: '57', service: 'front-desk' },
  ...{ startedAt: at, waitsSince: null },
};
const menuAt = { now: at, adminUrl: 'https://cosy.example/admin' };
const words = { ru: speech('ru', { timeZone: 'Europe/Moscow' }), en: speech('en', { timeZone: 'Europe/Moscow' }) };

let check: BlockCheck;
beforeAll(() => {
  check = openBlockCheck();
}, 60_000);

function aTicket(more: Partial<StaffTicket> = {}): StaffTicket {
  return {
    ...{ id, number: 1204, kind: 'technical', place: 'flat', urgency: 'normal', status: 'new', pause: 'none' },
    ...{ assigneeId: null, residentId: id, unitId: id, buildingId: id, version: 1, createdAt: at },
    ...{ category: { code: 'plumbing', names: { ru: 'Вода', en: 'Water' } }, text: 'Kitchen tap leaks' },
    ...{ photosCount: 0, attachments: [], address: '12 Sadovaya St.', assignee: null, question: null },
    unit: { id, number: '57', type: 'flat', entrance: 2, floor: 5 },
    ...{
      clocks: [],
      pauseReason: null,
      pausedUntil: null,
      claimedAt: null,
      startedAt: null,
      resolvedAt: null,
      closedAt: null,
    },
    ...{ report: null, rejectedReason: null, reopenedCount: 0, rating: null, ratingReasons: [], ratingComment: null },
    ...{ localisedAt: null, closedAs: null, returnedAt: null, original: null, visit: null },
    ...{ service: 'technical', conversationId: null, timeline: [], messages: [] },
    ...more,
  };
}

const sergey = { assigneeId: id, assignee: { name: 'Sergey Krasnov', trade: 'plumber' }, claimedAt: at };
const states: Record<string, Partial<StaffTicket>> = {
  new: {},
  claimed: { status: 'claimed', ...sergey },
  'an emergency': { status: 'claimed', ...sergey, urgency: 'emergency' },
  'a localised emergency': { status: 'in-work', ...sergey, urgency: 'emergency', localisedAt: at },
  'of the accountant': { status: 'claimed', ...sergey, kind: 'billing' },
  'on the way': { status: 'claimed', ...sergey, visit: aVisit('on-the-way') },
  'at the door': { status: 'in-work', ...sergey, visit: aVisit('at-the-door') },
  'with a visit ahead': { status: 'in-work', ...sergey, visit: aVisit('accepted') },
  'in work': { status: 'in-work', ...sergey },
  waiting: { status: 'claimed', ...sergey, pause: 'waiting-for-resident', question: nasty },
  'on hold': { status: 'in-work', ...sergey, pause: 'on-hold', pausedUntil: at, pauseReason: nasty },
  resolved: { status: 'resolved', ...sergey, report: nasty, resolvedAt: at },
  closed: { status: 'closed', ...sergey, report: nasty, resolvedAt: at, closedAt: at, rating: 4, reopenedCount: 2 },
  rejected: { status: 'rejected', rejectedReason: nasty },
  cancelled: { status: 'cancelled' },
};

it('the ladder of an emergency says that something is late when it is, and before that nobody is there', () => {
  const clock: CardClock = {
    ...{ promise: 'localisation', dueAt: at, remainingMs: null, metAt: null, isDropped: false, isWarned: false },
    ...{ breachedAt: null, isRenewed: false, reason: null },
  };
  const said = (more: Partial<StaffTicket>, its: CardClock) =>
    clockNotice(
      speech('ru', { timeZone: 'Europe/Moscow' }),
      aTicket({ urgency: 'emergency', ...more }),
      its,
      'channel-late',
    ).text;
  expect(said({}, clock)).toMatch(/Ещё никто не взял: локализация до /);
  expect(said({ status: 'claimed', ...sergey }, clock)).toMatch(/Ещё не закончено: локализация до /);
  expect(said({}, { ...clock, breachedAt: at })).toMatch(/Просрочено: локализация до /);
});

describe('the card of an outage', () => {
  const outage: Outage = {
    ...{ id, workType: 'emergency', services: ['cold-water', 'gas'], texts: { ru: nasty.repeat(60) } },
    places: Array.from({ length: 40 }, () => ({ buildingId: id, address: nasty, entrances: [1, 2, 30] })),
    ...{ startsAt: at, endsAt: at, restoredAt: null, cancelledAt: null, createdAt: at, state: 'late' },
  };

  it.each(['ahead', 'now', 'late', 'over', 'restored', 'cancelled'] as const)('%s is what Slack takes', (state) => {
    for (const said of [words.ru, words.en]) {
      const { text, blocks } = outageCard(said, { ...outage, state });
      expect(check.message(blocks)).toEqual([]);
      expect(text).not.toContain('<!channel>');
      expect(JSON.stringify(blocks).includes('outage-restore')).toBe(['ahead', 'now', 'late'].includes(state));
    }
  });
});

describe('the form of an outage', () => {
  it.each(['open', 'of-ticket', 'change'] as const)('to %s is what Slack takes', (what) => {
    for (const said of [words.ru, words.en]) {
      const draft = { from: at, until: at, where: nasty.repeat(50), services: ['gas'], words: nasty };
      expect(check.modal(outageModal(said, what, about, draft))).toEqual([]);
      expect(check.modal(outageModal(said, what, about, { from: at, until: at }))).toEqual([]);
    }
  });
});

describe('a call to an emergency', () => {
  it('is what Slack takes, and names those it calls in the words for notifications too', () => {
    for (const isFallback of [false, true]) {
      const card = ticketCard(words.ru, aTicket({ urgency: 'emergency', text: nasty }));
      const { text, blocks } = called(words.ru, card, { slackIds: ['U1', 'W2'], isFallback });
      expect(check.message(blocks)).toEqual([]);
      expect(text.startsWith(isFallback ? '<!channel> <@U1> <@W2> №' : '<@U1> <@W2> №')).toBe(true);
    }
  });
});

describe('the card of a ticket', () => {
  it.each([
    ['new', 'claim need-info more'],
    ['claimed', 'set-off start resolve need-info contact release more'],
    ['an emergency', 'localise set-off start resolve need-info contact release more'],
    ['a localised emergency', 'resolve need-info hold contact more'],
    ['of the accountant', 'start resolve need-info contact release more'],
    ['on the way', 'arrive miss start resolve need-info contact release more'],
    ['at the door', 'miss resolve need-info hold contact more'],
    ['with a visit ahead', 'set-off resolve need-info hold contact more'],
    ['in work', 'resolve need-info hold contact more'],
    ['waiting', 'resume set-off start resolve need-info contact release more'],
    ['on hold', 'resolve need-info resume contact more'],
    ['resolved', 'more'],
    ['closed', 'more'],
    ['rejected', ''],
    ['cancelled', ''],
  ])('%s offers what may be done: %s', (state, expected) => {
    expect(namesOf(ticketButtons(words.en, aTicket(states[state])))).toBe(expected);
  });

  it.each([
    ['new', 'reply new-time priority outage duplicate reject admin'],
    ['claimed', 'reply visit hold new-time priority outage assign release duplicate reject admin'],
    ['in work', 'reply visit hold new-time priority outage assign release duplicate reject admin'],
    [
      'with a visit ahead',
      'reply visit cancel-visit hold new-time priority outage assign release duplicate reject admin',
    ],
    ['resolved', 'reply admin'],
    ['closed', 'reply admin'],
  ])('%s has the rest behind More, for whom it is: %s', (state, expected) => {
    const view = ticketMenu(words.en, about, aTicket(states[state]), { actor: owner, ...menuAt });
    const buttons = view.blocks.flatMap((block) =>
      'elements' in block && block.type === 'actions' ? block.elements : [],
    );
    expect(namesOf(buttons)).toBe(expected);
    const other = { ...owner, staffId: 'another' };
    const others = ticketMenu(words.en, about, aTicket(states.claimed), { actor: other, ...menuAt });
    expect(JSON.stringify(others)).not.toMatch(/hold|release|reject|assign|duplicate|priority/);
  });

  it('asks nobody when no resident stands behind it', () => {
    const buttons = ticketButtons(words.en, aTicket({ residentId: null }));
    expect(JSON.stringify(buttons)).not.toMatch(/need-info|reply/);
  });

  it.each(Object.keys(states))('%s is what Slack takes, in both languages', (state) => {
    const ticket = aTicket({ ...states[state], text: nasty.repeat(100), attachments: photos(6) });
    const shown = photos(4).map((photo, index) => ({ attachmentId: photo.id, fileId: `F${index}` }));
    for (const said of [words.ru, words.en]) {
      const { text, blocks } = ticketCard(said, ticket, shown);
      expect(check.message(blocks)).toEqual([]);
      expect(text).toContain('№ 1204');
    }
  });

  it('says who, where, what and since when, without a name or a phone of the resident', () => {
    const { text, blocks } = ticketCard(words.en, aTicket(states.claimed));
    expect(text).toBe('№ 1204 · Kitchen tap leaks · 12 Sadovaya St., flat 57, entrance 2, floor 5 · Claimed');
    const all = JSON.stringify(blocks);
    for (const fact of ['Technical / Water', 'Kitchen tap leaks', 'Sergey Krasnov, plumber', 'opened 20 Nov, 10:02'])
      expect(all).toContain(fact);
  });

  it('shows what anybody wrote as typed, and pings nobody', () => {
    const { text, blocks } = ticketCard(words.en, aTicket({ ...states.waiting, text: nasty }));
    expect(text).not.toMatch(/<[!@b]/);
    expect(JSON.stringify(blocks)).not.toContain('"mrkdwn"');
    const quotes = blocks.filter(
      (block) => block.type === 'rich_text' && block.elements[0]?.type === 'rich_text_quote',
    );
    expect(quotes.map((block) => JSON.stringify(block))).toHaveLength(2);
    for (const quote of quotes) expect(JSON.stringify(quote)).toContain(JSON.stringify(nasty).slice(1, -1));
  });

  it('shows the first four photos of the problem; what was refused is none', () => {
    const files = photos(6);
    const [first, ...rest] = files;
    expect(cardPhotos({ attachments: files }).map((photo) => photo.id)).toEqual(
      files.slice(0, 4).map((photo) => photo.id),
    );
    const refused = [{ ...files[0], ...first, state: 'refused' as const }, ...rest] as StaffTicket['attachments'];
    expect(cardPhotos({ attachments: refused })[0]?.id).toBe(files[1]?.id);
  });
});

describe('forms', () => {
  it('are what Slack takes, in both languages, with long drafts cut', () => {
    for (const said of [words.ru, words.en]) {
      const views = [
        needInfoModal(said, about, 1_234_567),
        resolveModal(said, about, 1_234_567, { text: nasty.repeat(200), photos: photos(10), hasVoice: true }),
        resolveModal(said, about, 1_234_567, { text: '', photos: [], hasVoice: false }),
        rejectModal(said, about, 1_234_567),
        holdModal(said, about, 1_234_567),
        visitModal(said, about, 1_234_567, [aVisit('proposed')]),
        visitModal(said, about, 1_234_567, []),
        assignModal(said, about, aTicket(), colleagues(250)),
        assignModal(said, about, aTicket(), []),
        priorityModal(said, about, aTicket()),
        staffApproveModal(said, about, aStaffRequest(), colleagues(150)),
        duplicateModal(said, about, 1_234_567, [aTwin(1), aTwin(2)]),
        duplicateModal(said, about, 1_234_567, []),
        ticketMenu(said, about, aTicket(states.claimed), { actor: owner, ...menuAt }),
        ticketMenu(said, about, aTicket(states.closed), { actor: { ...owner, roles: ['read-only'] }, ...menuAt }),
        replyModal(said, { type: 'ticket', id }, 'C1', nasty),
        replyModal(said, { type: 'conversation', id }, null),
        approveModal(said, about, aRequest()),
        callNoteModal(said, about),
        muteModal(said, about, [anAccount]),
        handOverModal(said, about, 'front-desk'),
        callModal(said, about, aCall('question')),
        callModal(said, about, aCall('check')),
        callModal(said, about, aCall('visit')),
        ticketFromMessageModal(said, about, aDraft(nasty.repeat(80)), categories),
        ticketFromMessageModal(said, about, aDraft('tap', 2), categories),
      ];
      for (const view of views) expect(check.modal(view), view.callback_id).toEqual([]);
    }
  });

  it('draft the report from what the owner wrote since they took it', () => {
    const message = (n: number, text: string) => ({ ...aMessage, id: `m${n}`, text });
    const noted = (n: number, actorId: string, createdAt = at) => ({
      ...{ kind: 'noted', actorKind: 'staff' as const, actorId, actorName: null },
      ...{ fromStatus: null, toStatus: null, data: { messageId: `m${n}` }, createdAt },
    });
    const ticket = aTicket({
      ...states.claimed,
      messages: [
        message(1, 'before'),
        message(2, 'turned the water off'),
        message(3, 'colleague'),
        message(4, 'new tap'),
      ],
      timeline: [noted(1, id, instant('2026-11-20T06:00:00Z')), noted(2, id), noted(3, 'other'), noted(4, id)],
    });
    expect(draftReport(ticket)).toEqual({ text: 'turned the water off\nnew tap', photos: [], hasVoice: false });
  });
});

describe('other messages', () => {
  it('are what Slack takes, in both languages', () => {
    for (const said of [words.ru, words.en]) {
      const message = aNotice({ text: nasty.repeat(200), files: [] });
      const all = [
        joinRequestCard(said, aRequest(), null),
        joinRequestCard(said, aRequest({ state: 'approved', decidedAt: at, saidPhone: '+7' }), 'Rachel'),
        joinRequestCard(
          said,
          aRequest({ state: 'declined', unit: null, saidWhere: '', reason: 'ambiguous-phone' }),
          null,
        ),
        conversationCard(said, aChat),
        conversationCard(said, { ...aChat, address: null, unitNumber: null, waitsSince: at }),
        conversationCard(said, { ...aChat, service: 'billing' }, false),
        staffRequestCard(said, aStaffRequest()),
        staffRequestCard(said, aStaffRequest({ match: { id, name: nasty }, state: 'approved', decidedBy: nasty })),
        joinOffer(said, nasty),
        digestMessage(said, '2026-11-20', aDigest, at, id),
        digestMessage(said, '2026-11-20', { ...aDigest, emergencies: { count: 0, oldestAt: null } }, at, id),
        contactSheet(said, aContact([{ name: nasty, role: 'owner', phone: '+7 999 000-11-22', isAuthor: true }])),
        contactSheet(said, { ...aContact([]), accessNotes: null, visitCode: null }),
        callCard(said, aCall('question')),
        callCard(said, { ...aCall('check'), state: 'made', outcome: nasty, byName: nasty, madeAt: at }),
        callCard(said, { ...aCall('visit'), text: '2026-11-20T11:00:00Z/2026-11-20T13:00:00Z' }),
        storyMessage(said, { by: nasty, why: nasty }, []),
        flatSheet(
          said,
          aHit,
          { people: [{ role: 'owner', count: 2, connected: 1 }], owed: null, mutes: [aMute] },
          Array(12).fill(anEntry),
          true,
        ),
        saidNotice(said, message),
        saidNotice(said, aNotice({ text: '', files: [{} as NoticeMessage['files'][number]] })),
        replyLine(said, message, { state: 'on-its-way', until: null }, 14),
        replyLine(said, message, { state: 'not-delivered', why: 'blocked' }, 0),
        sentenceNotice(said.t('slack.thread.accepted'), nasty),
        queueList(said, []),
        queueList(
          said,
          Array.from({ length: 30 }, (_, n) => aRow(n)),
        ),
      ];
      for (const { text, blocks } of all) {
        expect(check.message(blocks)).toEqual([]);
        expect(text).not.toMatch(/<[!@b]/);
      }
    }
  });

  it('say the morning in one line for each thing, and leave out what is nought', () => {
    const said = shownWords(digestMessage(words.en, '2026-11-20', aDigest, at, id));
    expect(said).toContain(
      '3 emergencies open (oldest 42 min) · 5 requests late · 2 close to their limit · 4 chats waiting',
    );
    expect(said).toContain('3 payments of the bank without an account · 2 disagreements to be decided today');
    expect(said).toContain('Yesterday: 21 opened, 24 closed, 91 % on time, rating 4.6 (9 voices)');
    expect(said).toContain('Readings: 61 % in, window closes in 3 days');
    expect(said).toContain('Unreachable in the messenger: 14 flats');
    const quiet: Digest = {
      ...{ emergencies: { count: 0, oldestAt: null }, late: 0, nearBreach: 0, chatsWaiting: 0, callsToMake: 0 },
      ...{
        unmatched: 0,
        disputesNear: 0,
        readings: null,
        unreachableFlats: 0,
        yesterday: { opened: 0, closed: 0, onTime: null, rating: null, voices: 0 },
      },
    };
    expect(shownWords(digestMessage(words.en, '2026-11-20', quiet, at, id))).toMatch(
      /No emergencies, and nothing is late/,
    );
  });

  it('never carry the phone of somebody who asks to join', () => {
    const card = joinRequestCard(words.en, aRequest({ saidPhone: '+79990001122' }), null);
    expect(JSON.stringify(card)).not.toContain('79990001122');
    expect(JSON.stringify(card)).toContain('Gave a phone number');
  });

  it('call a resident by the flat', () => {
    expect(saidNotice(words.en, aNotice({ text: 'thanks' })).text).toBe('flat 57: thanks');
    const ok = aNotice({ text: 'ok' });
    expect(replyLine(words.en, ok, { state: 'delivered' }, 0).text).toBe('→ resident ok ✓ delivered');
  });

  it('offer to take a reply back for the seconds that are left, and then no more', () => {
    const shown = (seconds: number, takenBackAt: typeof at | null = null) =>
      JSON.stringify(replyLine(words.en, aNotice({ text: 'ok', takenBackAt }), { state: 'delivered' }, seconds).blocks);
    expect(shown(14)).toContain('Take back · 14 s');
    expect(shown(0)).not.toContain('Take back');
    expect(shown(14, at)).not.toContain('Take back');
  });
});

function aVisit(state: VisitState): NonNullable<StaffTicket['visit']> {
  const staff = { id, name: 'Sergey Krasnov', trade: 'plumber', hasPhoto: false };
  return { id, state, startsAt: at, endsAt: instant('2026-11-20T09:02:00Z'), staff };
}

function aTwin(n: number): LikelyTwin {
  const category = { names: { ru: 'Вода', en: 'Water' } };
  return { id, number: n, text: n === 1 ? nasty.repeat(5) : '', category, unitNumber: '57', createdAt: at };
}

function colleagues(count: number): StaffInfo[] {
  return Array.from({ length: count }, (_, n) => ({
    ...{ id: `${id.slice(0, -3)}${n + 100}`, name: `${nasty} ${n}`, email: `${n}@example.com`, slackUserId: null },
    ...{ authUserId: null, locale: 'en', roles: n < 240 ? ['technician'] : ['dispatcher'] },
    ...{ trade: n < 240 ? 'plumber' : null, isOnShift: n % 2 === 0, isActive: true, hasPhoto: false },
  }));
}

const owner: StaffActor = { kind: 'staff', staffId: id, roles: ['technician'] };

const shownWords = ({ blocks }: { blocks: unknown[] }) => JSON.stringify(blocks);

function namesOf(buttons: ActionsBlock['elements']): string {
  return buttons.map((one) => ('action_id' in one ? one.action_id : '')?.replace('ticket-', '')).join(' ');
}

const aMessage: StaffTicket['messages'][number] = {
  ...{ id: 'm', authorKind: 'staff', authorName: 'Sergey', visibility: 'internal', text: '' },
  ...{ takenBackAt: null, createdAt: at, files: [] },
};

function photos(count: number): StaffTicket['attachments'] {
  return Array.from({ length: count }, (_, n) => ({
    ...{ id: id.replace(/1$/, String(n + 2)), kind: 'photo', state: 'stored', purpose: 'problem' },
    ...{ source: 'telegram', sourceRef: `ref${n}`, name: null, mime: 'image/jpeg' },
  }));
}

function aRequest(more: Partial<JoinRequestInfo> = {}): JoinRequestInfo {
  return {
    ...{ id, chatId: id, reason: 'no-code', saidName: nasty, saidWhere: nasty, saidPhone: null, role: 'owner' },
    ...{ state: 'pending', decidedBy: null, decidedAt: null, createdAt: at },
    unit: { id, address: '12 Sadovaya St.', number: '57', entrance: 2, floor: 5 },
    ...more,
  };
}

function aNotice(more: Partial<NoticeMessage>): NoticeMessage {
  return {
    ...{ id, conversationId: id, ticketId: id, ticketNumber: 1204, authorKind: 'resident', authorName: null },
    ...{ unitNumber: '57', address: '12 Sadovaya St.', visibility: 'resident', text: '', takenBackAt: null },
    ...{ createdAt: at, files: [] },
    ...more,
  };
}

function aStaffRequest(more: Partial<StaffRequestInfo> = {}): StaffRequestInfo {
  return {
    ...{ id, slackUserId: 'U1', name: nasty, email: 'nina@example.com', match: null, state: 'pending' },
    ...{ decidedBy: null, decidedAt: null, createdAt: at },
    ...more,
  };
}

const aDigest: Digest = {
  ...{ emergencies: { count: 3, oldestAt: instant('2026-11-20T06:20:00Z') }, late: 5, nearBreach: 2 },
  ...{
    chatsWaiting: 4,
    callsToMake: 1,
    unmatched: 3,
    disputesNear: 2,
    readings: { share: 61, daysLeft: 3 },
    unreachableFlats: 14,
  },
  yesterday: { opened: 21, closed: 24, onTime: 91, rating: 4.6, voices: 9 },
};

function aContact(people: TicketContact['people']): TicketContact {
  const unit = { number: '57', type: 'flat', entrance: 2, floor: 5 };
  return { number: 1204, address: '12 Sadovaya St.', unit, accessNotes: nasty, visitCode: '4821', people };
}

function aRow(n: number): StaffTicketRow {
  return {
    ...{ id, number: n, kind: 'technical', place: 'flat', urgency: 'normal', status: 'claimed', pause: 'none' },
    ...{ assigneeId: id, residentId: id, unitId: id, buildingId: id, version: 1, createdAt: at },
    ...{ title: nasty, category: null, assignee: null, address: '12 Sadovaya St.', unitNumber: '57' },
  };
}
