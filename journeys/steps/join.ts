import { demoJoinCodes } from '../../prisma/seed.ts';
import type { House } from '../support/house.ts';
import type { ResidentHand } from '../support/people.ts';
import { wordsOf } from '../support/words.ts';

const strangers = { ru: { key: 'stranger-ru', chat: 100101 }, en: { key: 'stranger-en', chat: 100102 } };
const kin = { key: 'stranger-kin', chat: 100103 };

/** A stranger types the code from the letter, one digit wrong first. */
export async function joinByCode(house: House): Promise<ResidentHand> {
  const { words } = house;
  const { key, chat } = strangers[words.locale];
  const { code } = invitationOf(key);
  const resident = house.resident(chat);
  await resident.say('/start');
  await resident.sees(words.says('resident.join.hello'));
  await resident.say('/home');
  await resident.sees(words.says('resident.join.hello'));
  await resident.press(words.label('resident.join.type-code'));
  await resident.sees(words.says('resident.join.ask-code'));
  await resident.say(code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)));
  await resident.sees(words.says('resident.join.tries-left'));
  await resident.say(code);
  await resident.sees(words.says('resident.join.connected-account'));
  return resident;
}

/** A relative opens the link of her invitation; the others of the flat are told. */
export async function joinByLink(house: House): Promise<ResidentHand> {
  const words = wordsOf('ru');
  const { linkPayload } = invitationOf(kin.key);
  const resident = house.resident(kin.chat);
  await resident.say(`/start ${linkPayload}`);
  await resident.sees(words.says('resident.join.connected-account', { number: 'кв. 57' }));
  await house.resident(100001).sees(words.says('notices.newcomer'));
  return resident;
}

function invitationOf(person: string) {
  const found = demoJoinCodes('uk').find((one) => one.person === person);
  if (!found) throw new Error(`the demo invites no ${person}`);
  return found;
}
