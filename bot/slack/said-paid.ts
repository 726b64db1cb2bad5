import { getMute } from '#api/billing/reminders/mutes.ts';
import { getUnitSheet } from '#api/buildings/unit-sheet.ts';
import { systemActor } from '#api/core/actor.ts';
import { formatPeriod } from '#locales/format.ts';
import type { Desk } from './desk.ts';
import { uploadAttachment } from './photos.ts';
import type { Place } from './posting.ts';
import { showsWords } from './privacy.ts';
import { moment, placeWords, type Speech } from './speech.ts';

/** `12 Sadovaya St., flat 57 says that the bill for November 2026 is paid (account …). No reminders until …`. */
export async function saidPaidWords({ ctx }: Desk, speech: Speech, muteId: string): Promise<string> {
  const mute = await getMute(ctx, muteId);
  const unit = await getUnitSheet(ctx, systemActor, mute.unitId);
  return speech.t('slack.said-paid.line', {
    flat: placeWords(speech, { address: unit.address, unit: { number: unit.number, type: unit.type } }),
    period: mute.period ? formatPeriod(speech.locale, mute.period, true) : '',
    account: mute.accountNumber,
    until: moment(speech, mute.until),
  });
}

/** A picture of the receipt, under a line that says whose it is; nothing where Slack sees no files of residents. */
export async function postProof(
  desk: Desk,
  speech: Speech,
  muteId: string,
  attachmentId: string,
  { channel }: Place,
): Promise<string | null> {
  if (!(await showsWords(desk.ctx))) return null;
  const { accountNumber: account, period } = await getMute(desk.ctx, muteId);
  await desk.pace.turn(channel);
  const comment = speech.t('slack.said-paid.proof', {
    account,
    period: period ? formatPeriod(speech.locale, period, true) : '',
  });
  const { fileId } = await uploadAttachment(desk, attachmentId, { channel, comment });
  return `${channel}:${fileId}`;
}
