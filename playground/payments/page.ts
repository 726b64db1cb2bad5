import type { Charge } from './till.ts';

/** What a payer can make happen. */
export const deeds = {
  succeed: 'Pay · Оплатить',
  'three-d-secure': 'Pay with 3-D Secure · Оплатить с кодом из СМС',
  later: 'Pay, the bank answers in 5 seconds · Банк ответит через 5 секунд',
  noisy: 'Pay, ten notices in disorder · Десять уведомлений вперемешку',
  decline: 'Decline · Банк отказал',
} as const;
export type PayDeed = keyof typeof deeds;

/** The page of the payment system: what is asked, and what may happen to it. */
export function payPage(charge: Charge, step: 'choose' | 'code'): string {
  const sum = `${(charge.amount / 100).toFixed(2)} ${charge.currency.toUpperCase()}`;
  const forms =
    step === 'code'
      ? `<form method="post"><label>Code · Код <input name="code" value="1234" inputmode="numeric"></label>
<button name="do" value="confirm">Confirm · Подтвердить</button></form>`
      : charge.state === 'pending'
        ? `<form method="post">${Object.entries(deeds)
            .map(([deed, label]) => `<button name="do" value="${deed}">${label}</button>`)
            .join('')}</form>`
        : `<p>${charge.state}</p><p><a href="${escapeHtml(charge.backUrl)}">Back to the shop · Вернуться</a></p>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Playground bank</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>
body{margin:0;background:#16324f;font:18px/1.5 system-ui,sans-serif;color:#102a43}
main{max-width:30rem;margin:8vh auto;padding:1.5rem 2rem;background:#fff;border-radius:12px}
form{display:grid;gap:.7rem}button{font:inherit;padding:.7rem;border:1px solid #829ab1;border-radius:8px;background:#f0f4f8;cursor:pointer}
button:first-of-type{background:#0b6b3a;color:#fff;border:0}</style></head><body><main>
<small>Playground bank (${charge.wire}): no money moves · Деньги никуда не уходят</small>
<h1>${escapeHtml(sum)}</h1><p>${escapeHtml(charge.title)}</p>${forms}</main></body></html>`;
}

function escapeHtml(text: string): string {
  const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (mark) => marks[mark] ?? mark);
}
