import type { ProviderName } from '#api/company/payment-ways.ts';
import type { SettingValue } from '#api/company/settings.ts';

type Rules = SettingValue<'payments'>['commissions'];

/** What the payer pays on top of the sum, in minor units: half up; nothing when the company bears it. */
export function commissionOf(amountMinor: bigint, provider: ProviderName, rules: Rules): bigint {
  const rule = rules[provider];
  if (rule?.payer !== 'resident') return 0n;
  const [whole = '0', fraction = ''] = rule.percent.split('.');
  const divisor = 100n * 10n ** BigInt(fraction.length);
  const dividend = amountMinor * BigInt(`${whole}${fraction}`);
  return (dividend * 2n + divisor) / (divisor * 2n) + BigInt(rule.fixedMinor);
}
