import { complainAboutAssignee, onAssign, openAssign } from './assign.ts';
import { complainAboutCall, onCallMade, onNoAnswer, onShowNumber, openCallMade } from './call-card.ts';
import { cannedButtons, onCanned } from './canned.ts';
import { onTicketCommand } from './command.ts';
import { onContact } from './contact.ts';
import type { Desk } from './desk.ts';
import { onUnreachable } from './digest.ts';
import { complainAboutDecision, onAcceptDispute, onDecision, openPartly, openRejectDispute } from './dispute.ts';
import { complainAboutTwin, onDuplicate, openDuplicate } from './duplicate.ts';
import { complainAboutMute, onMute, onUnmute, openMute } from './flat-mutes.ts';
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
import { onDutyLink, onShift } from './home-tab.ts';
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
import type { Tap } from './payloads.ts';
import { complainAboutRefund, onPaymentKeep, onPaymentRefund, openPaymentRefund } from './payment-card.ts';
import { onPriority, openPriority } from './priority.ts';
import { complainAboutReason, onReject, openReject } from './reject.ts';
import { complainAboutReply, onReply, openReply, openReplyFromMessage } from './reply.ts';
import { onReplyToAll, previewReplyToAll } from './reply-to-all.ts';
import { complainAboutReport, onResolve, openResolve } from './resolve.ts';
import { complainAboutStaff, onStaffApprove, onStaffDecline, onStaffJoin, openStaffApprove } from './staff-join.ts';
import { onTakeBack } from './take-back.ts';
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
import {
  complainAboutIgnoring,
  complainAboutMatch,
  onIgnore,
  onMatch,
  openIgnore,
  openMatch,
} from './unmatched-card.ts';
import { complainAboutVisit, onVisit, openVisit } from './visit.ts';
import { askWhoCalled } from './who-called.ts';

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
  'flat-unmute': onUnmute,
  'dispute-accept': onAcceptDispute,
  'payment-keep': onPaymentKeep,
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
  'dispute-partly': openPartly,
  'dispute-reject': openRejectDispute,
  'ticket-more': openMenu,
  ...Object.fromEntries(cannedButtons.map((one) => [one, onCanned])),
  'ticket-outage': openOutageOfTicketForm,
  'outage-change': openOutageChange,
  'payment-refund': openPaymentRefund,
  'unmatched-match': openMatch,
  'unmatched-ignore': openIgnore,
  'join-approve': openApprove,
  'flat-note-call': openCallNote,
  'flat-mute': openMute,
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
  'dispute-partly': { complain: complainAboutDecision, work: onDecision },
  'dispute-reject': { complain: complainAboutDecision, work: onDecision },
  'payment-refund': { complain: complainAboutRefund, work: onPaymentRefund },
  'unmatched-match': { complain: (_desk, speech, sent) => complainAboutMatch(speech, sent), work: onMatch },
  'unmatched-ignore': { complain: (_desk, speech, sent) => complainAboutIgnoring(speech, sent), work: onIgnore },
  'call-made': { complain: (_desk, speech, sent) => complainAboutCall(speech, sent), work: onCallMade },
  'flat-note': { complain: (_desk, speech, sent) => complainAboutCallNote(speech, sent), work: onCallNote },
  'flat-mute': { complain: complainAboutMute, work: onMute },
  'hand-over': { complain: (_desk, speech, sent) => complainAboutHandOver(speech, sent), work: onHandOver },
  'new-ticket': { complain: complainAboutNewTicket, ask: askWhoCalled, work: onNewTicket },
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
