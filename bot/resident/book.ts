import { chatForms, chatScreens } from './chat.ts';
import { dutyScreens } from './duty/duty.ts';
import { emergencyScreens } from './emergency/emergency.ts';
import { emergencyForms } from './emergency/more-form.ts';
import { figuresScreens } from './figures/figures.ts';
import { bound } from './forms.ts';
import { helpScreens } from './help.ts';
import { homeScreens } from './home.ts';
import { askForms, askScreens } from './join/ask-form.ts';
import { codeForms, codeScreens } from './join/code.ts';
import { keptScreens } from './join/kept.ts';
import { phoneScreens } from './join/phone.ts';
import { startScreens } from './join/start.ts';
import { joinedScreens } from './joined/joined.ts';
import { joinedForms } from './joined/return-form.ts';
import { looseScreens } from './loose.ts';
import { metersForms, metersScreens } from './meters/form.ts';
import { useScreens } from './meters/use.ts';
import { myFlatScreens } from './my-flat.ts';
import { newsScreens } from './news.ts';
import { noticeScreens } from './notices/people.ts';
import { askBillForms, askBillScreens } from './payments/ask-form.ts';
import { bankQrScreens } from './payments/bank-qr.ts';
import { disagreeForms, disagreeScreens } from './payments/disagree-form.ts';
import { disputeScreens } from './payments/disputes.ts';
import { findBillForms, findBillScreens } from './payments/find-form.ts';
import { paidForms, paidScreens } from './payments/paid-form.ts';
import { papersScreens } from './payments/papers.ts';
import { payScreens } from './payments/pay.ts';
import { payByScreens } from './payments/pay-by.ts';
import { paymentsScreens } from './payments/payments.ts';
import { statementScreens } from './payments/statement/statement.ts';
import { sumForms, sumScreens } from './payments/sum-form.ts';
import { whyScreens } from './payments/why/why.ts';
import type { Form, Screen } from './screen.ts';
import { peopleScreens } from './settings/people.ts';
import { settingsScreens } from './settings/settings.ts';
import { findForms, findScreens } from './tickets/find-form.ts';
import { rateForms, rateScreens } from './tickets/rate-form.ts';
import { reportForm, reportScreens } from './tickets/report.ts';
import { sayForms, sayScreens } from './tickets/say-form.ts';
import { serviceScreens } from './tickets/service.ts';
import { visitScreens } from './tickets/visit.ts';

const screens: Screen[] = [
  ...startScreens,
  ...codeScreens,
  ...phoneScreens,
  ...askScreens,
  ...keptScreens,
  ...homeScreens,
  ...serviceScreens,
  ...figuresScreens,
  ...reportScreens,
  ...sayScreens,
  ...findScreens,
  ...rateScreens,
  ...visitScreens,
  ...paymentsScreens,
  ...askBillScreens,
  ...disagreeScreens,
  ...disputeScreens,
  ...payScreens,
  ...payByScreens,
  ...sumScreens,
  ...paidScreens,
  ...findBillScreens,
  ...bankQrScreens,
  ...whyScreens,
  ...papersScreens,
  ...statementScreens,
  ...metersScreens,
  ...useScreens,
  ...newsScreens,
  ...chatScreens,
  ...looseScreens,
  ...emergencyScreens,
  ...joinedScreens,
  ...dutyScreens,
  ...settingsScreens,
  ...peopleScreens,
  ...myFlatScreens,
  ...helpScreens,
  ...noticeScreens,
];
const forms: Form[] = [
  ...codeForms,
  ...askForms,
  bound(reportForm),
  ...askBillForms,
  ...disagreeForms,
  ...paidForms,
  ...sayForms,
  ...rateForms,
  ...metersForms,
  ...sumForms,
  ...chatForms,
  ...emergencyForms,
  ...findForms,
  ...findBillForms,
  ...joinedForms,
];

/** Every screen and deed by the name of its route. */
export const bookOfScreens: ReadonlyMap<string, Screen> = byName(screens, (screen) => screen.route.name);
/** Every form by its name. */
export const bookOfForms: ReadonlyMap<string, Form> = byName(forms, (form) => form.name);

function byName<T>(all: readonly T[], nameOf: (one: T) => string): ReadonlyMap<string, T> {
  const book = new Map(all.map((one) => [nameOf(one), one]));
  if (book.size !== all.length) throw new Error('two screens or forms share a name');
  return book;
}
