import type { ProviderName } from '#api/company/payment-ways.ts';
import { formatMoney, formatPeriod } from '#locales/format.ts';
import { type Locale, translator } from '#locales/translate.ts';
import type { PayPage } from '../pay-page.ts';

/** What a payer is shown: `open` offers the ways, `sandbox` stands in for a provider. */
export type Shown = { page: PayPage; what: PayPage['state'] | 'waiting' | 'failed' | 'sandbox' };

/** A page of payment in plain HTML, light or dark as the device is: payee, period and sum, and nothing else about anybody. */
export function payHtml(locale: Locale, shown: Shown | null): string {
  const t = translator(locale);
  const title = t('pay.page.title');
  if (!shown) return frame(locale, title, `<p>${escapeHtml(t('pay.page.unknown'))}</p>`);
  const { page, what } = shown;
  const money = (minor: bigint) => formatMoney(locale, minor, page.currency);
  const months = page.periods.map((period) => formatPeriod(locale, period, true)).join(', ');
  const facts = [
    [t('pay.page.payee'), page.payeeName],
    [t('pay.page.period'), months === '' ? t('pay.page.no-period') : months],
    // Of what cannot be paid any more, the sum that was told is the one a payer knows.
    [t('pay.page.sum'), money(page.state === 'open' ? page.amountMinor : page.toldMinor)],
  ];
  const list = facts
    .map(([name = '', value = '']) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`)
    .join('');
  return frame(locale, title, `<dl>${list}</dl>${changed(locale, page)}${bodies[what](locale, page)}`);
}

/** Whoever remembers another sum is told why it is not asked. */
function changed(locale: Locale, { state, amountMinor, toldMinor, currency }: PayPage): string {
  if (state !== 'open' || amountMinor === toldMinor) return '';
  const sum = formatMoney(locale, toldMinor, currency);
  return `<p role="status">${escapeHtml(translator(locale)('pay.page.changed', { sum }))}</p>`;
}

const bodies: Record<Shown['what'], (locale: Locale, page: PayPage) => string> = {
  open: (locale, page) => ways(locale, page),
  waiting: (locale, page) => said(locale, 'waiting') + again(locale) + ways(locale, page),
  failed: (locale, page) => said(locale, 'failed') + ways(locale, page),
  paid: (locale) => `<p class="done" role="status">${escapeHtml(translator(locale)('pay.page.paid'))}</p>`,
  'nothing-left': (locale) => said(locale, 'nothing-left'),
  closed: (locale) => said(locale, 'closed'),
  sandbox: (locale) => {
    const t = translator(locale);
    const press = (act: string, label: string) =>
      `<button name="sandbox" value="${act}">${escapeHtml(t(`pay.page.${label}`))}</button>`;
    const buttons = press('pay', 'sandbox-pay') + press('decline', 'sandbox-decline');
    return `${said(locale, 'sandbox')}<form method="post">${buttons}</form>`;
  },
};

/** Each way with what it costs on top, said before anything is paid. */
function ways(locale: Locale, page: PayPage): string {
  const t = translator(locale);
  const money = (minor: bigint) => formatMoney(locale, minor, page.currency);
  const begun = page.payment?.provider;
  const shown = begun ? page.ways.filter(({ provider }) => provider === begun) : page.ways;
  const buttons = shown.map(({ provider, commissionMinor }) => {
    const label = t(page.payment?.state === 'pending' ? 'pay.page.go-on' : 'pay.page.pay-by', {
      way: wayOf(t, provider),
    });
    const total = t('pay.page.total', { sum: money(page.amountMinor + commissionMinor) });
    const cost =
      commissionMinor === 0n
        ? t('pay.page.no-commission')
        : `${t('pay.page.commission', { sum: money(commissionMinor) })}, ${total}`;
    return `<button name="way" value="${provider}">${escapeHtml(label)}<small>${escapeHtml(cost)}</small></button>`;
  });
  const email = `<label>${escapeHtml(t('pay.page.email'))}<input type="email" name="email" maxlength="200" autocomplete="email"></label>`;
  // Where a receipt goes is said to the provider when the payment begins, not later.
  const mayAsk = page.payment?.state !== 'pending' && shown.some(({ provider }) => provider !== 'sandbox');
  return `<form method="post">${mayAsk ? email : ''}${buttons.join('')}</form>`;
}

function wayOf(t: ReturnType<typeof translator>, provider: ProviderName): string {
  return t(`pay.ways.${provider}`);
}

function said(locale: Locale, key: string): string {
  return `<p class="said" role="status">${escapeHtml(translator(locale)(`pay.page.${key}`))}</p>`;
}

function again(locale: Locale): string {
  return `<p><a href="?back=1">${escapeHtml(translator(locale)('pay.page.look-again'))}</a></p>`;
}

function frame(locale: Locale, title: string, body: string): string {
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<style>${style}</style></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;
}

const style = `:root{color-scheme:light dark;--ground:#f3f4f6;--sheet:#fff;--ink:#1f2933;--quiet:#52606d;--line:#9aa5b1;--deed:#1d5fb4;--done:#0b6b3a}
@media(prefers-color-scheme:dark){:root{--ground:#14181d;--sheet:#1f252c;--ink:#e4e7eb;--quiet:#a9b4c0;--line:#5c6773;--done:#6fd39a}}
body{margin:0;background:var(--ground);color:var(--ink);font:18px/1.5 system-ui,sans-serif}
main{box-sizing:border-box;max-width:36rem;margin:8vh auto;padding:1.5rem 2rem 2rem;background:var(--sheet);border-radius:12px}
h1{margin:.2rem 0 1rem;font-size:1.5rem}dt{color:var(--quiet);font-size:.9rem}dd{margin:0 0 .8rem;font-weight:600;overflow-wrap:anywhere}
form{display:grid;gap:.8rem}label{display:grid;gap:.2rem;font-size:.9rem;color:var(--quiet)}a{color:inherit}
input,button{font:inherit;padding:.7rem 1rem;border-radius:8px;border:1px solid var(--line)}input{background:transparent;color:inherit}
button{border:0;background:var(--deed);color:#fff;cursor:pointer;text-align:left}:focus-visible{outline:3px solid #c27803;outline-offset:2px}
button[value=decline]{background:#52606d}small{display:block}.said{padding:.6rem 1rem;border-left:4px solid var(--line)}
.done{font-size:1.2rem;font-weight:600;color:var(--done)}
@media(max-width:36rem){main{margin:0 auto;min-height:100vh;border-radius:0;padding:1.2rem}}`;

function escapeHtml(text: string): string {
  const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (mark) => marks[mark] ?? mark);
}
