import type { NoticeMessage } from '#api/notifications/notice-message.ts';
import { lines, type Message, quotation, smallPrint } from './blocks.ts';
import { cut, escapeText } from './mrkdwn.ts';
import { placeWords, type Speech } from './speech.ts';

/** A resident's words (their name is the flat), or a colleague's from another surface. */
export function saidNotice(speech: Speech, message: NoticeMessage): Message {
  const who = authorWords(speech, message);
  const files = message.files.length > 0 ? [smallPrint(filesComing(speech, message))] : [];
  const words = message.text === '' ? [] : [quotation(message.text)];
  return {
    text: escapeText(`${who}: ${cut(message.text, 500)}`),
    blocks: [lines([{ bold: who }]), ...words, ...files],
  };
}

/** One sentence of ours in a thread, perhaps with words of the resident under it. */
export function sentenceNotice(sentence: string, words = ''): Message {
  return {
    text: escapeText(words === '' ? sentence : `${sentence} ${cut(words, 500)}`),
    blocks: [lines([{ bold: sentence }]), ...(words === '' ? [] : [quotation(words)])],
  };
}

/** Who speaks: a colleague by name, a resident by flat. */
export function authorWords(speech: Speech, message: NoticeMessage): string {
  const { t } = speech;
  if (message.authorKind !== 'resident') return message.authorName ?? t('slack.thread.company');
  const unit = message.unitNumber === null ? null : { number: message.unitNumber, type: 'flat' };
  return placeWords(speech, { address: null, unit }) || t('slack.thread.resident');
}

function filesComing({ t }: Speech, message: NoticeMessage): string {
  // A colleague's lie in the thread where they were put.
  const key = message.files.every(({ source }) => source === 'slack') ? 'files-with' : 'files-below';
  return t(`slack.thread.${key}`, { count: message.files.length });
}
