import type { App, Context } from '@slack/bolt';
import { z } from 'zod';
import type { JsonObject } from '#api/core/outbox.ts';
import { complainAboutAssignee, onAssign, openAssign } from './assign.ts';
import { complainAboutCall, onCallMade, onNoAnswer, onShowNumber, openCallMade } from './call-card.ts';
import { cannedButtons, onCanned } from './canned.ts';
import { onTicketCommand, opensForm } from './command.ts';
import { onContact } from './contact.ts';
import { type Desk, type Spot, tellAside } from './desk.ts';
import { onUnreachable } from './digest.ts';
import { complainAboutTwin, onDuplicate, openDuplicate } from './duplicate.ts';
import {
  complainAboutCallNote,
  onCallNote,
  onFlatChosen,
  onFlatCommand,
  openCallNote,
  openFlatTicket,
} from './flat-sheet.ts';
import { complainAboutHandOver, onHandOver, openHandOver } from './hand-over.ts';
import { complainAboutHold, onHold, openHold } from './hold.ts';
import { onDutyLink, onHomeOpened, onShift } from './home-tab.ts';
import type { Inline } from './inbox.ts';
import { complainAboutFlat, onApprove, onDecline, openApprove } from './join-request.ts';
import { complainAboutQuestion, onNeedInfo, openNeedInfo } from './need-info.ts';
import { complainAboutNewTicket, onNewTicket, openNewTicket } from './new-ticket.ts';
import { complainAboutNewTime, onNewTime, openNewTime } from './new-time.ts';
import { onCancelOutage, onRestoreOutage } from './outage-card.ts';
import {
  complainAboutOutage,
  onChangeOutage,
  onOpenOutage,
  openOutageChange,
  openOutageForm,
  openOutageOfTicketForm,
} from './outage-form.ts';
import {
  idOf,
  readCommand,
  readGlobalShortcut,
  readHomeOpened,
  readShortcut,
  readSubmission,
  readTap,
  readThreadWords,
  type Tap,
} from './payloads.ts';
import { onPriority, openPriority } from './priority.ts';
import { complainAboutReason, onReject, openReject } from './reject.ts';
import { complainAboutReply, onReply, openReply, openReplyFromMessage } from './reply.ts';
import { onReplyToAll, previewReplyToAll } from './reply-to-all.ts';
import { complainAboutReport, onResolve, openResolve } from './resolve.ts';
import { complainAboutStaff, onStaffApprove, onStaffDecline, onStaffJoin, openStaffApprove } from './staff-join.ts';
import { onTakeBack } from './take-back.ts';
import { onThreadEdit, readThreadEdit } from './thread-edits.ts';
import { onThreadWords } from './thread-talk.ts';
import {
  onArrive,
  onCancelVisit,
  onClaim,
  onLocalise,
  onMiss,
  onRelease,
  onResume,
  onSetOff,
  onStart,
} from './ticket-deeds.ts';
import { type Form, ticketForm } from './ticket-form.ts';
import { onTicketFromMessage, openTicketOfChat, openTicketShortcut } from './ticket-from-message.ts';
import { openMenu } from './ticket-menu.ts';
import { complainAboutVisit, onVisit, openVisit } from './visit.ts';
import { asColleague, speechOf } from './who.ts';

type Deed = (desk: Desk, tap: Tap, id: string, key: string) => Promise<void>;
type Opener = (desk: Desk, tap: Tap, id: string) => Promise<void>;

/** Buttons that lead to a page: there is nothing to do. */
export const links = ['ticket-admin', 'home-open'];

/** Buttons that change something: worked from their row. */
export const deeds: Record<string, Deed> = {
  'ticket-claim': onClaim,
  'ticket-start': onStart,
  'ticket-resume': onResume,
  'ticket-localise': onLocalise,
  'ticket-set-off': onSetOff,
  'ticket-arrive': onArrive,
  'ticket-miss': onMiss,
  'ticket-cancel-visit': onCancelVisit,
  'ticket-contact': onContact,
  'ticket-release': onRelease,
  'home-shift': onShift,
  'home-duty': onDutyLink,
  'staff-join': onStaffJoin,
  'staff-decline': onStaffDecline,
  'digest-unreachable': onUnreachable,
  'join-decline': onDecline,
  'outage-restore': onRestoreOutage,
  'outage-cancel': onCancelOutage,
  'message-take-back': onTakeBack,
  'flat-show': onFlatChosen,
  'call-no-answer': onNoAnswer,
  'call-number': onShowNumber,
};

/** Buttons that open a form: at once, because Slack lets a form open for three seconds only. */
export const openers: Record<string, Opener> = {
  'ticket-need-info': openNeedInfo,
  'ticket-resolve': openResolve,
  'ticket-hold': openHold,
  'ticket-new-time': openNewTime,
  'ticket-visit': openVisit,
  'ticket-assign': openAssign,
  'ticket-priority': openPriority,
  'ticket-duplicate': openDuplicate,
  'ticket-reject': openReject,
  'ticket-reply': (desk, tap, id) => openReply(desk, tap, { type: 'ticket', id }),
  'ticket-more': openMenu,
  ...Object.fromEntries(cannedButtons.map((one) => [one, onCanned])),
  'ticket-outage': openOutageOfTicketForm,
  'outage-change': openOutageChange,
  'join-approve': openApprove,
  'flat-note-call': openCallNote,
  'staff-approve': openStaffApprove,
  'flat-ticket': openFlatTicket,
  'call-made': openCallMade,
  'conversation-ticket': openTicketOfChat,
  'conversation-hand-over': openHandOver,
  'conversation-reply': (desk, tap, id) => openReply(desk, tap, { type: 'conversation', id }),
};

/** Forms by their callback id: what is wrong with one is said in it, before it is taken. */
export const forms: Record<string, Form> = {
  'need-info': ticketForm('ask', 'question', {
    complain: (_desk, speech, sent) => complainAboutQuestion(speech, sent),
    work: onNeedInfo,
  }),
  resolve: ticketForm('resolve', 'report', {
    complain: (_desk, speech, sent) => complainAboutReport(speech, sent),
    work: onResolve,
  }),
  hold: ticketForm('hold', 'reason', {
    complain: ({ ctx }, speech, sent) => complainAboutHold(ctx, speech, sent),
    work: onHold,
  }),
  'new-time': ticketForm('renew', 'reason', {
    complain: ({ ctx }, speech, sent) => complainAboutNewTime(ctx, speech, sent),
    work: onNewTime,
  }),
  visit: ticketForm('propose-visit', 'day', { complain: complainAboutVisit, work: onVisit }),
  assign: ticketForm('assign', 'staff', {
    complain: (_desk, speech, sent) => complainAboutAssignee(speech, sent),
    work: onAssign,
  }),
  priority: ticketForm('prioritise', 'urgency', { complain: () => null, work: onPriority }),
  duplicate: ticketForm('merge', 'number', { complain: complainAboutTwin, work: onDuplicate }),
  reject: ticketForm('reject', 'reason', {
    complain: (_desk, speech, sent) => complainAboutReason(speech, sent),
    work: onReject,
  }),
  'call-made': { complain: (_desk, speech, sent) => complainAboutCall(speech, sent), work: onCallMade },
  'flat-note': { complain: (_desk, speech, sent) => complainAboutCallNote(speech, sent), work: onCallNote },
  'hand-over': { complain: (_desk, speech, sent) => complainAboutHandOver(speech, sent), work: onHandOver },
  'new-ticket': { complain: complainAboutNewTicket, work: onNewTicket },
  'ticket-from-message': { complain: () => null, work: onTicketFromMessage },
  'reply-ticket': {
    complain: (_desk, speech, sent) => complainAboutReply(speech, sent),
    preview: previewReplyToAll,
    work: onReply,
  },
  'reply-to-all': { complain: () => null, work: onReplyToAll },
  'reply-conversation': { complain: (_desk, speech, sent) => complainAboutReply(speech, sent), work: onReply },
  'join-approve': { complain: complainAboutFlat, work: onApprove },
  'outage-open': { complain: complainAboutOutage, work: onOpenOutage },
  'outage-of-ticket': { complain: complainAboutOutage, work: onOpenOutage },
  'outage-change': { complain: complainAboutOutage, work: onChangeOutage },
  'staff-approve': { complain: (_desk, speech, sent) => complainAboutStaff(speech, sent), work: onStaffApprove },
};

export const messageShortcuts = {
  'reply-to-resident': openReplyFromMessage,
  'ticket-from-message': openTicketShortcut,
};
/** Shortcuts of the workspace, whatever channel somebody is in. */
export const globalShortcuts = { 'ticket-by-phone': openNewTicket, 'outage-open': openOutageForm };
export const commands = { '/ticket': onTicketCommand, '/flat': onFlatCommand, '/outage': openOutageForm };

/** Lets the app answer to everything a colleague can do. `keyOf` names the row that is worked on. */
export function listen(app: App, desk: Desk): void {
  for (const [actionId, deed] of Object.entries(deeds)) {
    app.action(actionId, ({ body, context }) =>
      onTap(desk, readTap(body), (tap, id) => deed(desk, tap, id, keyOf(context))),
    );
  }
  for (const [actionId, open] of Object.entries(openers)) {
    app.action(actionId, ({ body }) => onTap(desk, readTap(body), (tap, id) => open(desk, tap, id)));
  }
  for (const actionId of links) app.action(actionId, async () => {});
  app.action(isUnknownAction, ({ body }) => onStaleButton(desk, readTap(body).spot));
  for (const [name, form] of Object.entries(forms)) {
    app.view(name, ({ body }) => {
      const sent = readSubmission(body);
      return form.work(desk, sent, sent.key);
    });
  }
  for (const [name, open] of Object.entries(messageShortcuts)) {
    app.shortcut(name, ({ body }) => open(desk, readShortcut(body)));
  }
  for (const [name, open] of Object.entries(globalShortcuts)) {
    app.shortcut(name, ({ body }) => open(desk, readGlobalShortcut(body)));
  }
  for (const [name, run] of Object.entries(commands)) {
    app.command(name, ({ body, respond }) =>
      run(desk, readCommand(body), async (message) => {
        await respond({ response_type: 'ephemeral', ...message });
      }),
    );
  }
  app.event('message', async ({ event }) => {
    const words = readThreadWords(event);
    if (words) return onThreadWords(desk, words);
    const edit = readThreadEdit(event);
    if (edit) await onThreadEdit(desk, edit);
  });
  app.event('app_home_opened', async ({ event }) => {
    const userId = readHomeOpened(event);
    if (userId) await onHomeOpened(desk, userId);
  });
}

/** The events that mean something to us; all others are noise. */
const heard = [readThreadWords, readThreadEdit, readHomeOpened];

/** What is answered before the row is worked: forms are opened, and complained about. */
export function inlineOf(desk: Desk): Inline {
  return {
    isNoise: ({ event }) => event !== undefined && !heard.some((read) => read(event) !== null),
    isOpener(body) {
      const { type, actions, command, text } = opener.parse(body);
      if (type === 'message_action' || type === 'shortcut') return true;
      return (actions?.[0]?.action_id ?? '') in openers || opensForm(command, text);
    },
    async complain(body) {
      const sent = readSubmission(body);
      const { speech } = await speechOf(desk, sent.spot.userId);
      const wrong = (await forms[sent.modal]?.complain(desk, speech, sent)) ?? null;
      return wrong && Object.fromEntries(Object.entries(wrong).map(([name, words]) => [sent.blockOf(name), words]));
    },
    async preview(body) {
      const sent = readSubmission(body);
      const form = forms[sent.modal];
      if (!form?.preview) return null;
      const { speech } = await speechOf(desk, sent.spot.userId);
      return form.preview(desk, speech, sent);
    },
    isPreview: (body) => readSubmission(body).modal === 'reply-to-all',
  };
}

/** Something of theirs could not be done after all tries: they are told, if Slack lets us. */
export async function tellGaveUp(desk: Desk, body: JsonObject): Promise<void> {
  const spot = spotOf(body);
  if (!spot) return;
  const { speech } = await speechOf(desk, spot.userId);
  await tellAside(desk, spot, speech.t('slack.refusals.unexpected'));
}

const opener = z.object({
  type: z.string().optional().catch(undefined),
  command: z.string().catch(''),
  text: z.string().catch(''),
  actions: z
    .array(z.object({ action_id: z.string() }))
    .optional()
    .catch(undefined),
});

const place = z.object({
  user: z.object({ id: z.string() }).optional().catch(undefined),
  user_id: z.string().optional(),
  channel: z.object({ id: z.string() }).optional().catch(undefined),
  channel_id: z.string().optional(),
  event: z.object({ user: z.string(), channel: z.string() }).optional().catch(undefined),
});

function spotOf(body: JsonObject): Spot | null {
  const { user, user_id, channel, channel_id, event } = place.parse(body);
  const userId = user?.id ?? user_id ?? event?.user;
  return userId ? { userId, channelId: channel?.id ?? channel_id ?? event?.channel ?? null } : null;
}

const isUnknownAction = new RegExp(`^(?!(?:${[...Object.keys(deeds), ...Object.keys(openers), ...links].join('|')})$)`);

async function onTap(desk: Desk, tap: Tap, work: (tap: Tap, id: string) => Promise<void>): Promise<void> {
  const id = idOf(tap.value.split(':').at(-1) ?? '');
  if (id) await work(tap, id);
  else await onStaleButton(desk, tap.spot);
}

/** A button of an older version of ours: nothing stays silent. */
async function onStaleButton(desk: Desk, spot: Spot): Promise<void> {
  await asColleague(desk, spot, ({ speech }) => tellAside(desk, spot, speech.t('slack.refusals.out-of-date')));
}

function keyOf(context: Context): string {
  const key: unknown = context.rowKey;
  if (typeof key !== 'string') throw new Error('a deed is only done from its row');
  return key;
}
