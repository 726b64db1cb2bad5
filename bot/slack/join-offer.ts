import { actions, button, type Message, paragraph } from './blocks.ts';
import { escapeText } from './mrkdwn.ts';
import type { Speech } from './speech.ts';

/** A button's value is an id; this one is about nobody but who presses it. */
const nobody = 'AAAAAAAAcACAAAAAAAAAAA';

/** What somebody is told whom we do not know, with a way in: perhaps they have just begun to work here. */
export function joinOffer({ t }: Speech, words: string): Message {
  const offer = button(t('slack.staff-join.offer'), 'staff-join', nobody, { style: 'primary' });
  return { text: escapeText(words), blocks: [paragraph(words), actions('staff-join', [offer])] };
}
