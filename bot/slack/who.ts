import { getCompany } from '#api/company/company.ts';
import type { StaffActor } from '#api/core/actor.ts';
import { type AppError, isAppError } from '#api/core/errors.ts';
import { findStaffBySlackId, type StaffInfo, staffActor } from '#api/staff/staff.ts';
import { sumsInWords } from '#locales/format.ts';
import { hasWords, type Locale, nearestLocale, translator } from '#locales/translate.ts';
import { type Desk, type Spot, sayAside, tellAside } from './desk.ts';
import { joinOffer } from './join-offer.ts';
import { type Speech, speech, stateWords } from './speech.ts';

/** The colleague who pressed or wrote, in their language. */
export type Colleague = { staff: StaffInfo; actor: StaffActor; speech: Speech };

/**
 * Does `work` as the colleague behind a Slack account. Who is unknown to us or no longer works here, and whoever is refused
 * by the domain, is told so, only for them; `before` names a sentence to begin with. Gives back what `work` did, or null when it was refused.
 */
export async function asColleague<T>(
  desk: Desk,
  spot: Spot,
  work: (me: Colleague) => Promise<T>,
  before = '',
): Promise<T | null> {
  const { staff, speech: said } = await speechOf(desk, spot.userId);
  const explain = (words: string) => tellAside(desk, spot, before === '' ? words : `${said.t(before)} ${words}`);
  if (!staff) {
    const words = said.t('slack.refusals.unknown-person');
    await sayAside(desk, spot, joinOffer(said, before === '' ? words : `${said.t(before)} ${words}`));
    return null;
  }
  try {
    return await work({ staff, actor: staffActor(staff), speech: said });
  } catch (error) {
    if (!isAppError(error)) throw error;
    desk.ctx.log.info({ staffId: staff.id, code: error.code }, 'a colleague was refused');
    await explain(refusalWords(said, error));
    return null;
  }
}

/** Who it is, and how they are spoken to: in their language, or the company's when we do not know them. */
export async function speechOf(
  { ctx }: Desk,
  slackUserId: string,
): Promise<{ staff: StaffInfo | null; speech: Speech }> {
  const company = await getCompany(ctx);
  const staff = await findStaffBySlackId(ctx, slackUserId);
  return { staff, speech: speech(staff?.locale ?? nearestLocale(company.locale), company) };
}

/** The sentence of a refusal. */
export function refusalWords(said: Speech, error: AppError): string {
  const { status, pause, kind } = error.values as { status?: string; pause?: string; kind?: string };
  const state = status && pause ? stateWords(said, { status, pause }) : '';
  const values = {
    ...sumsInWords(said.locale, error.values),
    state,
    kind: kind ? wordsOr(said.locale, `slack.kinds.${kind}`, kind) : '',
  };
  const keys = [`slack.refusals.${error.code}`, `errors.${error.code}`];
  const key = keys.find((one) => hasWords(said.locale, one)) ?? 'slack.refusals.unexpected';
  return said.t(key, values);
}

function wordsOr(locale: Locale, key: string, otherwise: string): string {
  return hasWords(locale, key) ? translator(locale)(key) : otherwise;
}
